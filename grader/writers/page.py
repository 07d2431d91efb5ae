"""What a report for people is made of, and what every kind of report promises."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from ..records import AlikeGroup, Language, Person, ReviewFigures, Rubric, Run, Statistics
from ..records.agreement import Calibration
from ..records.banding import Placing
from ..records.item_analysis import Analysis

MOST_GROUPS = 50
"""Groups of answers written alike that a report shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    Which reports are written where, by which rubric, in whose words.

    `labels` are what reports say by name, `messages` what checks say, by English templates.
    No `formats` are the usual ones. `judge` is who rated, as a run's `judge`. `signed_by` ends
    letters, which repeat nothing of the `instructions` to raters. `alone` also removes what
    earlier runs wrote in other formats, which would tell another story. `without` are usual
    formats left out, the answers being too many for them. `calibration` is how this rubric,
    prompt and judge agreed with people, None where that is not known.
    """

    folder: Path
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    messages: Mapping[str, str] = field(default_factory=dict)
    formats: Sequence[str] = ()
    without: Sequence[str] = ()
    judge: str = ""
    signed_by: str = ""
    instructions: str = ""
    alone: bool = False
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One report.

    `people` are in the order of the file. `left_out` of them have no `scored` answers, because
    there are too many for one page, and `unlisted` more are in the tables only; `statistics` and
    `reviewed`, what people looked at, are over everyone. `bad_rows` of `intake.csv` could not be
    used, `duplicate_rows` are repeated submissions, `unwanted_rows` are to items that were not to
    be graded; none is among the answers. `without` are usual formats left out, as in the `Look`.
    `alike` are groups of answers written alike, the largest first, and `alike_left_out` more of
    them are not shown. `analysis` is for the author of the paper, and
    `placing` tells how totals lie where that was asked for.
    """

    people: Sequence[Person]
    run: Run
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    statistics: Statistics
    messages: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0
    unlisted: int = 0
    bad_rows: int = 0
    duplicate_rows: int = 0
    without: Sequence[str] = ()
    unwanted_rows: int = 0
    alike: Sequence[AlikeGroup] = ()
    alike_left_out: int = 0
    reviewed: ReviewFigures = field(default_factory=ReviewFigures)
    analysis: Analysis | None = None
    placing: Placing | None = None


class Report(Protocol):
    """
    One kind of report: given everyone in the order of the file, then written.

    Nothing of it is in its place before `finish` has ended well; `discard` throws away what
    was begun, and does nothing after `finish`. `written` is its file's or folder's name.
    """

    written: ClassVar[str]

    def add(self, person: Person) -> None:
        """Take *person*, with the scores of all asked items, into the report."""
        ...

    def finish(self, page: Page) -> None:
        """
        Write the report, with what only the end of the run tells.

        Raises:
            StoreError: the folder or disk does not take it.
        """
        ...

    def discard(self) -> None:
        """Throw away what was begun."""
        ...
