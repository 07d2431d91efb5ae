"""Rows into answers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from ...errors import InputError
from ...message import Message
from ...records import Answer, Assumed, Row, RowProblem, Rubric
from ...text import fold, is_empty_cell
from .columns import Columns, Sheet, find_columns
from .mapping import Mapping, Wish
from .matching import ItemIndex
from .namesakes import Namesakes
from .noticed import Noticed
from .numbered import NumberedCells
from .shapes import moved
from .submitted import time_column
from .understood import Table, understood

MOST_CHARACTERS = 100_000
_PROBED = 100
_Place = tuple[str, str]


class Arranger:
    """
    Turns rows of one table into answers, remembering which column is what.

    `assumed` is how the tables were understood.

    Args:
        rubric: Whose items the answers are to.
        question: For a rubric without items, the question all rows answer.
        items: Ids to keep; empty keeps all.
        most_characters: The longest cell that is taken.
        wishes: What --map says of columns.
        others: Rubrics of other posts in the same tables, whose questions are not this one's.

    Raises:
        InputError: an item to keep, or one that a wish names, is not in the rubric.
    """

    def __init__(
        self,
        rubric: Rubric,
        *,
        question: str = "",
        items: tuple[str, ...] = (),
        most_characters: int = MOST_CHARACTERS,
        wishes: tuple[Wish, ...] = (),
        others: tuple[Rubric, ...] = (),
    ) -> None:
        self.assumed: list[Assumed] = []
        self.tables: list[Table] = []
        self._rubric = rubric
        self._index = ItemIndex(rubric)
        self._others = [ItemIndex(each) for each in others]
        self._question = question
        self._most = most_characters
        self._mapping = Mapping(wishes, self._index, is_open=rubric.is_open)
        self._columns: dict[tuple[_Place, tuple[str, ...]], Columns] = {}
        self._probe: list[Row] = []
        self._namesakes = Namesakes()
        self._open_ids: dict[str, str] = {}
        self._kept = {self._known(each) for each in items}
        self._cells = NumberedCells(self._index, self._kept)
        self._noticed = Noticed(self.assumed)

    def _known(self, item_id: str) -> str:
        if self._rubric.is_open:
            return item_id
        item = self._index.by_id(item_id)
        if item is None:
            raise InputError(
                "--items: rubric {rubric!r} has no item {item!r}; it has {ids}",
                rubric=self._rubric.id,
                item=item_id,
                ids=", ".join(self._index.ids),
            )
        return item.id

    def is_kept(self, item_id: str) -> bool:
        """True where answers to that item are to be graded."""
        return not self._kept or item_id in self._kept

    def looked_at(self, rows: Iterable[Row | RowProblem]) -> Iterator[Row | RowProblem]:
        """The *rows* of a file, of which the first are looked at before one is arranged."""
        left = iter(rows)
        first = list(islice(left, _PROBED))
        self._probe = [row for row in first if isinstance(row, Row)]
        yield from chain(first, left)

    def finish(self) -> None:
        """
        See, behind the last file, that every wish of --map found its column.

        Raises:
            InputError: one did not.
        """
        if self._columns:
            (file, _), headers = next(reversed(self._columns))
            self._mapping.check_used(headers, file)

    def columns(self, row: Row) -> Columns:
        """The roles of the columns of *row*."""
        key = ((row.place.file, row.place.sheet), tuple(row.cells))
        found = self._columns.get(key)
        if found is None:
            sheet = self._sheet(row)
            found = find_columns(
                sheet,
                self._rubric,
                self._index,
                self._mapping,
                has_question=bool(self._question),
                others=self._others,
            )
            found = self._columns[key] = replace(found, submitted=time_column(found.about))
            if found.is_numbered:
                self.assumed.append(self._cells.assumed(found.answer, row.place.file))
            asked = [each for each in self._index.ids if self.is_kept(each)]
            self.tables.append(understood(sheet, found, asked))
        return found

    def _sheet(self, row: Row) -> Sheet:
        alike = [each.cells for each in self._probe if each.cells.keys() == row.cells.keys()]
        return Sheet(
            file=row.place.file,
            headers=tuple(row.cells),
            probe={name: [cells[name] for cells in alike or [row.cells]] for name in row.cells},
        )

    def answers(self, row: Row) -> Iterator[Answer | RowProblem]:
        """
        The answers of *row*, or what is wrong with it.

        Raises:
            InputError: its table cannot be understood, or its name is another person's as well.
        """
        columns = self.columns(row)
        since = moved(row.cells, columns.shapes, columns.answers) if columns.shapes else ""
        if since:
            yield RowProblem(
                place=row.place,
                problem=Message(
                    "looks moved by one column from {header!r} on, where {value!r} stands; mend "
                    "the row",
                    header=since,
                    value=row.cells[since][:20],
                ),
            )
            return
        parts = [part.of(row.cells) for part in columns.who]
        if not all(parts):
            missing = columns.who[parts.index("")].header
            yield RowProblem(
                place=row.place,
                problem=Message("no {missing}; say whose answer it is", missing=missing),
            )
            return
        candidate = "-".join(parts)
        about = {name: row.cells[name] for name in columns.about if row.cells[name]}
        self._namesakes.see(candidate, columns, row)
        if columns.is_numbered:
            yield from self._numbered(row, columns, candidate, about)
        elif columns.is_long:
            yield self._long(row, columns, candidate, about)
        else:
            yield from self._wide(row, columns, candidate, about)

    def _wide(
        self, row: Row, columns: Columns, candidate: str, about: dict[str, str]
    ) -> Iterator[Answer | RowProblem]:
        for header, item_id, question in columns.items:
            text = row.cells[header]
            yield self._fit(
                Answer(
                    candidate_id=candidate,
                    item_id=item_id,
                    text=None if is_empty_cell(text) else text,
                    question=question if self._rubric.is_open else "",
                    place=row.place,
                    attributes=about,
                    submitted=about.get(columns.submitted, ""),
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
                submitted=about.get(columns.submitted, ""),
            )
        )

    def _numbered(
        self, row: Row, columns: Columns, candidate: str, about: dict[str, str]
    ) -> Iterator[Answer | RowProblem]:
        parts = self._cells.parts(row.cells[columns.answer])
        if isinstance(parts, Message):
            yield RowProblem(
                place=row.place,
                problem=Message(
                    "{column}: {problem}; mend the cell, or head one item_id",
                    column=columns.answer,
                    problem=parts,
                ),
                candidate_id=candidate,
            )
            return
        for item_id, text in parts:
            yield self._fit(
                Answer(
                    candidate_id=candidate,
                    item_id=item_id,
                    text=text,
                    place=row.place,
                    attributes=about,
                    submitted=about.get(columns.submitted, ""),
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

    def _unknown(self, written: str, question: str) -> Message:
        if self._rubric.is_open:
            return Message("no question; fill the column question (题目) or give --question")
        closed = self._index.closed(written, question)
        if closed is not None:
            return Message(
                "question {item!r} is a closed one (a choice, true or false, a blank) and is not "
                "graded; leave such rows out, or pass over them with --skip-bad-rows",
                item=closed.id,
            )
        if written:
            what = Message("item {item!r}", item=written)
        elif question:
            what = Message("question {question!r}", question=question[:40])
        else:
            what = Message("an empty item id")
        return Message(
            "{what} is not in rubric {rubric!r}, or more than one item has that number; use one "
            "of {ids}",
            what=what,
            rubric=self._rubric.id,
            ids=", ".join(self._index.ids),
        )

    def _fit(self, answer: Answer) -> Answer | RowProblem:
        """*answer*, unless its text is too long."""
        size = len(answer.text or "")
        if size <= self._most:
            self._noticed.look(answer)
            return answer
        return RowProblem(
            place=answer.place,
            problem=Message(
                "answer of {size:,} characters, at most {most:,} are taken; shorten it or "
                "raise --max-cell",
                size=size,
                most=self._most,
            ),
            candidate_id=answer.candidate_id,
            item_id=answer.item_id,
        )
