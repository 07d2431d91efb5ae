"""The sheets of item analysis, for the author of the paper."""

from ...records import Person
from ..page import Page
from ..views.analysis import FiguresTable, Kind, analysis_view
from .book import Book
from .styles import Kind as StyleKind
from .table import Column, Table

_KINDS: dict[Kind, StyleKind] = {
    "id": "id",
    "text": "text",
    "percent": "tenth",
    "r": "hundredth",
    "count": "whole",
}
_WIDTHS: dict[Kind, float] = {"id": 10, "text": 44, "percent": 13, "r": 13, "count": 10}


class AnalysisSheet:
    """A sheet per table of figures; there is none where nobody was asked."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.about = book.words("book_about_analysis")
        self.names: list[str] = []

    def add(self, person: Person) -> None:
        """Nothing: the figures come at the end."""

    def finish(self, page: Page) -> None:
        """Write the sheets."""
        view = analysis_view(page, self._book.words)
        if view is None:
            return
        said = (self._book.words("analysis_told"), *view.told, *view.remarks)
        for number, each in enumerate(view.tables):
            told = (*said, each.told) if not number else (each.told,)
            self.names += self._write(each, told)

    def _write(self, each: FiguresTable, told: tuple[str, ...]) -> list[str]:
        columns = [
            Column(
                id=f"{each.name}-{at}",
                label=f"{head.label} %" if head.kind == "percent" else head.label,
                width=_WIDTHS[head.kind],
                kind=_KINDS[head.kind],
            )
            for at, head in enumerate(each.columns)
        ]
        table = Table(self._book, each.title, columns, told=told)
        for row in each.rows:
            table.add(row)
        table.finish()
        return table.names
