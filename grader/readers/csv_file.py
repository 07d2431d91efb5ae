"""Comma-, tab- and semicolon-separated files."""

import csv
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import InputError
from ..records import Place, Row, RowProblem
from .cell import plain
from .header import headers_of
from .source import encoding_of

_SEPARATORS = ",\t;"
_WORDS = {",": "comma", "\t": "tab", ";": "semicolon"}
_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')
_LARGEST_CELL = 1 << 27


def read_csv(path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """
    Rows of a separated file with one header line; blank lines are passed over.

    Raises:
        InputError: no header, a header twice, or a quote that is never closed.
    """
    csv.field_size_limit(min(sys.maxsize, _LARGEST_CELL))
    encoding = encoding_of(path, note)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file.readline(), path, note)
        file.seek(0)
        lines = csv.reader(file, delimiter=separator, strict=True)
        last = 0
        try:
            headers = _headers(next(lines, []), path)
            last = lines.line_num
            for cells in lines:
                # A quoted cell may span lines: a row is named by the line it begins on.
                begins, last = last + 1, lines.line_num
                if any(cell.strip() for cell in cells):
                    yield _row(cells, headers, Place(file=path.name, row=begins))
        except csv.Error as error:
            raise InputError(
                f"{path}:{last + 1}: {error}; look for a quote that is opened here and not closed"
            ) from error


def _separator(first: str, path: Path, note: Callable[[str], None]) -> str:
    if path.suffix.lower() == ".tsv":
        return "\t"
    bare = _QUOTED.sub("", first)
    found = max(_SEPARATORS, key=lambda each: (bare.count(each), each == ","))
    if found != ",":
        note(f"{path.name}: columns separated by {_WORDS[found]}")
    return found


def _headers(cells: list[str], path: Path) -> list[str]:
    if "\0" in "".join(cells):
        raise InputError(f"{path}:1: holds NUL, so it is no text; save it as “CSV UTF-8”")
    return headers_of(cells, f"{path}:1")


def _row(cells: list[str], headers: list[str], place: Place) -> Row | RowProblem:
    extra = [cell for cell in cells[len(headers) :] if cell.strip()]
    if extra or len(cells) < len(headers):
        return RowProblem(
            place=place,
            problem=f"has {len(cells)} cells where the header has {len(headers)}; check for a "
            "separator or line break outside quotes",
        )
    if "\0" in "".join(cells):
        return RowProblem(place=place, problem="holds NUL, so it is damaged; write the row anew")
    pairs = zip(headers, cells, strict=False)
    return Row(place=place, cells={name: plain(cell) for name, cell in pairs if name})
