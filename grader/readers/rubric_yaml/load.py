"""From a file to a rubric, collecting everything that is wrong with it."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from ...errors import RubricError
from ...message import Message, cause, joined
from ...records import Rubric
from .build import build
from .check import Problem, problems_of
from .check_extras import extra_problems
from .form import RubricForm
from .tree import Tree, TreeError

_MOST_BYTES = 1_000_000
_FIXES = {
    "extra_forbidden": Message("unknown key; remove it or check its spelling"),
    "missing": Message("key is missing; add it"),
    "string_type": Message("must be text; put it in quotes"),
    "model_type": Message("must hold keys; write {zh: …, en: …} or the keys it needs"),
    "model_attributes_type": Message("must hold keys; write {zh: …, en: …} or the keys it needs"),
    "list_type": Message("must be a list; begin each entry with -"),
    "dict_type": Message("must hold keys"),
    "too_short": Message("is empty; add at least one entry"),
}


def load_rubric(path: str | Path) -> Rubric:
    """
    The rubric in the YAML file *path*.

    Raises:
        RubricError: what is wrong, a line for each problem: file, line, column, what, the fix.
    """
    return read_rubric(_text(Path(path)), str(path))


def read_rubric(text: str, name: str) -> Rubric:
    """
    The rubric in *text*; *name* is what its problems are told under.

    Raises:
        RubricError: as for `load_rubric`.
    """
    return _read(_Source(text, name))


class _Source(str):
    """The text of a rubric; two are the same whatever they are called."""

    __slots__ = ("name",)

    name: str

    def __new__(cls, text: str, name: str) -> Self:
        made = super().__new__(cls, text)
        made.name = name
        return made


# One command reads the same rubric several times, and each reading takes half a second.
@lru_cache(maxsize=8)
def _read(source: _Source) -> Rubric:
    name = source.name
    try:
        tree = Tree(source)
    except TreeError as error:
        raise RubricError(_at(name, error.line, error.column, error.problem)) from error
    try:
        form = RubricForm.model_validate(tree.value)
    except ValidationError as error:
        raise RubricError(_listed(error, tree, name)) from None
    _see_none(problems_of(form), tree, name)
    rubric = build(form)
    # What stands beside the items is held against them once they are sound.
    _see_none(list(extra_problems(form, rubric)), tree, name)
    return rubric


def _see_none(problems: list[Problem], tree: Tree, name: str) -> None:
    if problems:
        lines = [(*tree.place(place), text) for place, text in problems]
        raise RubricError(joined([_at(name, at, col, text) for at, col, text in sorted(lines)]))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise RubricError("{path}: no such file; check the name of the rubric", path=path)
        if path.stat().st_size > _MOST_BYTES:
            raise RubricError(
                "{path}: larger than {most:,} bytes, which no rubric needs",
                path=path,
                most=_MOST_BYTES,
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RubricError(
            "{path}: cannot be read ({reason})", path=path, reason=cause(error)
        ) from error
    except UnicodeDecodeError:
        raise RubricError("{path}: not UTF-8; save the rubric as UTF-8", path=path) from None


def _at(name: str, line: int, column: int, problem: Message) -> Message:
    return Message(
        "{file}:{line}:{column}: {problem}", file=name, line=line, column=column, problem=problem
    )


def _listed(error: ValidationError, tree: Tree, name: str) -> Message:
    lines = []
    for each in error.errors():
        place = tuple(part for part in each["loc"] if part != "[key]")
        line, column = tree.place(place)
        where = ".".join(str(part) for part in place) or Message("the file")
        problem = Message("{where}: {problem}", where=where, problem=_told(each))
        lines.append((line, column, problem))
    return joined([_at(name, line, column, text) for line, column, text in sorted(lines)[:40]])


def _told(error: Any) -> Message:
    kind = error["type"]
    if kind in _FIXES:
        return _FIXES[kind]
    if kind == "literal_error":
        return Message(
            "{value!r} is not allowed; use {expected}",
            value=error["input"],
            expected=error["ctx"]["expected"],
        )
    if kind == "string_pattern_mismatch":
        return Message("{value!r} does not fit; use letters, digits, - and _", value=error["input"])
    problem = cause(error["ctx"]["error"]) if kind == "value_error" else Message(error["msg"])
    return Message("{value!r}: {problem}", value=error["input"], problem=problem)
