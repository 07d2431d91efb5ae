"""JSON values as cells: numbers as they are written, keys once, nothing nested."""

import json
import re
from typing import Any

from ..message import Message
from ..records import Place, Row, RowProblem
from .cell import plain

FIX = Message('write one object a line, like {"candidate_id": "A1", "item_id": "1", "answer": "…"}')
# One half of a surrogate pair stands for nothing: it can be neither stored nor sent.
_HALF = re.compile("[\ud800-\udfff]")


class Twice(ValueError):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = {name.strip(): value for name, value in pairs}
    if len(made) < len(pairs):
        names = [name.strip() for name, _ in pairs]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return made


# Numbers stay as they are written: an id like 00123 or 1e5 is text, not a quantity.
DECODER = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
)


def row_of(entry: Any, place: Place, fix: str = FIX) -> Row | RowProblem:
    """The row that a decoded object is, or what is wrong with it."""
    if not isinstance(entry, dict):
        return RowProblem(place=place, problem=Message("not a JSON object; {fix}", fix=fix))
    cells = {}
    for name, value in entry.items():
        if isinstance(value, dict | list):
            return RowProblem(
                place=place,
                problem=Message(
                    "{name!r:.80} holds an object or a list; give plain text", name=name
                ),
            )
        cells[name] = _text(value)
    if _HALF.search("".join([*cells, *cells.values()])):
        return RowProblem(
            place=place,
            problem=Message("holds half of a character, like \\ud83d; write it out as UTF-8"),
        )
    return Row(place=place, cells=cells)


def twice(error: Twice, place: Place) -> RowProblem:
    """What is said of an object with a key that stands twice."""
    return RowProblem(
        place=place, problem=Message("key {key!r:.80} stands there twice; keep one", key=str(error))
    )


def _text(value: str | bool | None) -> str:  # noqa: FBT001 - a JSON value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else plain(value)
