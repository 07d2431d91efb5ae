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
    empty lines are left out. *edits* stand in order and do not overlap; see `merged`.
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


def merged(edits: Sequence[Edit], others: Sequence[Edit]) -> tuple[Edit, ...]:
    """
    Both lists of edits as one that stands in order and does not overlap, for `numbered`.

    What is left out and what is redacted are joined so: a redaction inside a stretch that is
    left out goes with it; where one reaches over the end of the other, the whole of both is
    replaced and nothing of either is seen. Of two edits of one stretch that of *edits* stands.
    Each list may stand in any order.
    """
    ordered = sorted([*edits, *others], key=lambda each: (each.start, -each.end))
    made: list[Edit] = []
    for each in ordered:
        last = made[-1] if made else None
        if last is None or each.start >= last.end:
            made.append(each)
        elif each.end > last.end:
            made[-1] = Edit(last.start, each.end, last.put + each.put)
    return tuple(made)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, Sequence[int]]:
    """
    *text* with *edits* made, and where each of its characters stood.

    The first half of what is put in stands where the stretch began, the other where it ended,
    so that a quote of all of it leads back to the whole stretch, whichever bracket it lacks.
    """
    if not edits:
        return text, range(len(text))
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for edit in edits:
        parts += [text[last : edit.start], edit.put]
        places += range(last, edit.start)
        first = (len(edit.put) + 1) // 2
        places += [edit.start] * first + [edit.end - 1] * (len(edit.put) - first)
        last = edit.end
    places += range(last, len(text))
    return "".join([*parts, text[last:]]), places


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        start, stop = match.span()
        pieces += [(cut, min(cut + _LONGEST, stop)) for cut in range(start, stop, _LONGEST)]
    return pieces
