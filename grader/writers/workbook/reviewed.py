"""The sheet of people's marks: each beside the machine's."""

from ...core.reviewed import ReviewedRow, reviewed_rows
from ...records import Item, Language, Person, Score
from ..page import Page
from ..views.reviewed import NONE, reviewer_of, who_decides
from ..views.wording import between, moment
from .book import Book
from .table import Cell, Column, Table


class ReviewedSheet:
    """A row for each criterion, or whole item, that a person gave points."""

    def __init__(self, book: Book, language: Language) -> None:
        words = book.words
        self.about = words("book_about_reviewed")
        self._words, self._language = words, language
        self._book = book
        self._table: Table | None = None

    def _open(self) -> Table:
        """The table, begun with the first mark: where there is none, there is no sheet."""
        words = self._words
        columns = [
            Column(id="candidate_id", label=words("candidate"), width=10, kind="id"),
            Column(id="item_id", label=words("book_item"), width=8, kind="id"),
            Column(id="number", label=words("book_number"), width=6),
            Column(id="criterion", label=words("criterion"), width=34, kind="text"),
            Column(id="machine", label=words("book_machine"), width=8),
            Column(id="person", label=words("book_entry_points"), width=8),
            Column(id="max_points", label=words("book_max"), width=7),
            Column(id="agreement", label=words("agreement"), width=12, kind="text"),
            Column(id="reviewer", label=words("book_entry_reviewer"), width=14, kind="text"),
            Column(id="when", label=words("reviewed_when"), width=18, kind="text"),
            Column(id="reason", label=words("book_entry_reason"), width=34, kind="text"),
            Column(id="state", label=words("reviewed_state"), width=14, kind="text"),
            Column(id="decides", label=words("reviewed_decides"), width=34, kind="text"),
        ]
        return Table(
            self._book,
            words("reviewed"),
            columns,
            told=(words("reviewed_told"),),
            frozen=2,
            group=2,
        )

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names if self._table else []

    def add(self, person: Person) -> None:
        """A row for each of the marks on *person*'s answers."""
        for item, score in person.scored:
            decides = who_decides(score, self._words)
            for row in reviewed_rows(item, score):
                self._table = self._table or self._open()
                self._table.add(self._row(item, score, row, decides))
                decides = ""

    def _row(self, item: Item, score: Score, row: ReviewedRow, decides: str) -> list[Cell]:
        words, mark, given = self._words, row.seen.mark, row.seen.given
        told = given.criterion_id or words("whole_item")
        machine: Cell = row.machine
        if row.ends and row.machine is None:
            machine = between(*row.ends)
        return [
            score.candidate_id,
            item.id,
            row.number or None,
            row.criterion.description.of(self._language) if row.criterion else told,
            machine,
            given.points,
            row.max_points,
            words.name("agreement", row.agreement) if row.agreement else NONE,
            reviewer_of(row, words),
            moment(mark.at),
            given.reason,
            words.name("state", row.seen.state),
            decides,
        ]

    def finish(self, _page: Page) -> None:
        """End the sheet."""
        if self._table:
            self._table.finish()
