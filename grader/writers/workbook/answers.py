"""The sheet of answers: a row each, with what was written."""

from decimal import Decimal

from ...records import Item, Language, Person, Score
from ..page import Page
from ..views.seen import seen_lines
from ..views.wording import between, points
from .book import Book
from .table import Cell, Column, Table
from .wording import question_of, why_of


class AnswersSheet:
    """A row per answer to an asked item; its criteria in short, as many as any item has."""

    def __init__(self, book: Book, language: Language, first: Person | None) -> None:
        words = book.words
        self.about = words("book_about_answers")
        self._words, self._language = words, language
        self._slots = (
            max((len(item.criteria) for item, _ in first.scored), default=0) if first else 0
        )
        self._told: dict[tuple[Decimal, Decimal, Decimal], str] = {}
        self._table = Table(
            book, words("book_answers"), self._columns(), told=(words("book_told_answers"),),
            frozen=2, group=1,
        )  # fmt: skip

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def _columns(self) -> list[Column]:
        words = self._words
        return [
            Column(id="candidate_id", label=words("candidate"), width=10, kind="id"),
            Column(id="item_id", label=words("book_item"), width=8, kind="id"),
            Column(id="question", label=words("book_question"), width=24, kind="text"),
            Column(id="status", label=words("book_status"), width=12, kind="text"),
            Column(id="points", label=words("points"), width=7),
            Column(id="low", label=words("book_low"), width=7),
            Column(id="high", label=words("book_high"), width=7),
            Column(id="max_points", label=words("book_max"), width=7),
            Column(id="reason", label=words("book_reason"), width=20, kind="text"),
            Column(id="flags", label=words("flags"), width=18, kind="text"),
            Column(id="answer", label=words("answer_text"), width=56, kind="text"),
            Column(id="seen", label=words("seen"), width=30, kind="text"),
            *(
                Column(id=f"criterion_{n}", label=words("book_slot", n=n), width=9)
                for n in range(1, self._slots + 1)
            ),
        ]

    def add(self, person: Person) -> None:
        """A row for each of *person*'s answers."""
        for item, score in person.scored:
            self._table.add(self._row(item, score))

    def _row(self, item: Item, score: Score) -> list[Cell]:
        words = self._words
        row: list[Cell] = [
            score.candidate_id,
            item.id,
            question_of(item, self._language),
            words.name("status", score.status),
            score.points,
            score.points_low,
            score.points_high,
            score.max_points,
            why_of(score, words),
            words("semicolon").join(words.flags(score)),
            score.answer.text,
            "\n".join(seen_lines(score, words)),
        ]
        marks = score.rating.marks if score.rating else ()
        for mark in marks[: self._slots]:
            low = mark.lowest if mark.lacks_evidence else mark.points
            row.append(self._slot(low, mark.points, mark.max_points))
        row += [None] * (self._slots - len(marks))
        return row

    def _slot(self, low: Decimal, high: Decimal, most: Decimal) -> str:
        key = (low, high, most)
        told = self._told.get(key)
        if told is None:
            told = self._told[key] = f"{between(low, high)} / {points(most)}"
        return told

    def finish(self, _page: Page) -> None:
        """End the sheet."""
        self._table.finish()
