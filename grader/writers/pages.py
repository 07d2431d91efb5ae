"""The reports of a run, each kind fed in the one pass over everyone."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from ..core.reviewed import ReviewTally
from ..core.selection import Selection
from ..core.statistics import AnalysisTally, Tally
from ..errors import SettingError
from ..records import AlikeGroup, Person, Run
from ..records.banding import Placing
from .figures_json import figures_object
from .html_beside import FOLDER
from .html_page import HtmlReport
from .letters import LettersReport, check_letters
from .markdown_page import MarkdownReport
from .page import Look, Page
from .reviews_csv import ReviewsTable
from .run_json import write_run_json
from .workbook import WorkbookReport

FORMATS: dict[str, type[HtmlReport | MarkdownReport | WorkbookReport | LettersReport]] = {
    "html": HtmlReport,
    "md": MarkdownReport,
    "xlsx": WorkbookReport,
    "letters": LettersReport,
}
# What is written where nothing was asked for.
USUAL = ("html", "md", "xlsx")
# Past so many answers nobody opens a workbook, and making it takes longer than all the rest.
_MOST_ANSWERS = {"xlsx": 200_000}
# The tables, which are always written, as run.json is: by this name, nothing but them.
TABLES = "csv"


def formats_named(written: str) -> tuple[str, ...]:
    """
    The kinds of report that *written* names, like `html,md`; none where it is empty.

    Raises:
        SettingError: there is no such kind.
    """
    names = tuple(
        dict.fromkeys(each.strip().lower() for each in written.split(",") if each.strip())
    )
    for name in names:
        if name not in {*FORMATS, TABLES}:
            known = ", ".join([TABLES, *FORMATS])
            raise SettingError(
                "--format {name!r}: no such report; choose among {known}", name=name, known=known
            )
    return names


def usual_formats(answers: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is written of so many answers where nothing was asked for, and what is left out."""
    without = tuple(name for name in USUAL if answers > _MOST_ANSWERS.get(name, answers))
    return tuple(name for name in USUAL if name not in without), without


def check_look(look: Look) -> None:
    """
    See that the reports of *look* can be written, before anything is sent.

    Raises:
        SettingError: what one of them needs is missing.
    """
    if "letters" in look.formats:
        check_letters(look)


class Reports:
    """
    All reports of one run.

    Used in a `with`: everyone is added, then `finish` writes; what was begun and not finished
    is thrown away at its end.
    """

    def __init__(self, look: Look) -> None:
        formats = look.formats or USUAL
        self._look = look
        self._made = [FORMATS[name](look) for name in formats if name != TABLES]
        self._others = [kind for name, kind in FORMATS.items() if name not in formats]
        self._chosen = Selection()
        self._tally = Tally()
        self._analysis = AnalysisTally()
        self._reviewed = ReviewTally()
        self._marks = ReviewsTable(look.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for report in self._made:
            report.discard()
        self._marks.discard()

    def add(self, person: Person) -> None:
        """Take *person* into every report."""
        self._chosen.add(person)
        self._tally.add(person)
        self._analysis.add(person)
        self._reviewed.add(person)
        self._marks.add(person)
        for report in self._made:
            report.add(person)

    def finish(
        self,
        run: Run,
        versions: dict[str, str],
        *,
        aside: Mapping[str, int] | None = None,
        alike: tuple[Sequence[AlikeGroup], int] = ((), 0),
        placing: Placing | None = None,
    ) -> None:
        """
        Write the reports and `run.json`; *aside* counts the rows in each state that is no score's.

        *alike* are groups of answers written alike, and how many more there are; *placing* is
        how totals lie.

        Raises:
            StoreError: the folder or disk does not take them.
        """
        page = replace(self._page(run, aside or {}, alike), placing=placing)
        run.figures = figures_object(page)
        run.review = {**run.review, **asdict(page.reviewed)} if run.review else {}
        for report in self._made:
            report.finish(page)
        for kind in self._others if self._look.alone else ():
            _remove(self._look.folder / kind.written)
            if kind is HtmlReport:
                _remove(self._look.folder / FOLDER)
        self._marks.finish()
        write_run_json(self._look.folder / "run.json", run, versions)

    def _page(
        self, run: Run, aside: Mapping[str, int], alike: tuple[Sequence[AlikeGroup], int]
    ) -> Page:
        look, chosen = self._look, self._chosen
        return Page(
            people=chosen.people(),
            run=run,
            rubric=look.rubric,
            language=look.language,
            labels=look.labels,
            messages=look.messages,
            statistics=self._tally.figures(),
            reviewed=self._reviewed.figures(),
            analysis=self._analysis.figures(),
            left_out=chosen.left_out,
            unlisted=chosen.unlisted,
            bad_rows=aside.get("bad", 0),
            duplicate_rows=aside.get("duplicate", 0),
            unwanted_rows=aside.get("left_out", 0),
            without=look.without,
            alike=alike[0],
            alike_left_out=alike[1],
        )


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        path.unlink(missing_ok=True)
