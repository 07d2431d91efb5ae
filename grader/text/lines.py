"""An answer as numbered lines: one sentence a line, so that a number points at few words."""

import re
from collections.abc import Sequence

from ..records import Edit, Line
from .clean import clean

# A sentence ends after 。！？； or after . ! ? ; before a space, closing marks included, and at
# every line end. No two alternatives begin with the same character, so the scan never goes back.
_SENTENCE = re.compile(
    r"(?:[^\n。！？；!?.;]+|[.;](?![”’)\"']*\s))*(?:[。！？；!?]+[”’」』）)\"']*|[.;][”’)\"']*)?"
)
_LONGEST = 200


def numbered(text: str, edits: Sequence[Edit] = ()) -> tuple[Line, ...]:
    """
    The cleaned copy of *text* with *edits* made, cut into lines that say something.

    Each line keeps the offsets of its characters in *text*. White space around a line and
    empty lines are left out. *edits* stand in order and do not touch each other.
    """
    edited, places = _edited(text, edits)
    cleaned, at = clean(edited)
    if edits:
        at = tuple(places[i] for i in at)
    lines = []
    for start, end in _pieces(cleaned):
        piece = cleaned[start:end]
        first = start + len(piece) - len(piece.lstrip())
        said = piece.strip()
        if said:
            lines.append(Line(text=said, at=at[first : first + len(said)]))
    return tuple(lines)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, Sequence[int]]:
    """
    *text* with *edits* made, and where each of its characters stood.

    What is put in stands where the stretch began, and its later characters where it ended, so
    that a quote of all of it leads back to the whole stretch.
    """
    if not edits:
        return text, range(len(text))
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for edit in edits:
        parts += [text[last : edit.start], edit.put]
        places += range(last, edit.start)
        if edit.put:
            places += [edit.start, *[edit.end - 1] * (len(edit.put) - 1)]
        last = edit.end
    places += range(last, len(text))
    return "".join([*parts, text[last:]]), places


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, stop = match.span()
        pieces += [(cut, min(cut + _LONGEST, stop)) for cut in range(start, stop, _LONGEST)]
    return pieces
