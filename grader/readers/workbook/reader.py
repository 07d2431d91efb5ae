"""Workbooks as spreadsheet programs write them: .xlsx and .xlsm."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ...core.arrange import names_candidate
from ...message import Message
from ...records import Row, RowProblem
from ..container import open_container
from .book import Book
from .choice import tables_of
from .table import Table
from .values import Values

MOST_INFLATED = 1_000_000_000


def read_workbook(
    path: Path, note: Callable[[str], None], sheet: str = ""
) -> Iterator[Row | RowProblem]:
    """
    Rows of the sheet named or numbered *sheet*, else of the visible ones that hold a table.

    Cells are given as a person sees them, with dates as 2026-11-21 09:30; formulas and macros
    are not run. A place's row is the number that the sheet shows beside it.

    Raises:
        InputError: it is no workbook, damaged or dangerous, or it is not clear which sheet is
            meant.
    """
    with open_container(path, most_inflated=MOST_INFLATED) as container:
        book = Book(path, container)
        if path.suffix.lower() == ".xlsm":
            note(Message("{file}: its macros are not run", file=path.name))
        with book.values() as values:
            open_table = partial(Table, book, values=values, names_candidate=names_candidate)
            for table in tables_of(book, sheet, open_table, note):
                yield from table.rows(note)
            _tell(book, values, note)


def _tell(book: Book, values: Values, note: Callable[[str], None]) -> None:
    file = book.path.name
    if values.formulas:
        stale = Message(
            "; the program that wrote them left them to be computed, so open the file in Excel or "
            "WPS and save it first"
        )
        note(
            Message(
                "{file}: formulas, read by their stored results: {count}{stale}",
                file=file,
                count=values.formulas,
                stale=stale if book.wants_recalculation else "",
            )
        )
    if values.cut:
        note(
            Message(
                "{file}: numbers of more than 15 digits: {count}; spreadsheets keep 15, so "
                "if they are ids, format the column as text and enter them anew",
                file=file,
                count=values.cut,
            )
        )
