"""From a file to a rubric, collecting everything that is wrong with it."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ...errors import RubricError
from ...message import Message, cause
from ...records import Rubric
from .build import build
from .check import problems_of
from .form import RubricForm
from .tree import Tree, TreeError

_MOST_BYTES = 1_000_000
_FIXES = {
    "extra_forbidden": "unknown key; remove it or check its spelling",
    "missing": "key is missing; add it",
    "string_type": "must be text; put it in quotes",
    "model_type": "must hold keys; write {zh: …, en: …} or the keys it needs",
    "model_attributes_type": "must hold keys; write {zh: …, en: …} or the keys it needs",
    "list_type": "must be a list; begin each entry with -",
    "dict_type": "must hold keys",
    "too_short": "is empty; add at least one entry",
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
    try:
        tree = Tree(text)
    except TreeError as error:
        raise RubricError(
            Message(
                "{name}:{line}:{column}: {problem}",
                name=name,
                line=error.line,
                column=error.column,
                problem=error.problem,
            )
        ) from error
    try:
        form = RubricForm.model_validate(tree.value)
    except ValidationError as error:
        raise RubricError(_listed(error, tree, name)) from None
    problems = problems_of(form)
    if problems:
        lines = [(*tree.place(place), text) for place, text in problems]
        raise RubricError(
            "\n".join(f"{name}:{at}:{col}: {text}" for at, col, text in sorted(lines))
        )
    return build(form)


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            raise RubricError(
                Message("{path}: no such file; check the name of the rubric", path=path)
            )
        if path.stat().st_size > _MOST_BYTES:
            raise RubricError(
                Message(
                    "{path}: larger than {most:,} bytes, which no rubric needs",
                    path=path,
                    most=_MOST_BYTES,
                )
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RubricError(
            Message("{path}: cannot be read ({reason})", path=path, reason=cause(error))
        ) from error
    except UnicodeDecodeError:
        raise RubricError(
            Message("{path}: not UTF-8; save the rubric as UTF-8", path=path)
        ) from None


def _listed(error: ValidationError, tree: Tree, name: str) -> str:
    lines = []
    for each in error.errors():
        place = tuple(part for part in each["loc"] if part != "[key]")
        line, column = tree.place(place)
        where = ".".join(str(part) for part in place) or "the file"
        lines.append((line, column, f"{name}:{line}:{column}: {where}: {_told(each)}"))
    return "\n".join(text for *_, text in sorted(lines)[:40])


def _told(error: Any) -> str:
    kind = error["type"]
    if kind in _FIXES:
        return _FIXES[kind]
    if kind == "literal_error":
        return f"{error['input']!r} is not allowed; use {error['ctx']['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{error['input']!r} does not fit; use letters, digits, - and _"
    message = error["msg"].removeprefix("Value error, ")
    return f"{error['input']!r}: {message}"
