"""Plain text and Markdown; tables drawn with | are tables."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ...core.paper import Table, TextLine
from ...errors import InputError
from ..encoding import encoding_of

_PART = 1 << 16
_ROW = re.compile(r"\s{0,3}\|.*\|\s*$")
_UNDER = re.compile(r"\s{0,3}\|[\s:|-]{3,400}\|\s*$")


def plain_blocks(path: Path, note: Callable[[str], None]) -> Iterator[TextLine | Table]:
    """
    The lines and tables of a text file.

    Raises:
        InputError: it is in no known encoding.
    """
    data = path.read_bytes()
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(
            "{path}: no text, whatever its name says; save the paper as .txt again", path=path
        )
    yield from text_blocks(data.decode(encoding_of(path, note), "replace"))


def text_blocks(text: str) -> Iterator[TextLine | Table]:
    """The lines and tables of *text*, numbered from 1."""
    rows: list[tuple[int, str]] = []
    for number, line in enumerate(_lines(text), start=1):
        if _ROW.match(line):
            rows.append((number, line))
            continue
        yield from _table(rows)
        rows = []
        yield TextLine(number, line)
    yield from _table(rows)


def _lines(text: str) -> Iterator[str]:
    """The lines of *text*, a part at a time: what is too long is refused after a few parts."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PART) + 1 or len(text)
        yield from text[start:end].splitlines()
        start = end


def _table(rows: list[tuple[int, str]]) -> Iterator[TextLine | Table]:
    """The rows as a table if a line of dashes is among them, else as they are."""
    if not any(_UNDER.match(line) for _, line in rows):
        yield from (TextLine(number, line) for number, line in rows)
        return
    yield Table(
        tuple(
            (
                number,
                tuple(cell.strip().replace("<br>", "\n") for cell in line.strip()[1:-1].split("|")),
            )
            for number, line in rows
            if not _UNDER.match(line)
        )
    )
