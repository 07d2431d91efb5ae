"""Text for a screen of fixed columns, where a Chinese character takes two."""

import re
import unicodedata
from collections.abc import Iterator

_OPENING, _CLOSING = "（《「『【［“‘", "，。；：、！？）》」』】］”’…"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# A word of letters, or one Chinese character; signs stay on the line of what they belong to.
_UNIT = re.compile(
    rf"\s+|[{_OPENING}]*(?:[^\s{_WIDE}{_OPENING}{_CLOSING}]+|[{_WIDE}])?[{_CLOSING}]*"
)


def columns(text: str) -> int:
    """How many columns *text* takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """
    The lines of *text*, each of at most *width* columns where its words allow it.

    Chinese breaks between any two characters, but no line begins with a closing sign or ends with
    an opening one. White space at a break is dropped.
    """
    lines = [""]
    for unit in _units(text):
        if columns(lines[-1] + unit.rstrip()) > width and lines[-1].strip():
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]


def _units(text: str) -> Iterator[str]:
    return (found.group() for found in _UNIT.finditer(" ".join(text.split())) if found.group())
