"""A file of bands: their names, and the total each begins at."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ..errors import InputError, SettingError
from ..message import Message
from ..records.banding import BANDS, UNDEFINED, Banding, Threshold
from .rubric_yaml.tree import Tree, TreeError

FORM = "[{name: A, from: 80%}, {name: B, from: 0}]"
_MOST_BYTES, _MOST_BANDS, _LONGEST_NAME = 100_000, 20, 40
_PARTING = set("|;,\n\r\t")


def read_bands(path: Path) -> Banding:
    """
    The bands in *path*, a YAML list in any order; each begins at points, or all at percents.

    Raises:
        InputError: the file cannot be read, or a place in it does not fit.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES)
            is_more = bool(file.read(1))
        text = content.decode("utf-8-sig", "ignore" if is_more else "strict")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("--bands {path}: cannot be read; check the file", path=path) from error
    if is_more:
        raise SettingError(
            "--bands {path}: more than {most:,} bytes; shorten it", path=path, most=_MOST_BYTES
        )
    try:
        return _banding(Tree(text))
    except TreeError as error:
        raise InputError(
            "{path}:{line}:{column}: {problem}; write {form}",
            path=path, line=error.line, column=error.column, problem=error.problem, form=FORM,
        ) from None  # fmt: skip


def _banding(tree: Tree) -> Banding:
    rows: Any = tree.value
    if not isinstance(rows, list) or not 2 <= len(rows) <= _MOST_BANDS:
        raise TreeError(1, 1, Message("a list of 2 to {most} bands is needed", most=_MOST_BANDS))
    found = [(*_band(tree, at, row), at) for at, row in enumerate(rows)]
    if len({name for name, _, _ in found}) < len(found):
        raise TreeError(1, 1, Message("two bands have one name"))
    if len({each.is_percent for _, each, _ in found if each.at}) > 1:
        raise TreeError(1, 1, Message("some bands begin at points and some at percents"))
    if len({each.at for _, each, _ in found}) < len(found):
        raise TreeError(1, 1, Message("two bands begin at one total"))
    found.sort(key=lambda each: each[1].at)
    if found[0][1].at:
        line, column = tree.places[found[0][2],]
        raise TreeError(line, column, Message("the lowest band must begin at 0"))
    return Banding(
        thresholds=tuple(each for _, each, _ in found[1:]),
        names=tuple(name for name, _, _ in found),
    )


def _band(tree: Tree, at: int, row: Any) -> tuple[str, Threshold]:
    line, column = tree.places[at,]
    if not isinstance(row, dict) or set(row) != {"name", "from"}:
        raise TreeError(line, column, Message("a band has a name and a from, nothing else"))
    name = str(row["name"] if row["name"] is not None else "").strip()
    if not name or len(name) > _LONGEST_NAME or _PARTING & set(name):
        problem = Message("a name of 1 to {most} characters without | ; , is needed",
                          most=_LONGEST_NAME)  # fmt: skip
        raise TreeError(line, column, problem)
    if name in {*BANDS, UNDEFINED}:
        raise TreeError(line, column, Message("{name!r} has a meaning of its own", name=name))
    return name, _threshold(tree, at, str(row["from"]))


def _threshold(tree: Tree, at: int, text: str) -> Threshold:
    line, column = tree.places[at, "from"]
    try:
        plain = text.strip().replace("％", "%")
        number, is_percent = Decimal(plain.removesuffix("%")), plain.endswith("%")
    except InvalidOperation:
        number, is_percent = Decimal("NaN"), False
    if not number.is_finite() or number < 0 or (is_percent and number >= 100):
        raise TreeError(line, column, Message("{text!r}: points or a percent from 0", text=text))
    return Threshold(at=number, is_percent=is_percent)
