"""Rows into answers."""

from collections.abc import Iterator

from ...errors import InputError
from ...records import Answer, Assumed, Row, RowProblem, Rubric
from ...text import fold
from .columns import Columns, find_columns
from .matching import ItemIndex

MOST_CHARACTERS = 100_000


class Arranger:
    """
    Turns rows of one table into answers, remembering which column is what.

    `assumed` is how the tables were understood.

    Args:
        rubric: Whose items the answers are to.
        question: For a rubric without items, the question all rows answer.
        items: Ids to keep; empty keeps all.
        most_characters: The longest cell that is taken.
    """

    def __init__(
        self,
        rubric: Rubric,
        *,
        question: str = "",
        items: tuple[str, ...] = (),
        most_characters: int = MOST_CHARACTERS,
    ) -> None:
        self.assumed: list[Assumed] = []
        self._rubric = rubric
        self._index = ItemIndex(rubric)
        self._question = question
        self._most = most_characters
        self._columns: dict[tuple[str, ...], Columns] = {}
        self._open_ids: dict[str, str] = {}
        self._kept = {self._known(each) for each in items}

    def _known(self, item_id: str) -> str:
        if self._rubric.is_open:
            return item_id
        item = self._index.by_id(item_id)
        if item is None:
            raise InputError(
                f"--items: rubric {self._rubric.id!r} has no item {item_id!r}; it has "
                f"{', '.join(self._index.ids)}"
            )
        return item.id

    def is_kept(self, item_id: str) -> bool:
        """True where answers to that item are to be graded."""
        return not self._kept or item_id in self._kept

    def columns(self, row: Row) -> Columns:
        """The roles of the columns of *row*."""
        headers = tuple(row.cells)
        if headers not in self._columns:
            self._columns[headers] = find_columns(
                headers,
                self._rubric,
                self._index,
                file=row.place.file,
                has_question=bool(self._question),
            )
        return self._columns[headers]

    def answers(self, row: Row) -> Iterator[Answer | RowProblem]:
        """The answers of *row*, or what is wrong with it."""
        columns = self.columns(row)
        candidate = row.cells[columns.candidate].strip()
        if not candidate:
            yield RowProblem(
                place=row.place, problem=f"no {columns.candidate}; say whose answer it is"
            )
            return
        about = {name: row.cells[name] for name in columns.about if row.cells[name]}
        if columns.is_long:
            yield self._long(row, columns, candidate, about)
            return
        for header, item_id, question in columns.items:
            text = row.cells[header]
            yield self._fit(
                Answer(
                    candidate_id=candidate,
                    item_id=item_id,
                    text=text if text.strip() else None,
                    question=question if self._rubric.is_open else "",
                    place=row.place,
                    attributes=about,
                )
            )

    def _long(
        self, row: Row, columns: Columns, candidate: str, about: dict[str, str]
    ) -> Answer | RowProblem:
        written = row.cells[columns.item].strip() if columns.item else ""
        question = row.cells[columns.question].strip() if columns.question else ""
        question = question or self._question
        item_id = self._item_id(written, question)
        if not item_id:
            return RowProblem(
                place=row.place,
                problem=self._unknown(written, question),
                candidate_id=candidate,
                item_id=written,
            )
        return self._fit(
            Answer(
                candidate_id=candidate,
                item_id=item_id,
                text=row.cells[columns.answer],
                question=question if self._rubric.is_open else "",
                place=row.place,
                attributes=about,
            )
        )

    def _item_id(self, written: str, question: str) -> str:
        if self._rubric.is_open:
            if not question:
                return ""
            return written or self._open_ids.setdefault(
                fold(question).text, f"Q{len(self._open_ids) + 1}"
            )
        if not written and not question and len(self._index.ids) == 1:
            return self._index.ids[0]
        item = self._index.by_id(written) if written else self._index.by_text(question)
        return item.id if item else ""

    def _unknown(self, written: str, question: str) -> str:
        if self._rubric.is_open:
            return "no question; fill the column question (题目) or give --question"
        what = f"item {written!r}" if written else f"question {question[:40]!r}"
        if not written and not question:
            what = "an empty item id"
        return (
            f"{what} is not in rubric {self._rubric.id!r}, or more than one item has that number; "
            f"use one of {', '.join(self._index.ids)}"
        )

    def _fit(self, answer: Answer) -> Answer | RowProblem:
        """*answer*, unless its text is too long."""
        size = len(answer.text or "")
        if size <= self._most:
            return answer
        return RowProblem(
            place=answer.place,
            problem=f"answer of {size:,} characters, at most {self._most:,} are taken; "
            "shorten it or raise --max-cell",
            candidate_id=answer.candidate_id,
            item_id=answer.item_id,
        )
