"""The sheet of criteria: every mark with the words it rests on."""

from ...records import Criterion, Item, Language, Mark, Person, Score
from ..page import Page
from ..views.wording import between
from .book import Book
from .table import Cell, Column, Table
from .wording import level_text, quotes_of


class CriteriaSheet:
    """A row per criterion of each rated answer."""

    def __init__(self, book: Book, language: Language) -> None:
        words = book.words
        self.about = words("book_about_criteria")
        self._words, self._language = words, language
        columns = [
            Column(id="candidate_id", label=words("candidate"), width=10, kind="id"),
            Column(id="item_id", label=words("book_item"), width=8, kind="id"),
            Column(id="number", label=words("book_number"), width=6),
            Column(id="criterion", label=words("criterion"), width=34, kind="text"),
            Column(id="dimension", label=words("book_dimension"), width=14, kind="text"),
            Column(id="level", label=words("level"), width=6),
            Column(id="level_text", label=words("book_level"), width=28, kind="text"),
            Column(id="points", label=words("points"), width=7),
            Column(id="max_points", label=words("book_max"), width=7),
            Column(id="evidence", label=words("book_evidence"), width=40, kind="text"),
            Column(id="rationale", label=words("book_rationale"), width=40, kind="text"),
            Column(id="open", label=words("book_open"), width=26, kind="text"),
        ]
        self._table = Table(
            book,
            words("book_criteria"),
            columns,
            told=(words("book_told_criteria"),),
            frozen=3,
            group=2,
        )

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def add(self, person: Person) -> None:
        """A row for each mark on *person*'s answers."""
        for item, score in person.scored:
            marks = score.rating.marks if score.rating else ()
            for number, mark in enumerate(marks):
                row = self._row(item, score, number, item.criteria[number], mark)
                self._table.add(row)

    def _row(
        self, item: Item, score: Score, number: int, criterion: Criterion, mark: Mark
    ) -> list[Cell]:
        words, language = self._words, self._language
        label, name = criterion.label.of(language), words.dimension(criterion.dimension)
        why = ""
        if mark.lacks_evidence:
            why = words("lacks_evidence", range=between(mark.lowest, mark.points))
        return [
            score.candidate_id,
            item.id,
            number + 1,
            criterion.description.of(language),
            words("labelled", dimension=name, label=label) if label else name,
            mark.level,
            level_text(criterion, mark.level, language, words),
            mark.points,
            mark.max_points,
            self._evidence(criterion, mark),
            mark.rationale,
            why,
        ]

    def _evidence(self, criterion: Criterion, mark: Mark) -> str:
        """The words quoted; a person quotes none, and is named instead."""
        if mark.rater.startswith("person:"):
            return self._words.rater(mark.rater)
        return quotes_of(criterion, mark, self._words) or self._words("no_quotes")

    def finish(self, _page: Page) -> None:
        """End the sheet."""
        self._table.finish()
