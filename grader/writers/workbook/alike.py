"""The sheet of answers written alike; there is none where no answers are."""

from ...records import Person
from ..page import Page
from ..views.alike import alike_rows
from .book import Book
from .table import Column, Table


class AlikeSheet:
    """A row per group of answers to one item."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.about = book.words("book_about_alike")
        self.names: list[str] = []

    def add(self, person: Person) -> None:
        """Nothing: the groups come at the end."""

    def finish(self, page: Page) -> None:
        """Write the sheet, if there is anything to write."""
        words = self._book.words
        if not page.alike:
            return
        told = [words("alike_told")]
        if page.alike_left_out:
            told.append(words.number("alike_left_out", page.alike_left_out))
        columns = [
            Column(id="item_id", label=words("book_item"), width=10, kind="id"),
            Column(id="candidates", label=words("alike_who"), width=50, kind="text"),
            Column(id="share", label=words("alike_share"), width=11, kind="text"),
            Column(id="words", label=words("alike_words"), width=60, kind="text"),
        ]
        table = Table(self._book, words("book_alike"), columns, told=told)
        for each in alike_rows(page, words):
            who = words("semicolon").join(filter(None, (*each.candidates, each.more)))
            table.add([each.item_id, who, each.share, each.words])
        table.finish()
        self.names = table.names
