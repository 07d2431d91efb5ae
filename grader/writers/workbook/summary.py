"""The first sheet: can I use this yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..page import Page
from ..views import Fact, Opening, opening
from .book import Book
from .cell import lines_of
from .styles import LINE_PT, Kind
from .table import wide_text

_WIDTHS = (24, 12, 70)
_WIDTH = sum(_WIDTHS)


class SummarySheet:
    """Verdict, counts that add up, what is open, notes, and how the run was made."""

    def __init__(self, book: Book) -> None:
        self._book, self._words = book, book.words
        self._sheet = book.sheet(book.words("book_summary"), is_wide=False)
        self._row = 0

    def finish(
        self,
        page: Page,
        still_open: Counter[tuple[str, str]],
        contents: Sequence[tuple[str, list[str]]],
    ) -> None:
        """Write the sheet; *contents* are the other sheets, with what is in them."""
        words = self._words
        for at, width in enumerate(_WIDTHS):
            self._sheet.set_column(at, at, width)
        # Everyone is in this file, whatever a page leaves out.
        head = opening(replace(page, left_out=0, unlisted=0), words)
        self._wide(f"{head.title} · {words('report')}", "title")
        if head.notice:
            self._wide(head.notice, "notice")
        self._wide(head.verdict, "verdict")
        self._counts(head)
        self._open(still_open)
        self._heading(words("notes"))
        for note in head.notes:
            self._wide(note, "told")
        self._facts(words("book_run"), head.facts)
        self._facts(words("expense"), head.expense)
        self._contents(contents)
        self._row += 1
        self._wide(words("book_rounding"), "told")
        self._wide(words("no_recommendation"), "told")
        self._sheet.activate()

    def _wide(self, text: str, kind: Kind) -> None:
        wide_text(self._book, self._sheet, self._row, text, kind=kind, width=_WIDTH, last=2)
        self._row += 1

    def _heading(self, text: str) -> None:
        self._row += 1
        self._sheet.set_row(self._row, LINE_PT * 1.4)
        for at in range(len(_WIDTHS)):
            self._sheet.write_blank(self._row, at, None, self._book.styles("heading"))
        self._sheet.write_string(self._row, 0, text, self._book.styles("heading"))
        self._row += 1

    def _line(self, name: str, number: int | None, text: str) -> None:
        """A row of three cells; without a number, the text takes two."""
        book, sheet, row = self._book, self._sheet, self._row
        style, shown = book.styles("line"), book.text(text)
        width = _WIDTHS[2] if number is not None else _WIDTHS[1] + _WIDTHS[2]
        lines = max(lines_of(shown, width), lines_of(name, _WIDTHS[0]))
        sheet.set_row(row, LINE_PT * min(lines, 12))
        sheet.write_string(row, 0, name, style)
        if number is None:
            sheet.merge_range(row, 1, row, 2, "", style)
            sheet.write_string(row, 1, shown, style)
        else:
            sheet.write_number(row, 1, number, book.styles("count"))
            sheet.write_string(row, 2, shown, style)
        self._row += 1

    def _header(self, *labels: str) -> None:
        self._sheet.set_row(self._row, LINE_PT * 1.2)
        for at, label in enumerate(labels):
            self._sheet.write_string(self._row, at, label, self._book.styles("header"))
        self._row += 1

    def _counts(self, head: Opening) -> None:
        words = self._words
        self._heading(words("tallies"))
        self._header(words("book_status"), words("book_count"), words("book_means"))
        for tally in head.tallies:
            self._line(tally.label, tally.count, words(f"book_means_{tally.status}"))
        self._line(head.answers.label, head.answers.count, words("book_means_all"))

    def _open(self, still_open: Counter[tuple[str, str]]) -> None:
        """What is open by status and reason, the most frequent first."""
        words = self._words
        if not still_open:
            return
        self._heading(words("open"))
        self._header(words("book_status"), words("book_count"), words("book_reason"))
        for (status, reason), n in sorted(
            still_open.items(), key=lambda each: (each[0][0], -each[1], each[0][1])
        ):
            self._line(words.name("status", status), n, words.name("reason", reason))

    def _facts(self, heading: str, facts: Sequence[Fact]) -> None:
        self._heading(heading)
        for fact in facts:
            self._line(fact.name, None, fact.value)

    def _contents(self, contents: Sequence[tuple[str, list[str]]]) -> None:
        self._heading(self._words("book_contents"))
        for about, names in contents:
            for name in names:
                row = self._row
                self._line(name, None, about)
                self._sheet.write_url(
                    row, 0, f"internal:'{name}'!A1", self._book.styles("link"), name
                )
