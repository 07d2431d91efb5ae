"""People's marks in a file: read, and the answers of a run that they are about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ..core.arrange import ItemIndex
from ..core.review_rows import NEEDED, WrittenRow, columns_of, written_row
from ..core.wide_marks import Told, long_rows, wide_columns
from ..errors import InputError
from ..message import Message
from ..pipeline import people
from ..records import Item, Row, RowProblem, Score
from ..wiring import read_rows
from .opened import OpenRun
from .reviews import marks_in

_Target = tuple[Item, Score]


def read_marks(
    path: Path, note: Callable[[str], None], *, sheet: str = "", widely: "Widely | None" = None
) -> tuple[list[WrittenRow], list[RowProblem]]:
    """
    The rows of *path* with points, and those that could not even be read.

    Where *widely* is given, a table may also have a column per item, scoring point or rater.

    Raises:
        InputError: it cannot be read, or a column is missing.
    """
    notes: list[str] = []
    found: list[WrittenRow] = []
    problems: list[RowProblem] = []
    columns: dict[tuple[str, ...], dict[str, str]] = {}
    is_ours = False
    for row in read_rows(path, notes.append, sheet=sheet):
        if isinstance(row, RowProblem):
            problems.append(row)
            continue
        headers = tuple(row.cells)
        if headers not in columns:
            columns[headers] = _columns(headers, path, widely)
            is_ours = is_ours or "allowed_1" in headers
        rows = widely.rows(row, columns[headers]) if widely else (row,)
        for each in rows:
            written = written_row(each, columns[headers] if each is row else LONG)
            if written:
                found.append(written)
    # What a reader tells of a sheet of ours (a title above the header) is as it should be.
    for told in () if is_ours else notes:
        note(told)
    return found, problems


def _columns(headers: Sequence[str], path: Path, widely: "Widely | None") -> dict[str, str]:
    columns = columns_of(headers)
    missing = [name for name in NEEDED if name not in columns]
    if widely and "points" in missing:
        missing = [name for name in missing if name not in widely.told(headers, columns)]
    if missing:
        raise InputError(
            "{path}: no column {missing}; marks need candidate_id, item_id, points and reviewer "
            "(考生编号, 题号, 分数, 复核人), criterion_id (评分点) and reason (理由) may be there",
            path=path,
            missing=", ".join(_NAMES[name] for name in missing),
        )
    return columns


_NAMES = {
    "candidate": "candidate_id",
    "item": "item_id",
    "points": "points",
    "reviewer": "reviewer",
}


LONG = {
    "candidate": "candidate_id",
    "item": "item_id",
    "criterion": "criterion_id",
    "points": "points",
    "reviewer": "reviewer",
    "reason": "reason",
}


class Widely:
    """Reads tables of marks on the answers of the run *at* hand that are wide."""

    def __init__(self, at: OpenRun) -> None:
        self._rubric = at.rubric
        self._index = None if at.rubric.is_open else ItemIndex(at.rubric)
        self._asked = {item_id for item_id, _ in at.intake.items()}
        self._wide: dict[tuple[str, ...], dict[str, Told]] = {}

    def told(self, headers: Sequence[str], columns: Mapping[str, str]) -> set[str]:
        """Which of the columns that a table needs are told by what heads its points."""
        items = [self._rubric.item("", "")] if self._rubric.is_open else self._rubric.items
        criteria = [each for item in items for each in item.criteria]
        wide = wide_columns(headers, columns, self._find, criteria)
        self._wide[tuple(headers)] = wide
        if not wide:
            return set()
        told = {"points"}
        if all(each.item_id for each in wide.values()):
            told.add("item")
        if all(each.reviewer for each in wide.values()):
            told.add("reviewer")
        return told

    def rows(self, row: Row, columns: Mapping[str, str]) -> Iterable[Row]:
        """*row* as rows of a long table; itself where it is one."""
        wide = self._wide.get(tuple(row.cells), {})
        return (row,) if "points" in columns else long_rows(row, columns, wide, self._find)

    def _find(self, item_id: str) -> Item | None:
        if self._index is not None:
            return self._index.by_id(item_id)
        return self._rubric.item(item_id, "") if item_id in self._asked else None


class AnswerFinder:
    """Finds the answers that rows of a marking sheet are about."""

    def __init__(self, at: OpenRun, rows: Sequence[WrittenRow]) -> None:
        wanted = {row.candidate_id for row in rows}
        self._index = None if at.rubric.is_open else ItemIndex(at.rubric)
        self._items = [item_id for item_id, _ in at.intake.items()]
        self._candidates: set[str] = set()
        self._answers: dict[tuple[str, str], _Target] = {}
        marks = marks_in(at.journal)
        for person in people(at.intake, at.desk, at.journal, marks=marks, only=wanted):
            self._candidates.add(person.total.candidate_id)
            for item, score in person.scored:
                self._answers[score.candidate_id, item.id] = item, score

    def find(self, row: WrittenRow) -> _Target | Message:
        """The item and the score that *row* is about, or what is wrong with its names."""
        if row.candidate_id not in self._candidates:
            return Message(
                "no candidate {candidate!r} in this run; ids are text, 00123 is not 123",
                candidate=row.candidate_id,
            )
        item = self._index.by_id(row.item_id) if self._index else None
        found = self._answers.get((row.candidate_id, item.id if item else row.item_id))
        if found is None:
            return Message(
                "no item {item!r} in this run; it has {ids}",
                item=row.item_id,
                ids=", ".join(self._items[:20]) + (" …" if self._items[20:] else ""),
            )
        if found[1].status == "not_answered":
            return Message(
                "candidate {candidate!r} handed in nothing to item {item!r}; points need an answer",
                candidate=row.candidate_id,
                item=found[0].id,
            )
        return found
