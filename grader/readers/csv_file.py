"""Comma-, tab- and semicolon-separated files."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import InputError
from ..message import Message, cause
from ..records import Place, Row, RowProblem
from .cell import plain
from .header import headers_of
from .separators import WORDS, declared, separator_of
from .source import encoding_of, lines_of

# Far above any answer: what is longer is a quote that was opened and never closed.
_LARGEST_CELL = 10_000_000


def read_csv(path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """
    Rows of a separated file with one header line; blank lines are passed over.

    A header that stands there again, as in joined files, is passed over too, and told.

    Raises:
        InputError: no header, a header twice, or a quote that is never closed.
    """
    csv.field_size_limit(_LARGEST_CELL)
    encoding = encoding_of(path, note)
    separator, skipped = _separator(path, encoding, note)
    plain_lines = lines_of(path, encoding)
    for _ in range(skipped):
        next(plain_lines)
    lines = csv.reader(plain_lines, delimiter=separator, strict=True)
    last, again = skipped, 0
    try:
        named = next(lines, [])
        headers = _headers(named, path, skipped + 1)
        last = lines.line_num + skipped
        for cells in lines:
            # A quoted cell may span lines: a row is named by the line it begins on.
            begins, last = last + 1, lines.line_num + skipped
            if cells == named:
                again += 1
            elif any(map(str.strip, cells)):
                yield _row(cells, headers, Place(file=path.name, row=begins))
    except csv.Error as error:
        raise InputError(
            "{path}:{line}: {reason}; look for a quote that is opened here and not closed",
            path=path,
            line=last + 1,
            reason=cause(error),
        ) from error
    if again:
        _tell_again(path, again, note)


def _tell_again(path: Path, again: int, note: Callable[[str], None]) -> None:
    note(
        Message(
            "{file}: the header stands there again, {again} times, passed over",
            file=path.name,
            again=again,
        )
    )


def _headers(named: list[str], path: Path, line: int) -> list[str]:
    if "\0" in "".join(named):
        raise InputError("{path}:1: holds NUL, so it is no text; save it as “CSV UTF-8”", path=path)
    return headers_of(named, f"{path}:{line}")


def _separator(path: Path, encoding: str, note: Callable[[str], None]) -> tuple[str, int]:
    """What parts the columns, and how many lines come before the header."""
    sample = []
    size = 0
    for line in lines_of(path, encoding):
        sample.append(line)
        size += len(line)
        if size > 200_000 or len(sample) > 200:
            break
    said = declared(sample[0]) if sample else ""
    if said:
        note(
            Message(
                "{file}: columns separated by {separator}, as its first line says",
                file=path.name,
                separator=WORDS.get(said, said),
            )
        )
        return said, 1
    if path.suffix.lower() == ".tsv":
        return "\t", 0
    found = separator_of(sample, f"{path}:1")
    if found != ",":
        note(
            Message(
                "{file}: columns separated by {separator}", file=path.name, separator=WORDS[found]
            )
        )
    return found, 0


def _row(cells: list[str], headers: list[str], place: Place) -> Row | RowProblem:
    extra = [cell for cell in cells[len(headers) :] if cell.strip()]
    if extra or len(cells) < len(headers):
        return RowProblem(
            place=place,
            problem=Message(
                "has {count} cells where the header has {wanted}; check for a separator or "
                "line break outside quotes",
                count=len(cells),
                wanted=len(headers),
            ),
        )
    if "\0" in "".join(cells):
        return RowProblem(
            place=place, problem=Message("holds NUL, so it is damaged; write the row anew")
        )
    pairs = zip(headers, cells, strict=False)
    return Row(place=place, cells={name: plain(cell) for name, cell in pairs if name})
