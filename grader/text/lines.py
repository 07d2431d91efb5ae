"""An answer as numbered lines: one sentence a line, so that a number points at few words."""

import re

from ..records import Line
from .clean import clean

# A sentence ends after 。！？； or after . ! ? ; before a space, closing marks included, and at
# every line end. No two alternatives begin with the same character, so the scan never goes back.
_SENTENCE = re.compile(
    r"(?:[^\n。！？；!?.;]+|[.;](?![”’)\"']*\s))*(?:[。！？；!?]+[”’」』）)\"']*|[.;][”’)\"']*)?"
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
    for match in _SENTENCE.finditer(text):
        start, stop = match.span()
        pieces += [(cut, min(cut + _LONGEST, stop)) for cut in range(start, stop, _LONGEST)]
    return pieces
