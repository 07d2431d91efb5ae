"""JSON Lines: one object a line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..message import Message
from ..records import Place, Row, RowProblem
from .json_values import DECODER, FIX, Twice, row_of, twice
from .source import encoding_of, lines_of


def read_jsonl(path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """Rows of a JSON Lines file: keys are headers, values text, numbers or null."""
    for number, line in enumerate(lines_of(path, encoding_of(path, note)), start=1):
        if line.strip():
            yield _row(line, Place(file=path.name, row=number))


def _row(line: str, place: Place) -> Row | RowProblem:
    try:
        entry: Any = DECODER.decode(line.strip())
    except Twice as error:
        return twice(error, place)
    except (ValueError, RecursionError):
        return RowProblem(place=place, problem=Message("not JSON; {fix}", fix=FIX))
    return row_of(entry, place)
