"""A table over one sheet, or several where there are more rows than a sheet holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from .book import Book
from .cell import columns_of, lines_of
from .styles import LINE_PT, Kind

MOST_WIDTH = 60
_MOST_LINES = 12

Cell = str | Decimal | float | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    One column.

    `id` is its name for programs, `below` a second line of its header, `width` in digits; a
    column of ids grows with what stands in it. Without a kind it holds numbers. `among` are the
    columns, first and last, whose numbers alone may be entered in it.
    """

    id: str
    label: str
    width: float = 9
    kind: Kind = "whole"
    below: str = ""
    among: tuple[str, str] | None = None


class Table:
    """
    Rows under a header that stays in sight, with a filter, and printed on every page.

    Above it stand the sheet's title, the book's notices and what is *told* of the sheet.
    The first *frozen* columns stay in sight, and a line parts rows that differ in the first
    *group*. `has_codes` adds a line with the columns' ids, by which programs read the table back.
    """

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        *,
        told: Sequence[str] = (),
        frozen: int = 1,
        group: int = 0,
        has_codes: bool = False,
        most_lines: int = _MOST_LINES,
    ) -> None:
        self._book, self.name, self._columns = book, name, columns
        self._told, self._frozen, self._has_codes = told, frozen, has_codes
        self._group = group
        self._most_lines = most_lines
        self._widths = [column.width for column in columns]
        self._is_id = [column.kind == "id" for column in columns]
        self.names: list[str] = []
        self._formats = [self._styles_of(column.kind) for column in columns]
        self._open()

    def _styles_of(self, kind: Kind) -> tuple[Format, Format, Format]:
        """Those of text, of whole numbers and of others."""
        styles = self._book.styles
        if kind in {"hundredth", "thousandth"}:
            return styles("aside"), styles(kind), styles(kind)
        is_number = kind in {"whole", "tenth"}
        text = styles("text" if kind == "entry" else "aside" if is_number else kind)
        return text, styles("tenth" if kind == "tenth" else "whole"), styles("tenth")

    def _open(self) -> None:
        """Begin a sheet: what stands above the rows."""
        number = len(self.names) + 1
        name = self.name if number == 1 else f"{self.name} {number}"
        self.names.append(name)
        self._sheet = self._book.sheet(name)
        top = write_head(
            self._book, self._sheet, name, self._told, width=sum(self._widths), last=self._last
        )
        rows = [("header", [column.label for column in self._columns])]
        if any(column.below for column in self._columns):
            rows.append(("below", [column.below for column in self._columns]))
        if self._has_codes:
            rows.append(("code", [column.id for column in self._columns]))
        for row, (kind, labels) in enumerate(rows, start=top):
            self._sheet.set_row(row, LINE_PT * self._lines(labels, 4))
            for at, label in enumerate(labels):
                self._sheet.write_string(row, at, label, self._book.styles(kind))  # type: ignore[arg-type]
        self._first = self._row = top + len(rows)
        self._sheet.freeze_panes(self._first, self._frozen)
        self._sheet.repeat_rows(top, self._first - 1)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    @property
    def _last(self) -> int:
        return len(self._columns) - 1

    def _lines(self, texts: Sequence[Cell], most: int) -> int:
        """How many lines the highest of *texts* takes, *most* at most."""
        highest = 1
        for text, width in zip(texts, self._widths, strict=True):
            # Most texts are short; only the others are measured.
            if isinstance(text, str) and (len(text) * 2 > width - 2 or "\n" in text):
                highest = max(highest, lines_of(text, width - 2))
        return min(highest, most)

    def add(self, cells: Sequence[Cell]) -> None:
        """
        Write a row.

        Raises:
            StoreError: the disk does not take it.
        """
        if self._row >= self._book.most_rows:
            self._close()
            self._open()
        sheet, row, text_of = self._sheet, self._row, self._book.text
        shown = [text_of(cell) if isinstance(cell, str) else cell for cell in cells]
        sheet.set_row(row, LINE_PT * self._lines(shown, self._most_lines))
        # The library keeps the height of every row; those written are not needed again.
        sheet.row_info.pop(row - 2, None)
        sheet.row_sizes.pop(row - 2, None)
        for at, (cell, (text, whole, other)) in enumerate(zip(shown, self._formats, strict=True)):
            if isinstance(cell, str):
                if self._is_id[at]:
                    self._widths[at] = max(self._widths[at], columns_of(cell) + 2)
                if cell:
                    sheet.write_string(row, at, cell, text)
            elif cell is not None:
                number = float(cell)
                sheet.write_number(row, at, number, whole if number.is_integer() else other)
        self._row += 1

    def _close(self) -> None:
        """End a sheet: its filter, its widths and what may be entered."""
        sheet, last = self._sheet, max(self._row - 1, self._first)
        sheet.autofilter(self._first - 1, 0, last, self._last)
        sheet.ignore_errors({"number_stored_as_text": f"A{self._first + 1}:C{last + 1}"})
        for at, column in enumerate(self._columns):
            sheet.set_column(at, at, min(self._widths[at], MOST_WIDTH))
            if column.among:
                self._limit(at, column.among, last)
            if column.kind == "entry":
                self._lay("entry", (self._first, at, last, at), f'$A{self._first + 1}<>""')
        area, row = (self._first, 0, last, self._last), self._first + 1
        if self._group:
            names = [xl_col_to_name(at) for at in range(self._group)]
            above = ",".join(f"${name}{row}<>${name}{row - 1}" for name in names)
            self._lay("group", area, f"OR({above})")
        self._lay("row", area, f'$A{row}<>""')

    def _lay(self, kind: Kind, area: tuple[int, int, int, int], where: str) -> None:
        """Lay a style over cells, as the formula says: it holds in whatever order rows are put."""
        rule = {"type": "formula", "criteria": f"={where}", "format": self._book.styles(kind)}
        self._sheet.conditional_format(*area, rule)

    def _limit(self, at: int, among: tuple[str, str], last: int) -> None:
        """Let only the points of the same row's columns be entered."""
        ids = [column.id for column in self._columns]
        low, high = (xl_col_to_name(ids.index(each)) for each in among)
        row, words = self._first + 1, self._book.words
        self._sheet.data_validation(
            self._first, at, last, at,
            {
                "validate": "list", "source": f"=${low}{row}:${high}{row}", "ignore_blank": False,
                "error_title": words("book_entry_title"), "error_message": words("book_entry"),
            },
        )  # fmt: skip

    def finish(self) -> None:
        """End the table."""
        self._close()


def write_head(
    book: Book, sheet: Worksheet, name: str, told: Sequence[str], *, width: float, last: int
) -> int:
    """Title, notices and what is told, over columns 0 to *last*; returns the next row's number."""
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, book.text(f"{name} · {book.title}"), book.styles("title"))
    row = 1
    kinds: tuple[tuple[Kind, Sequence[str]], ...] = (("notice", book.notices), ("told", told))
    for kind, texts in kinds:
        for text in texts:
            wide_text(book, sheet, row, text, kind=kind, width=width, last=last)
            row += 1
    return row


def wide_text(
    book: Book, sheet: Worksheet, row: int, text: str, *, kind: Kind, width: float, last: int
) -> None:
    """Write *text* over columns 0 to *last*, which are *width* wide together."""
    style, shown = book.styles(kind), book.text(text)
    # Bold letters are wider, and a line breaks before it is full.
    lines = lines_of(shown, min(width, 150) * 0.9)
    sheet.set_row(row, LINE_PT * lines + (6 if kind == "verdict" else 2))
    if last:
        sheet.merge_range(row, 0, row, last, "", style)
    sheet.write_string(row, 0, shown, style)
