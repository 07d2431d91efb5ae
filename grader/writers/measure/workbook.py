"""A document of figures as a workbook: a summary, a sheet for each table, counts, charts."""

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from ...records import Run
from ..page import Look
from ..workbook.book import Book
from ..workbook.cell import lines_of
from ..workbook.styles import LINE_PT, Kind
from ..workbook.table import Cell as SheetCell
from ..workbook.table import Column as SheetColumn
from ..workbook.table import Table, wide_text, write_head
from .document import Amount, Cell, Column, Document, Grid, Heat, Scatter, Whiskers
from .workbook_charts import ChartSheet

_PLACES: dict[int, Kind] = {0: "whole", 1: "tenth", 2: "hundredth", 3: "thousandth"}
_WIDTHS = (26, 84)
# Digits that are still read on the width of a page.
_PAGE_WIDTH = 180


def write_workbook(path: Path, document: Document, look: Look) -> None:
    """
    Write *document* to *path*; nothing in it is a formula.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    notices = [document.notice] if document.notice else []
    book = Book(path, look, notices=notices, about="figures")
    try:
        with book.told():
            _Summary(book).write(document)
            for grid in document.blocks:
                if isinstance(grid, Grid):
                    _write_grid(book, grid)
            heats = [each for each in document.blocks if isinstance(each, Heat)]
            if heats:
                _write_heats(book, heats)
            charts = [each for each in document.blocks if isinstance(each, Whiskers | Scatter)]
            if charts:
                ChartSheet(book).write(charts)
        book.finish(Run(finished=document.when))
    finally:
        book.discard()


class _Summary:
    """The first sheet: all that is told, but the tables."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sheet = book.sheet(book.words("book_summary"), is_wide=False)
        self._row = 0

    def write(self, document: Document) -> None:
        for at, width in enumerate(_WIDTHS):
            self._sheet.set_column(at, at, width)
        self._wide(f"{document.title} · {document.kicker}", "title")
        if document.notice:
            self._wide(document.notice, "notice")
        self._wide(document.verdict, "verdict")
        for section in document.sections:
            if not (section.told or section.facts or section.notes):
                # Its charts have a sheet of their own.
                continue
            self._heading(section.title)
            for text in section.told:
                self._wide(text, "told")
            for name, value in section.facts:
                self._line(name, value)
            for note in section.notes:
                self._wide(note, "told")
        self._row += 1
        for text in document.footer:
            self._wide(text, "told")
        self._sheet.activate()

    def _wide(self, text: str, kind: Kind) -> None:
        wide_text(self._book, self._sheet, self._row, text, kind=kind, width=sum(_WIDTHS), last=1)
        self._row += 1

    def _heading(self, text: str) -> None:
        self._row += 1
        self._sheet.set_row(self._row, LINE_PT * 1.4)
        style = self._book.styles("heading")
        self._sheet.write_string(self._row, 0, self._book.text(text), style)
        self._sheet.write_blank(self._row, 1, None, style)
        self._row += 1

    def _line(self, name: str, value: str) -> None:
        book, style = self._book, self._book.styles("line")
        shown = book.text(value)
        self._sheet.set_row(self._row, LINE_PT * min(12, lines_of(shown, _WIDTHS[1])))
        self._sheet.write_string(self._row, 0, book.text(name), style)
        self._sheet.write_string(self._row, 1, shown, style)
        self._row += 1


def _write_grid(book: Book, grid: Grid) -> None:
    columns = [made for each in grid.columns for made in _columns(each, book)]
    names = sum(each.kind == "name" for each in grid.columns)
    table = Table(book, grid.sheet, columns, told=grid.told, frozen=names)
    for row in grid.rows:
        pairs = zip(grid.columns, row, strict=True)
        table.add([cell for column, each in pairs for cell in _cells(column, each)])
    table.finish()
    # Many columns on one page would be too small to read: they go on, under the same names.
    wide = ceil(sum(each.width for each in columns) / _PAGE_WIDTH)
    if wide > 1:
        book.sheets[-1].fit_to_pages(wide, 0)
        book.sheets[-1].repeat_columns(0, names - 1)


def _columns(column: Column, book: Book) -> Iterator[SheetColumn]:
    """The columns of a workbook for one of a page: an interval has its ends beside it."""
    words = book.words
    if column.kind in {"name", "words"}:
        kind: Kind = "id" if column.kind == "name" else "text"
        yield SheetColumn(id="", label=column.label, width=16 if kind == "id" else 22, kind=kind)
        return
    number = "whole" if column.kind == "count" else _PLACES[column.places]
    yield SheetColumn(id="", label=column.label, width=13, kind=number)
    if column.kind == "interval":
        for end in ("low_end", "high_end"):
            label = words(end, name=column.label)
            yield SheetColumn(id="", label=label, width=12, kind=number)


def _cells(column: Column, cell: Cell) -> Iterator[SheetCell]:
    if not isinstance(cell, Amount):
        yield from (cell, None, None) if column.kind == "interval" else (cell,)
        return
    yield cell.text if cell.value is None else round(cell.value, 6)
    if column.kind == "interval":
        for end in (cell.low, cell.high):
            yield (cell.why or None) if end is None else round(end, 6)


def _write_heats(book: Book, heats: Sequence[Heat]) -> None:
    """All tables of counts under one another, tinted by how many there are."""
    words = book.words
    name = words("confusion")
    sheet = book.sheet(name)
    widest = max(len(each.names) for each in heats)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, widest, 9)
    last = max(widest, 9)
    row = write_head(book, sheet, name, (words("confusion_told"),), width=24 + 9 * last, last=last)
    header, count = book.styles("header"), book.styles("whole")
    for heat in heats:
        row += 1
        sheet.write_string(row, 0, book.text(heat.title), book.styles("heading"))
        row += 1
        sheet.write_string(
            row, 0, book.text(words("down_across", down=heat.down, across=heat.across)), header
        )
        for at, label in enumerate(heat.names, start=1):
            sheet.write_string(row, at, book.text(label), header)
        first = row + 1
        for label, counts in zip(heat.names, heat.counts, strict=True):
            row += 1
            sheet.write_string(row, 0, book.text(label), header)
            for at, n in enumerate(counts, start=1):
                sheet.write_number(row, at, n, count)
        sheet.conditional_format(first, 1, row, len(heat.names), {
            "type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#8FBFD1",
        })  # fmt: skip
        row += 1
