"""The sheet of charts, each beside the figures it is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...records import Language, Person, Statistics
from ..page import Page
from .book import Book
from .styles import LINE_PT, Kind
from .table import Cell, write_head

_WIDTHS = (46, 11, 11)
# A chart of more bars than these cannot be read.
_MOST_BARS = 25
_CHART_AT = 4
_WIDTH_PX = 660
_ROW_PX = LINE_PT * 4 / 3
# In percent: so that figures and chart fit the width of the paper. A sheet that is fitted to the
# paper by the program would not keep its page breaks.
_SCALE = 62
_PAGE_PX = 1_050
# Dark and solid beside light and hatched: told apart without colour.
_SOLID = {"fill": {"color": "#1F4E79"}, "border": {"color": "#1F4E79"}}
_HATCHED = {
    "pattern": {
        "pattern": "light_upward_diagonal", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF",
    },
    "border": {"color": "#7F7F7F"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """A chart to be drawn: its rows, a category and a number for each of *series*."""

    title: str
    type: str
    series: tuple[str, ...]
    category: str
    value: str
    rows: Sequence[Sequence[Cell]]
    most: float | None = None


class ChartsSheet:
    """Totals, dimensions, difficulty, and points lost; none where there is nothing to show."""

    def __init__(self, book: Book, language: Language) -> None:
        self._book, self._words, self._language = book, book.words, language
        self.about = book.words("book_about_charts")
        self.names = [book.words("book_charts")]
        self._sheet = book.sheet(self.names[0])
        self._sheet.set_print_scale(_SCALE)
        self._row = 0

    def add(self, person: Person) -> None:
        """Nothing: the figures come at the end."""

    def finish(self, page: Page) -> None:
        """Write the sheet."""
        sheet, name = self._sheet, self.names[0]
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        self._row = write_head(self._book, sheet, name, (), width=130, last=13)
        figures = page.statistics
        plots = (self._totals(figures), self._dimensions(figures), self._items(figures),
                 self._lost(figures), self._stability(figures))  # fmt: skip
        drawn = [plot for plot in plots if plot is not None]
        breaks, top = [], 0
        for plot in drawn:
            first = self._row
            self._draw(plot)
            if (self._row - top) * _ROW_PX > _PAGE_PX:
                breaks.append(first)
                top = first
        sheet.set_h_pagebreaks(breaks)
        if not drawn:
            sheet.write_string(
                self._row + 1, 0, self._words("book_charts_none"), self._book.styles("told")
            )

    def _totals(self, figures: Statistics) -> _Plot | None:
        words = self._words
        if not any(each.settled or each.possible for each in figures.bins):
            return None
        return _Plot(
            title=words("book_chart_totals"),
            type="column",
            series=(words("book_bin_settled"), words("book_bin_possible")),
            category=words("book_bin"),
            value=words("fact_people"),
            rows=[(f"{each.low}–{each.high}%", each.settled, each.possible)
                  for each in figures.bins],
        )  # fmt: skip

    def _dimensions(self, figures: Statistics) -> _Plot | None:
        words = self._words
        rows = [
            (
                f"{words.dimension(name)} · {words.number('criteria', each.criteria)}",
                each.points,
                each.max_points - each.points,
            )
            for name, each in figures.dimensions.items()
            if each.points is not None
        ]
        if not rows:
            return None
        return _Plot(
            title=words("book_chart_dimensions"),
            type="bar",
            series=(words("book_mean"), words("book_missing")),
            category=words("book_dimension"),
            value=words("points"),
            rows=rows,
        )

    def _items(self, figures: Statistics) -> _Plot | None:
        words = self._words
        known = [(each.item.id, 100 * each.difficulty) for each in figures.items
                 if each.difficulty is not None]  # fmt: skip
        if not known:
            return None
        title = words("book_chart_items")
        if len(known) > _MOST_BARS:
            title = words("book_chart_items_some", n=_MOST_BARS, of=len(known))
            known = sorted(known, key=lambda each: each[1])[:_MOST_BARS]
        return _Plot(
            title=title,
            type="column",
            series=(words("book_difficulty"),),
            category=words("book_item"),
            value=words("book_difficulty"),
            rows=known,
            most=100,
        )

    def _lost(self, figures: Statistics) -> _Plot | None:
        words, language = self._words, self._language
        lost = [
            (of.item.id, number, each)
            for of in figures.items
            for number, each in enumerate(of.criteria, start=1)
            if each.lost
        ]
        if not lost:
            return None
        shown = sorted(lost, key=lambda each: -(each[2].lost or 0))[:_MOST_BARS]
        title = words("book_chart_lost")
        if len(lost) > len(shown):
            title = words("book_chart_lost_some", n=len(shown), of=len(lost))
        return _Plot(
            title=title,
            type="bar",
            series=(words("book_lost_share"),),
            category=words("criterion"),
            value=words("book_lost_share"),
            rows=[
                (
                    f"{item} · {number} {_short(each.criterion.description.of(language))}",
                    100 * (each.lost or 0),
                )
                for item, number, each in shown
            ],
            most=100,
        )

    def _stability(self, figures: Statistics) -> _Plot | None:
        words, language = self._words, self._language
        known = [
            (f"{of.item.id} · {number} {_short(each.criterion.description.of(language))}",
             each.rerated, 100 * each.identical, each.spread or 0.0)
            for of in figures.items
            for number, each in enumerate(of.criteria, start=1)
            if each.identical is not None
        ]  # fmt: skip
        if not known:
            return None
        shown = sorted(known, key=lambda each: each[2])[:_MOST_BARS]
        return _Plot(
            title=words("stability"),
            type="bar",
            series=(words("stability_identical"),),
            category=words("criterion"),
            value=words("stability_identical"),
            rows=[(name, identical) for name, _, identical, _ in shown],
            most=100,
        )

    def _draw(self, plot: _Plot) -> None:
        """The figures at the left, the chart at their right."""
        sheet, styles, first = self._sheet, self._book.styles, self._row + 1
        sheet.set_row(first, LINE_PT * 1.4)
        sheet.write_string(first, 0, plot.title, styles("heading"))
        sheet.set_row(first + 1, LINE_PT * 2)
        for at, label in enumerate((plot.category, *plot.series)):
            sheet.write_string(first + 1, at, label, styles("header"))
        for row, cells in enumerate(plot.rows, start=first + 2):
            sheet.set_row(row, LINE_PT)
            for at, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, at, self._book.text(cell), styles("id"))
                else:
                    kind: Kind = "whole" if isinstance(cell, int) else "tenth"
                    sheet.write_number(row, at, float(cell or 0), styles(kind))
        bars = len(plot.rows) if plot.type == "bar" else 0
        height = max(300, 24 * bars + 130)
        sheet.insert_chart(first, _CHART_AT, self._chart(plot, first + 1, height))
        self._row = first + 1 + max(len(plot.rows) + 1, int(height / _ROW_PX))

    def _chart(self, plot: _Plot, header: int, height: int) -> object:
        name, last = self.names[0], header + len(plot.rows)
        chart: Any = self._book.chart(
            {"type": plot.type, **({"subtype": "stacked"} if len(plot.series) > 1 else {})}
        )
        for at, _ in enumerate(plot.series, start=1):
            chart.add_series({
                "name": [name, header, at],
                "categories": [name, header + 1, 0, last, 0],
                "values": [name, header + 1, at, last, at],
                "gap": 60,
                **(_SOLID if at == 1 else _HATCHED),
                **({"data_labels": {"value": True, "num_format": "0"}}
                   if len(plot.series) == 1 else {}),
            })  # fmt: skip
        font = {"bold": False, "size": 9}
        chart.set_title({"name": plot.title, "name_font": {"size": 12}, "overlay": False})
        is_bar = plot.type == "bar"
        categories = {"name": plot.category, "name_font": font, "num_font": {"size": 9},
                      "reverse": is_bar}  # fmt: skip
        values = {"name": plot.value, "name_font": font, "num_font": {"size": 9}, "min": 0,
                  "num_format": "0", "major_gridlines": {"visible": True,
                  "line": {"color": "#D9D9D9"}}}  # fmt: skip
        if is_bar:
            # The first bar is at the top, the numbers stay at the bottom.
            categories["crossing"] = "max"
        if plot.most is not None:
            values["max"] = plot.most
        # The library calls the axis at the bottom x, whatever it shows.
        chart.set_x_axis(values if is_bar else categories)
        chart.set_y_axis(categories if is_bar else values)
        chart.set_legend({"none": True} if len(plot.series) == 1 else {"position": "top"})
        chart.set_size({"width": _WIDTH_PX, "height": height})
        return chart


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 22 else f"{flat[:21]}…"
