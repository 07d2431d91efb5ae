"""An answer as numbered lines: one sentence a line, so that a number points at few words."""

import re

from ..records import Line
from .clean import clean

# A sentence ends after 。！？； or after . ! ? ; before a space, closing quotes included, and at
# every line end.
_SENTENCE = re.compile(
    r"[^\n]*?(?:[。！？；!?]+[”’」』）)\"']*|[.;][”’)\"']*(?=\s)|(?=\n)|$)", re.MULTILINE
)
_LONGEST = 200


def numbered(text: str) -> tuple[Line, ...]:
    """
    The cleaned copy of *text*, cut into lines that say something.

    Each line keeps the offsets of its characters in *text*. White space around a line and
    empty lines are left out.
    """
    cleaned, at = clean(text)
    lines = []
    for start, end in _pieces(cleaned):
        piece = cleaned[start:end]
        first = start + len(piece) - len(piece.lstrip())
        said = piece.strip()
        if said:
            lines.append(Line(text=said, at=at[first : first + len(said)]))
    return tuple(lines)


def _pieces(text: str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    start, end = 0, len(text)
    while start < end:
        if text[start] == "\n":
            start += 1
            continue
        match = _SENTENCE.match(text, start)
        stop = match.end() if match and match.end() > start else end
        pieces += [(cut, min(cut + _LONGEST, stop)) for cut in range(start, stop, _LONGEST)]
        start = stop
    return pieces
