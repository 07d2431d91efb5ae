"""The sheet of people: totals or ranges, in the order of the file."""

from ...records import CandidateTotal, DimensionSum, Person
from ...records.banding import Placed
from ..page import Page
from ..views import Words
from ..views.people import dimension_cell, flags_of, no_part, open_of
from ..views.placing import band_told
from ..views.wording import points
from .book import Book
from .table import Cell, Column, Table


class PeopleSheet:
    """
    A row per candidate.

    Dimensions are points, what they are of stands below their names; where it is not the same
    for a candidate, it stands in the cell.
    """

    def __init__(self, book: Book, first: Person | None) -> None:
        words = book.words
        self.about = words("book_about_people")
        self._words = words
        self._parts = first.total.by_dimension if first else {}
        self._is_placed = first is not None and first.placed is not None
        self._table = Table(
            book,
            words("people"),
            self._columns(first.total if first else None),
            told=(words("book_told_people"),),
        )

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def _columns(self, total: CandidateTotal | None) -> list[Column]:
        words, parts = self._words, self._parts
        below = words("book_of", points=points(total.max_total)) if total else ""
        return [
            Column(id="candidate_id", label=words("candidate"), width=10, kind="id"),
            Column(id="total", label=words("total"), below=below),
            Column(id="low", label=words("book_low")),
            Column(id="high", label=words("book_high")),
            Column(id="percent", label=words("book_percent"), width=10, kind="tenth"),
            *(self._places() if self._is_placed else ()),
            Column(id="answered", label=words("book_answered"), width=10),
            Column(id="asked", label=words("book_asked"), width=9),
            *(
                Column(id=name, label=words.dimension(name), width=14, below=_below(part, words))
                for name, part in parts.items()
            ),
            Column(id="open", label=words("to_settle"), width=40, kind="text"),
            Column(id="flags", label=words("flags"), width=30, kind="text"),
        ]

    def add(self, person: Person) -> None:
        """A row for *person*."""
        total, words = person.total, self._words
        share = None
        if total.total is not None and total.max_total:
            share = 100 * total.total / total.max_total
        none = no_part(total, words)
        row: list[Cell] = [
            total.candidate_id,
            words("pending") if total.total is None else total.total,
            total.low,
            total.high,
            share,
            *(self._place(person.placed) if self._is_placed else ()),
            total.answered,
            total.asked,
            *(
                self._dimension(total.by_dimension.get(name), part, none)
                for name, part in self._parts.items()
            ),
            words("semicolon").join(open_of(person, words)),
            words("semicolon").join(flags_of(person, words)),
        ]
        self._table.add(row)

    def _places(self) -> list[Column]:
        words = self._words
        return [
            Column(id="sem", label=words("place_sem"), width=10, kind="tenth"),
            Column(id="interval_low", label=words("place_low"), width=10, kind="tenth"),
            Column(id="interval_high", label=words("place_high"), width=10, kind="tenth"),
            Column(id="band", label=words("place_band"), width=22, kind="text"),
            Column(id="rank", label=words("place_rank"), width=8),
        ]

    def _place(self, placed: Placed | None) -> list[Cell]:
        made = placed or Placed()
        return [made.sem, made.low, made.high, band_told(made, self._words) or None, made.rank]

    def _dimension(self, part: DimensionSum | None, usual: DimensionSum, none: str) -> Cell:
        if part is None:
            return None
        if (part.max_points, part.criteria) != (usual.max_points, usual.criteria):
            return dimension_cell(part, self._words, told=False, none=none)
        return none if part.points is None else part.points

    def finish(self, page: Page) -> None:
        """End the sheet."""
        if not page.statistics.people:
            self._table.add([self._words("people_none"), *[None] * (self._table.width - 1)])
        self._table.finish()


def _below(part: DimensionSum, words: Words) -> str:
    of = words("book_of", points=points(part.max_points))
    return words("labelled", dimension=of, label=words.number("criteria", part.criteria))
