"""JSON: a list of objects, an object that holds one, or an object of answers by candidate."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..message import Message
from ..records import Place, Row, RowProblem
from .json_values import DECODER, Twice, row_of, twice
from .source import encoding_of

_PIECE = 1 << 18
# Far above any person's answers; a value this long is held in memory, the file is not.
_LONGEST_VALUE = 8_000_000
# The longest a word, an escape or a number is: what fails nearer to the end may be cut off.
_CUT = 10_000
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_SHAPES = Message(
    'give a list of objects like [{"candidate_id": "A1", "item_id": "1", "answer": "…"}], or '
    '{"A1": {"1": "…", "2": "…"}}'
)


def read_json(path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """
    Rows of a .json file; a row's number is that of the object, counted from 1.

    Keys are headers, values text, numbers or null, as in JSON Lines. An object of objects has a
    candidate's id as each key. Read piece by piece, so memory does not grow with the file.

    Raises:
        InputError: it is no JSON, or none of these shapes.
    """
    with path.open(encoding=encoding_of(path, note), newline="") as file:
        source = _Source(file.read, path)
        match source.next_sign():
            case "[":
                yield from _objects(source, path)
            case "{":
                yield from _keyed(source, path, note)
            case "":
                return
            case _:
                raise InputError(
                    "{path}:1: neither a list nor an object; {shapes}", path=path, shapes=_SHAPES
                )
        if source.next_sign():
            raise source.fault(Message("more after the end"))


class _Source:
    """The text of a file, a value at a time."""

    def __init__(self, read: Callable[[int], str], path: Path) -> None:
        self._read = read
        self._path = path
        self._text = ""
        self._at = 0
        self._line = 1
        self._is_over = False

    def _fill(self) -> bool:
        """Get more; False at the end. What was passed is let go."""
        self._line += self._text.count("\n", 0, self._at)
        more = self._read(max(_PIECE, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + more, 0
        self._is_over = not more
        return bool(more)

    def next_sign(self) -> str:
        """The next character that is no space, not yet passed; empty at the end."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def take(self, sign: str) -> None:
        """Pass *sign*, which must come next."""
        if self.next_sign() != sign:
            raise self.fault(Message("no {sign!r} where one is needed", sign=sign))
        self._at += 1

    def value(self) -> Any:
        """
        The next value; a `Twice` in its place where a key stands twice in it.

        Raises:
            InputError: there is none, or it is too long.
        """
        self.next_sign()
        while True:
            try:
                found, end = DECODER.raw_decode(self._text, self._at)
            except Twice as error:
                found, end = error, self._past_twice()
            except RecursionError as error:
                raise self.fault(Message("nested far too deep")) from error
            except json.JSONDecodeError as error:
                is_cut = error.pos > len(self._text) - _CUT or error.msg.startswith("Unterminated")
                if not is_cut or not self._more():
                    raise self.fault(Message("no JSON from here on"), error.pos) from error
                continue
            # A number that ends with the piece may go on in the next.
            if end < len(self._text) or self._is_over or not self._more():
                self._at = end
                return found

    def _more(self) -> bool:
        if len(self._text) - self._at > _LONGEST_VALUE:
            raise self.fault(
                Message("one value of more than {most:,} characters", most=_LONGEST_VALUE)
            )
        return self._fill()

    def _past_twice(self) -> int:
        return json.JSONDecoder(parse_int=str).raw_decode(self._text, self._at)[1]

    def fault(self, what: Message, at: int | None = None) -> InputError:
        """What is said of the text at *at*, or at the next value."""
        line = self._line + self._text.count("\n", 0, self._at if at is None else at)
        return InputError(
            "{path}:{line}: {what}; {shapes}", path=self._path, line=line, what=what, shapes=_SHAPES
        )


def _objects(source: _Source, path: Path, sheet: str = "") -> Iterator[Row | RowProblem]:
    number = 0
    source.take("[")
    while source.next_sign() != "]":
        if number:
            source.take(",")
        number += 1
        place = Place(file=path.name, sheet=sheet, row=number)
        found = source.value()
        yield twice(found, place) if isinstance(found, Twice) else row_of(found, place, _SHAPES)
    source.take("]")


def _keyed(source: _Source, path: Path, note: Callable[[str], None]) -> Iterator[Row | RowProblem]:
    """The one list among the keys of an object, or a row for each key that holds an object."""
    listed = ""
    seen: set[str] = set()
    shapes: set[str] = set()
    source.take("{")
    while source.next_sign() != "}":
        if seen:
            source.take(",")
        if source.next_sign() != '"':
            raise source.fault(Message("no key where one is needed"))
        key = source.value()
        if key in seen:
            raise source.fault(Message("key {key!r:.80} stands there twice", key=key))
        seen.add(key)
        source.take(":")
        if source.next_sign() == "[":
            if listed:
                raise source.fault(
                    Message("two lists, {listed!r:.80} and {key!r:.80}", listed=listed, key=key)
                )
            listed = key
            yield from _objects(source, path)
            note(Message("{file}: rows taken from the list {key!r:.80}", file=path.name, key=key))
            shapes.add("list")
        else:
            place = Place(file=path.name, row=len(seen))
            found = source.value()
            if isinstance(found, dict | Twice):
                shapes.add("object")
                yield _of_candidate(key, found, place)
        if len(shapes) > 1:
            raise source.fault(Message("holds a list as well as objects at {key!r:.80}", key=key))
    source.take("}")
    if seen and not shapes:
        raise source.fault(Message("no list and no object in it"))


def _of_candidate(key: str, found: dict[str, Any] | Twice, place: Place) -> Row | RowProblem:
    if isinstance(found, Twice):
        return twice(found, place)
    return row_of({"candidate_id": key} | found, place, _SHAPES)
