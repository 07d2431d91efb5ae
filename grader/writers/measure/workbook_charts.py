"""The sheet of charts, each beside the numbers it is drawn from."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from ..workbook.book import Book
from ..workbook.styles import LINE_PT
from ..workbook.table import Cell, write_head
from .document import Scatter, Whiskers

_CHART_AT = 8
_WIDTH_PX, _ROW_PX = 760, LINE_PT * 4 / 3
_INK, _LINE = "#1F4E79", "#7F7F7F"
# In percent: numbers and charts fit the width of the paper.
_SCALE = 55
_PAGE_PX = 1_150
# A longer name leaves no room for the chart.
_MOST_LABEL = 18
_SMALL = {"name_font": {"bold": False, "size": 9}, "num_font": {"size": 9}}
_UP_AXIS = {"num_format": "0.0", **_SMALL,
            "major_gridlines": {"visible": True, "line": {"color": "#E3E3E3"}}}  # fmt: skip


class ChartSheet:
    """Figures with their intervals, and pairs of points, as the program's own charts."""

    def __init__(self, book: Book) -> None:
        self._book, self._name = book, book.words("book_charts")
        self._sheet = book.sheet(self._name)
        self._sheet.set_print_scale(_SCALE)
        self._row = 0

    def write(self, charts: Sequence[Whiskers | Scatter]) -> None:
        """Write *charts* under one another."""
        self._sheet.set_column(0, 0, 34)
        self._sheet.set_column(1, 6, 12)
        self._row = write_head(self._book, self._sheet, self._name, (), width=150, last=13)
        breaks, top = [], 0
        for chart in charts:
            first = self._row
            if isinstance(chart, Whiskers):
                self._whiskers(chart)
            else:
                self._scatter(chart)
            # A chart is not torn: what does not fit begins the next page.
            if first > top and (self._row - top) * _ROW_PX > _PAGE_PX:
                breaks.append(first)
                top = first
        self._sheet.set_h_pagebreaks(breaks)

    def _rows(self, title: str, header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
        """Write the numbers; returns the row of the first."""
        book, sheet = self._book, self._sheet
        sheet.write_string(self._row, 0, book.text(title), book.styles("heading"))
        self._row += 1
        sheet.set_row(self._row, LINE_PT * 2.2)
        for at, label in enumerate(header):
            sheet.write_string(self._row, at, book.text(label), book.styles("header"))
        first = self._row + 1
        for row in rows:
            self._row += 1
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(self._row, at, book.text(cell), book.styles("id"))
                elif cell is not None:
                    sheet.write_number(self._row, at, float(cell), book.styles("hundredth"))
        return first

    def _place(self, chart: Any, first: int, height: int) -> None:
        chart.set_size({"width": _WIDTH_PX, "height": height})
        self._sheet.insert_chart(first - 1, _CHART_AT, chart)
        self._row = max(self._row, first + int(height / _ROW_PX)) + 2

    def _whiskers(self, chart: Whiskers) -> None:
        words = self._book.words
        at, line = chart.marks[-1]
        shown = [each for each in chart.rows if each.amount.value is not None]
        rows = [(_short(each.label), each.amount.value, each.amount.low, each.amount.high, at,
                 _up(each.amount.high, each.amount.value), _up(each.amount.value, each.amount.low))
                for each in shown]  # fmt: skip
        ends = [words(end, name=chart.figure) for end in ("low_end", "high_end")]
        header = (chart.category, chart.figure, *ends, line, words("reach_up"), words("reach_down"))
        first = self._rows(chart.title, header, rows)
        if not rows:
            self._row += 2
            return
        last, name = first + len(rows) - 1, self._name
        made: Any = self._book.chart({"type": "line"})
        made.add_series({
            "name": [name, first - 1, 1], "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1], "line": {"none": True},
            "marker": {"type": "circle", "size": 7, "fill": {"color": _INK},
                       "border": {"color": _INK}},
            "y_error_bars": {
                "type": "custom",
                "plus_values": self._cells(5, first, last),
                "minus_values": self._cells(6, first, last),
                "line": {"color": _INK, "width": 1.5},
            },
        })  # fmt: skip
        made.add_series({
            "name": [name, first - 1, 4], "categories": [name, first, 0, last, 0],
            "values": [name, first, 4, last, 4],
            "line": {"color": _LINE, "dash_type": "dash", "width": 1.5},
            "marker": {"type": "none"},
        })  # fmt: skip
        self._dress(made, chart.title, chart.category)
        made.set_y_axis(
            {"min": chart.low, "max": chart.high, "name": self._text(chart.figure), **_UP_AXIS}
        )
        self._place(made, first, 420)

    def _scatter(self, chart: Scatter) -> None:
        words = self._book.words
        rows: list[tuple[Cell, ...]] = [(None, x, y, n) for x, y, n in chart.points]
        header = ("", chart.across, chart.up, words("pairs_here"))
        first = self._rows(chart.title, header, rows)
        last, name = first + len(rows) - 1, self._name
        made: Any = self._book.chart({"type": "scatter"})
        made.add_series({
            "name": words("pairs_seen"), "categories": [name, first, 1, last, 1],
            "values": [name, first, 2, last, 2],
            "marker": {"type": "circle", "size": 6, "border": {"color": _INK},
                       "fill": {"color": _INK, "transparency": 55}},
        })  # fmt: skip
        for level, label in chart.lines:
            self._row += 1
            self._line(made, chart, level, label)
        self._dress(made, chart.title, chart.across)
        (left, right), (low, high) = chart.x_range, chart.y_range
        made.set_x_axis({"min": left, "max": right, "num_format": "0.0", "label_position": "low",
                         "name": self._text(chart.across), **_SMALL})  # fmt: skip
        made.set_y_axis(
            {"min": low, "max": high, "crossing": left, "name": self._text(chart.up), **_UP_AXIS}
        )
        self._place(made, first, 420)

    def _line(self, made: Any, chart: Scatter, level: float, label: str) -> None:
        """A level line from edge to edge, its two ends in the sheet."""
        book, sheet, name = self._book, self._sheet, self._name
        first = self._row
        for x in chart.x_range:
            sheet.write_string(self._row, 0, book.text(label), book.styles("id"))
            sheet.write_number(self._row, 1, x, book.styles("hundredth"))
            sheet.write_number(self._row, 2, level, book.styles("hundredth"))
            self._row += 1
        self._row -= 1
        made.add_series({
            "name": [name, first, 0], "categories": [name, first, 1, first + 1, 1],
            "values": [name, first, 2, first + 1, 2], "marker": {"type": "none"},
            "line": {"color": _LINE, "width": 1.25, "dash_type": "dash"},
        })  # fmt: skip

    def _dress(self, made: Any, title: str, across: str) -> None:
        text = self._text
        made.set_title({"name": text(title), "name_font": {"size": 12}, "overlay": False})
        made.set_x_axis({"name": text(across), "label_position": "low", **_SMALL})
        made.set_legend({"position": "bottom"})

    def _cells(self, column: int, first: int, last: int) -> str:
        """Cells of the sheet, as the library wants them for the ends of intervals."""
        letter = xl_col_to_name(column, col_abs=True)
        return f"={quote_sheetname(self._name)}!{letter}${first + 1}:{letter}${last + 1}"

    def _text(self, text: str) -> str:
        """A name in a chart, which the library would take for a formula if it began like one."""
        shown = self._book.text(text)
        return f" {shown}" if shown.startswith("=") else shown


def _short(label: str) -> str:
    return label if len(label) <= _MOST_LABEL else f"{label[: _MOST_LABEL - 1]}…"


def _up(high: float | None, low: float | None) -> float:
    return 0.0 if high is None or low is None else max(0.0, high - low)
