"""The sheets of figures: how each item and each criterion went."""

from decimal import Decimal

from ...records import ItemStatistics, Language, Person
from ..page import Page
from .book import Book
from .table import Cell, Column, Table
from .wording import question_of


class ItemsSheet:
    """A row per item; a figure that cannot be told says so."""

    def __init__(self, book: Book, language: Language) -> None:
        words = book.words
        self.about = words("book_about_items")
        self._words, self._language = words, language
        columns = [
            Column(id="item_id", label=words("book_item"), width=8, kind="id"),
            Column(id="question", label=words("book_question"), width=40, kind="text"),
            Column(id="max_points", label=words("book_max"), width=8),
            Column(id="settled", label=words("book_settled"), width=9),
            Column(id="held", label=words("status_held"), width=11),
            Column(id="unscored", label=words("status_unscored"), width=10),
            Column(id="not_answered", label=words("status_not_answered"), width=10),
            Column(id="mean", label=words("book_mean"), width=9),
            Column(id="difficulty", label=words("book_difficulty"), width=13, kind="tenth"),
            Column(id="discrimination", label=words("book_discrimination"), width=12, kind="tenth"),
        ]
        told = (words("book_told_items"), words("book_told_discrimination"))
        self._table = Table(book, words("book_items"), columns, told=told)

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def add(self, person: Person) -> None:
        """Nothing: the figures come at the end."""

    def finish(self, page: Page) -> None:
        """Write the sheet."""
        for each in page.statistics.items:
            self._table.add(self._row(each))
        self._table.finish()

    def _row(self, of: ItemStatistics) -> list[Cell]:
        undefined = self._words("book_undefined")
        return [
            of.item.id,
            question_of(of.item, self._language),
            of.item.max_points,
            of.settled,
            of.held,
            of.unscored,
            of.not_answered,
            undefined if of.mean is None else of.mean,
            undefined if of.difficulty is None else 100 * of.difficulty,
            undefined if of.discrimination is None else of.discrimination,
        ]


class LostSheet:
    """A row per criterion: the points that answers did not get."""

    def __init__(self, book: Book, language: Language) -> None:
        words = book.words
        self.about = words("book_about_lost")
        self._words, self._language = words, language
        columns = [
            Column(id="item_id", label=words("book_item"), width=8, kind="id"),
            Column(id="number", label=words("book_number"), width=6),
            Column(id="criterion", label=words("criterion"), width=50, kind="text"),
            Column(id="dimension", label=words("book_dimension"), width=16, kind="text"),
            Column(id="answers", label=words("book_rated"), width=10),
            Column(id="max_points", label=words("book_max"), width=8),
            Column(id="mean", label=words("book_mean"), width=9),
            Column(id="lost_points", label=words("book_lost_points"), width=10),
            Column(id="lost", label=words("book_lost_share"), width=13, kind="tenth"),
        ]
        told = (words("book_told_lost"),)
        self._table = Table(book, words("book_lost"), columns, told=told, frozen=2, group=1)

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def add(self, person: Person) -> None:
        """Nothing: the figures come at the end."""

    def finish(self, page: Page) -> None:
        """Write the sheet."""
        for of in page.statistics.items:
            for number, _ in enumerate(of.criteria):
                self._table.add(self._row(of, number))
        self._table.finish()

    def _row(self, of: ItemStatistics, number: int) -> list[Cell]:
        each, words = of.criteria[number], self._words
        lost: Decimal | None = None if each.mean is None else each.max_points - each.mean
        undefined = words("book_undefined")
        return [
            of.item.id,
            number + 1,
            each.criterion.description.of(self._language),
            words.dimension(each.criterion.dimension),
            each.answers,
            each.max_points,
            undefined if each.mean is None else each.mean,
            undefined if lost is None else lost,
            undefined if each.lost is None else 100 * each.lost,
        ]
