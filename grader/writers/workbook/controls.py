"""The sheet of control answers: whether the judge held still."""

from ..views import ControlsView, Words
from .book import Book
from .table import Column, Table

_WIDTHS = (24, 10, 12, 14, 14, 14, 12, 12, 12, 30)


class ControlsSheet:
    """A row per control answer, under what they say together."""

    def __init__(self, book: Book, words: Words, view: ControlsView) -> None:
        self.about = words("book_about_controls")
        columns = [
            Column(id=f"control_{at}", label=name, width=width, kind="text")
            for at, (name, width) in enumerate(zip(view.header, _WIDTHS, strict=True))
        ]
        told = (words("controls_told"), *view.told)
        self._table = Table(book, words("controls"), columns, told=told)
        for row in view.rows:
            self._table.add(row)
        self._table.finish()

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names
