"""Text from anyone as a cell that a spreadsheet shows and never runs."""

import re
from math import ceil

from ..views import visible

# Excel counts UTF-16 units and calls a file with a longer cell damaged.
MOST_UNITS = 32_767
# What no XML may hold, and `visible` leaves because pages can.
_NO_CHARACTER = re.compile("[\ufffe\uffff]")


def cell_text(text: str, cut: str) -> str:
    """*text* with nothing hidden in it; where it is too long for a cell, it ends with *cut*."""
    shown = _NO_CHARACTER.sub(lambda match: f"⟦U+{ord(match[0]):04X}⟧", visible(text))
    if len(shown) <= MOST_UNITS // 2 or _units(shown) <= MOST_UNITS:
        return shown
    ending = f" … {cut.format(n=len(text))}"
    room = 2 * (MOST_UNITS - _units(ending))
    return shown.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + ending


def columns_of(text: str) -> float:
    """Width of *text* in digits: a Chinese character is as wide as two."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 2


def lines_of(text: str, width: float) -> int:
    """How many lines *text* takes in a column of *width* digits."""
    if "\n" not in text:
        return ceil(columns_of(text) / width) or 1
    return sum(ceil(columns_of(line) / width) or 1 for line in text.split("\n"))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
