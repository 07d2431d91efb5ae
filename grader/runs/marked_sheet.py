"""A sheet of people's marks read together with the answers that were marked."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.adjudicate import settle_unrated
from ..core.arrange import ItemIndex
from ..core.arrange.named import names_in
from ..core.review_rows import NEEDED, Given, Marking, WrittenRow, columns_of, written_row
from ..errors import InputError, MarksError
from ..message import Message
from ..records import Answer, Item, Row, RowProblem, Rubric, Score
from ..stores.intake import Intake
from ..wiring import read_rows

_TEXTS = ("answer", "answer_text", "答案", "回答", "作答", "答案原文", "回答原文", "response")
_QUESTIONS = ("question", "题目", "问题")
_MOST_PROBLEMS = 200
_Who = tuple[str, str]


@dataclass(slots=True)
class MarkedSheet:
    """What a sheet gives to answers; `names` are the people's in its name columns."""

    given: Sequence[Given] = ()
    names: set[str] = field(default_factory=set)

    def answers(self) -> Iterator[tuple[tuple[Answer, Item], list[Given]]]:
        """Each answer with its item and what every reviewer gave it."""
        found: dict[_Who, list[Given]] = {}
        for each in self.given:
            found.setdefault((each.score.candidate_id, each.item.id), []).append(each)
        for given in found.values():
            yield (given[0].score.answer, given[0].item), given


def read_marked_sheet(
    path: Path, rubric: Rubric, intake: Intake, note: Callable[[str], None]
) -> MarkedSheet:
    """
    The marks in *path* with the answers they are of, whose text need stand in one row only.

    Where it stands in none, the answer of that candidate in *intake* is meant.

    Raises:
        InputError: it cannot be read, a column is missing, or rows cannot be used.
    """
    reading = _Reading(rubric, intake)
    notes: list[str] = []
    for row in read_rows(path, notes.append):
        reading.take(row, path)
    if not reading.is_ours:
        for told in notes:
            note(told)
    marking = Marking(find=reading.find, problems=reading.problems)
    given = marking.given(reading.rows)
    if marking.problems:
        shown = [each.message for each in marking.problems[:_MOST_PROBLEMS]]
        raise MarksError(shown, len(marking.problems))
    return MarkedSheet(given=given, names=reading.names)


class _Reading:
    """Rows of a sheet as they come, and the texts found on the way."""

    def __init__(self, rubric: Rubric, intake: Intake) -> None:
        self.rows: list[WrittenRow] = []
        self.problems: list[RowProblem] = []
        self.names: set[str] = set()
        self.is_ours = False
        self._rubric = rubric
        self._index = None if rubric.is_open else ItemIndex(rubric)
        self._texts: dict[_Who, tuple[str, str]] = {}
        self._intake = intake
        self._staged: dict[_Who, Answer] | None = None
        self._columns: dict[tuple[str, ...], tuple[dict[str, str], str, str]] = {}

    def take(self, row: Row | RowProblem, path: Path) -> None:
        """One row: its marks, its text where it has one, and the names in it."""
        if isinstance(row, RowProblem):
            self.problems.append(row)
            return
        headers = tuple(row.cells)
        if headers not in self._columns:
            self._columns[headers] = _columns(headers, path)
            self.is_ours = self.is_ours or "allowed_1" in headers
        columns, text, question = self._columns[headers]
        who = (_cell(row, columns["candidate"]), _cell(row, columns["item"]))
        if _cell(row, text):
            self._texts.setdefault(who, (row.cells[text], _cell(row, question)))
        self.names.update(names_in(row.cells))
        written = written_row(row, columns)
        if written:
            self.rows.append(written)

    def find(self, row: WrittenRow) -> tuple[Item, Score] | Message:
        """The item and the answer that *row* is about, or what is wrong with it."""
        who = (row.candidate_id, row.item_id)
        known = self._index.by_id(row.item_id) if self._index else None
        if self._index and known is None:
            return Message(
                "no item {item!r} in this rubric; it has {ids}",
                item=row.item_id,
                ids=", ".join(each.id for each in list(self._rubric.items)[:20]),
            )
        item_id = known.id if known else row.item_id
        answer = self._answer(who, item_id)
        if answer is None:
            return Message(
                "candidate {candidate!r} has no answer to item {item!r}, in this file or the "
                "answers; add a column answer (答案) with the text that was marked",
                candidate=row.candidate_id,
                item=row.item_id,
            )
        item = self._rubric.item(item_id, answer.question)
        return item, settle_unrated(answer, item, "unscored")

    def _answer(self, who: _Who, item_id: str) -> Answer | None:
        if who in self._texts:
            text, question = self._texts[who]
            return Answer(candidate_id=who[0], item_id=item_id, text=text, question=question)
        if self._staged is None:
            self._staged = {
                (staged.answer.candidate_id, staged.answer.item_id): staged.answer
                for block in self._intake.blocks()
                for staged in block
                if staged.answer.text
            }
        return self._staged.get((who[0], item_id))


def _columns(headers: Sequence[str], path: Path) -> tuple[dict[str, str], str, str]:
    columns = columns_of(headers)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InputError(
            "{path}: no column {missing}; marked answers need candidate_id, item_id, points, "
            "reviewer (考生编号, 题号, 分数, 复核人) and answer (答案); criterion_id (评分点) and "
            "reason (理由) may be there",
            path=path,
            missing=", ".join(f"{name}_id" if name in {"candidate", "item"} else name
                              for name in missing),
        )  # fmt: skip
    return columns, _first(headers, _TEXTS), _first(headers, _QUESTIONS)


def _first(headers: Sequence[str], known: Sequence[str]) -> str:
    plain = {unicodedata.normalize("NFKC", each).strip().casefold(): each for each in headers}
    return next((plain[name] for name in known if name in plain), "")


def _cell(row: Row, header: str) -> str:
    return row.cells.get(header, "").strip()
