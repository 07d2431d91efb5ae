"""JSON Lines: one object a line."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..records import Place, Row, RowProblem
from .cell import plain
from .source import encoding_of

# One half of a surrogate pair stands for nothing: it can be neither stored nor sent.
_HALF = re.compile("[\ud800-\udfff]")
_FIX = 'write one object a line, like {"candidate_id": "A1", "item_id": "1", "answer": "…"}'


class _Twice(ValueError):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = {name.strip(): value for name, value in pairs}
    if len(made) < len(pairs):
        names = [name.strip() for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return made


# Numbers stay as they are written: an id like 00123 or 1e5 is text, not a quantity.
_DECODER = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
)


def read_jsonl(path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """Rows of a JSON Lines file: keys are headers, values text, numbers or null."""
    encoding = encoding_of(path, note)
    with path.open(encoding=encoding) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield _row(line, Place(file=path.name, row=number))


def _row(line: str, place: Place) -> Row | RowProblem:
    try:
        entry: Any = _DECODER.decode(line.strip())
    except _Twice as error:
        return RowProblem(place=place, problem=f"key {str(error)!r} stands there twice; keep one")
    except (ValueError, RecursionError):
        return RowProblem(place=place, problem=f"not JSON; {_FIX}")
    if not isinstance(entry, dict):
        return RowProblem(place=place, problem=f"not a JSON object; {_FIX}")
    cells = {}
    for name, value in entry.items():
        if isinstance(value, dict | list):
            return RowProblem(
                place=place, problem=f"{name!r} holds an object or a list; give plain text"
            )
        cells[name] = _text(value)
    if _HALF.search("".join([*cells, *cells.values()])):
        return RowProblem(
            place=place, problem=r"holds half of a character, like \ud83d; write it out as UTF-8"
        )
    return Row(place=place, cells=cells)


def _text(value: str | bool | None) -> str:  # noqa: FBT001 - a JSON value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else plain(value)
