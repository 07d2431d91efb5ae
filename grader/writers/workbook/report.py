"""The report as a workbook: every sheet filled in one pass over everyone."""

from collections import Counter
from typing import Protocol

from ...records import Person
from ..page import Look, Page
from ..views import controls_view
from .alike import AlikeSheet
from .analysis import AnalysisSheet
from .answers import AnswersSheet
from .book import MOST_ROWS, Book
from .charts import ChartsSheet
from .controls import ControlsSheet
from .criteria import CriteriaSheet
from .items import ItemsSheet, LostSheet
from .people import PeopleSheet
from .review import ReviewSheet
from .reviewed import ReviewedSheet
from .summary import SummarySheet


class _Sheet(Protocol):
    """A part of the workbook; `names` are its sheets, `about` says what is in them."""

    about: str

    @property
    def names(self) -> list[str]: ...

    def add(self, person: Person, /) -> None: ...

    def finish(self, page: Page, /) -> None: ...


class WorkbookReport:
    """
    `report.xlsx`: everyone, however many; a sheet that is full goes on in another one.

    `most_rows` are the rows of a sheet.
    """

    written = "report.xlsx"

    def __init__(self, look: Look, most_rows: int = MOST_ROWS) -> None:
        self._look = look
        self._book = Book(look.folder / self.written, look, most_rows)
        self._summary = SummarySheet(self._book)
        self._sheets: list[_Sheet] = []
        self._open: Counter[tuple[str, str]] = Counter()

    def add(self, person: Person) -> None:
        """
        Write *person* into every sheet.

        Raises:
            StoreError: the disk does not take it.
        """
        with self._book.told():
            self._begin(person)
            for sheet in self._sheets:
                sheet.add(person)
        for _, score in person.scored:
            if score.status in {"held", "unscored"}:
                self._open[score.status, score.reason] += 1

    def _begin(self, first: Person | None) -> None:
        # All are asked the same items, so the first person tells what columns there are.
        if not self._sheets:
            book, language = self._book, self._look.language
            self._sheets = [
                PeopleSheet(book, first),
                AnswersSheet(book, language, first),
                CriteriaSheet(book, language),
                ReviewSheet(book, language, self._look.rubric),
                ReviewedSheet(book, language),
                ItemsSheet(book, language),
                LostSheet(book, language),
                ChartsSheet(book, language),
                AnalysisSheet(book),
                AlikeSheet(book),
            ]

    def finish(self, page: Page) -> None:
        """
        Write what only the end of the run tells, and put the workbook in its place.

        Raises:
            StoreError: the folder or disk does not take it.
        """
        with self._book.told():
            self._begin(None)
            for sheet in self._sheets:
                sheet.finish(page)
            view = controls_view(page.run.controls, self._book.words)
            controls = [ControlsSheet(self._book, self._book.words, view)] if view else []
            contents = [(sheet.about, sheet.names) for sheet in self._sheets]
            contents += [(sheet.about, sheet.names) for sheet in controls]
            self._summary.finish(page, self._open, contents)
        self._book.finish(page.run)

    def discard(self) -> None:
        """Throw away what was begun."""
        self._book.discard()
