"""YAML as plain values with the place of each, nothing clever allowed."""

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ...message import Message

Path = tuple[str | int, ...]
DEEPEST = 12
_INTEGER = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class TreeError(Exception):
    """A place in the file, counted from 1, and what is wrong there."""

    def __init__(self, line: int, column: int, problem: Message) -> None:
        super().__init__(problem)
        self.line, self.column, self.problem = line, column, problem


class Tree:
    """
    The values of a YAML document, and `places`: line and column of every value by its path.

    No anchors, aliases, tags, duplicate keys or nesting beyond 12 levels: a rubric needs none of
    them, and each is a way to say one thing and mean another.

    Raises:
        TreeError: the text is not such a document.
    """

    def __init__(self, text: str) -> None:
        self.places: dict[Path, tuple[int, int]] = {(): (1, 1)}
        try:
            self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))
            self.value = self._document()
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = " ".join((getattr(error, "problem", None) or str(error)).split())
            raise TreeError(
                line, column, Message("not YAML: {problem}", problem=problem)
            ) from error

    def _document(self) -> Any:
        for event in self._events:
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                value = self._value(event, ())
                self._end()
                return value
        raise TreeError(1, 1, Message("the file is empty"))

    def _end(self) -> None:
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                problem = Message(
                    "a second document (---) is not allowed; make it a file of its own"
                )
                raise TreeError(*_place(event), problem)

    def _value(self, event: Any, path: Path) -> Any:
        self.places[path] = _place(event)
        _plain(event)
        if len(path) > DEEPEST:
            problem = Message(
                "nested deeper than {most} levels; no rubric needs that", most=DEEPEST
            )
            raise TreeError(*_place(event), problem)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return event.value if event.style else _scalar(event.value)

    def _mapping(self, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            _plain(event)
            if not isinstance(event, ScalarEvent):
                raise TreeError(*_place(event), Message("a key must be plain text"))
            key = event.value
            if key in made:
                problem = Message("key {key!r} stands here twice; keep one of them", key=key)
                raise TreeError(*_place(event), problem)
            made[key] = self._value(next(self._events), (*path, key))
        return made

    def _sequence(self, path: Path) -> list[Any]:
        made: list[Any] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            made.append(self._value(event, (*path, len(made))))
        return made

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of *path*, or of the nearest part of it that is in the file."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _plain(event: Any) -> None:
    """Refuse what makes an event stand for something else than what it says."""
    if isinstance(event, AliasEvent):
        raise TreeError(*_place(event), Message("an alias (*) is not allowed; write the value out"))
    if event.anchor:
        raise TreeError(
            *_place(event), Message("an anchor (&) is not allowed; write the value out")
        )
    if getattr(event, "tag", None) is not None:
        raise TreeError(*_place(event), Message("a tag (!) is not allowed; leave it out"))


def _scalar(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text) and len(text) < 20:
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) and len(text) < 40 else text
