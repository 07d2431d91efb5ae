"""The reports of a folder, drawn from what its stores hold."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.report import count
from ..desk import Desk, Heard
from ..pipeline import people
from ..readers.resources import labels, messages
from ..records import Counts, Language, Person, Rubric, Run
from ..records.banding import Banding, Placing
from ..stores.intake import Intake, StagedAnswer
from ..stores.journal import Journal
from ..wiring import instructions, versions
from ..writers.csv_tables import write_tables
from ..writers.page import MOST_GROUPS, Look
from ..writers.pages import Reports, check_look, formats_named, usual_formats
from .alike import find_alike
from .anchors import shown_texts
from .calibrations import calibration_for, take_calibration
from .control_report import controls_found
from .opened import OpenRun, opened
from .placing import (
    check_banding,
    check_reach,
    in_place,
    keep_banding,
    keep_withheld,
    kept_banding,
    placing_of,
)
from .reconcile import reconciled
from .reviews import marks_in, review_object
from .written import Seal, note_written


@dataclass(slots=True, kw_only=True)
class _Pass:
    """What one pass over everyone counts."""

    counts: Counts
    models: set[str] = field(default_factory=set)
    people: int = 0
    unreached: int = 0
    percents: Decimal = Decimal(0)
    seal: Seal = field(default_factory=Seal)
    replaced: Counter[str] = field(default_factory=Counter)

    def seen(self, staged: StagedAnswer, heard: Heard) -> None:
        self.counts.deduplicated += staged.is_copy
        self.seal.add(staged, heard.values())
        for outcome in heard.values():
            if outcome is not None and outcome.is_usable and outcome.model:
                self.models.add(outcome.model)

    def add(self, person: Person) -> None:
        for _, score in person.scored:
            count(self.counts, score)
            self.replaced.update(each.kind for each in score.answer.redactions)
            self.unreached += score.reason == "not_reached"
        self.people += 1
        if person.total.max_total:
            self.percents += 100 * person.total.low / person.total.max_total

    def tell(self, run: Run) -> None:
        """Tell *run* who rated, what was replaced, and how many answers wait for batches."""
        run.models_returned, run.replaced = tuple(sorted(self.models)), dict(self.replaced)
        if run.waiting:
            # An engine counts opinions, people count answers; the last of either is still one.
            run.waiting = max(1, min(run.waiting, self.unreached))

    def mean_percent(self) -> Decimal | None:
        return self.percents / self.people if self.people else None


def look_of(
    folder: Path,
    rubric: Rubric,
    language: Language,
    *,
    judge: str,
    formats: str = "",
    signed_by: str = "",
) -> Look:
    """
    Which reports of *folder* are written, and how: *formats* as on the command line.

    Raises:
        SettingError: there is no such format, or what it needs is missing.
    """
    look = Look(
        folder=folder,
        rubric=rubric,
        language=language,
        labels=labels(language, "report"),
        messages=messages(language),
        formats=formats_named(formats),
        judge=judge,
        signed_by=signed_by,
        instructions=instructions(rubric.language),
    )
    check_look(look)
    return look


def _fitting(look: Look, intake: Intake, note: Callable[[str], None]) -> Look:
    """
    *look* with the usual formats, where none were named, that so many answers allow.

    Letters repeat nothing of another person's answer that the judge was shown.
    """
    look = replace(look, instructions="\n".join([look.instructions, *shown_texts(intake)]))
    if look.formats:
        return look
    formats, without = usual_formats(intake.count(only_answered=False))
    if without:
        note(look.labels["note_no_workbook"])
    return replace(look, formats=formats, without=without)


def write_reports(
    look: Look,
    intake: Intake,
    desk: Desk,
    journal: Journal,
    run: Run,
    *,
    fail_under: Decimal | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """
    Write the tables and every report of *look* from what the stores hold; count into *run*.

    *note* is told which report is left out, there being too many answers for it. With
    *fail_under*, the run's exit is 5 where the candidates' mean percent (their low end where
    there is a range) is below it.

    Raises:
        StoreError: the folder or disk does not take them.
        DefectError: a row that was read has no state or two; nothing is written.
    """
    look = _fitting(look, intake, note)
    find_alike(intake)
    _recall(run, intake, desk, journal)
    look = replace(look, calibration=run.calibration)
    made = _pass_of(run, desk)
    placing = _placing(intake, desk, journal, run)
    everyone = reconciled(people(intake, desk, journal, made.seen, marks=marks_in(journal)), intake)
    placed = in_place(everyone, placing)
    tables = write_tables(look.folder, placed, intake.other_rows(), language=look.language)
    with Reports(look) as reports:
        for person in tables:
            made.add(person)
            reports.add(person)
        made.tell(run)
        run.seal, run.seal_answers = made.seal.replies, made.seal.answers
        _settle_exit(run, made.mean_percent(), fail_under)
        aside, alike = intake.accounts.states(), intake.alike.groups(MOST_GROUPS)
        reports.finish(run, versions(), aside=aside, alike=alike, placing=placing)
    note_written(look, intake)


def _recall(run: Run, intake: Intake, desk: Desk, journal: Journal) -> None:
    """Tell *run* what the journal knows of control answers, people's marks and calibration."""
    run.controls, run.review = controls_found(intake, desk, journal), review_object(journal)
    run.calibration = calibration_for(run, journal)


def _placing(intake: Intake, desk: Desk, journal: Journal, run: Run) -> Placing | None:
    """How totals lie, from a look at everyone before the tables; None where that is not wished."""
    everyone = people(intake, desk, journal, marks=marks_in(journal))
    found = placing_of(everyone, kept_banding(intake), desk.rubric, run.calibration)
    keep_withheld(intake, found)
    return found


def _pass_of(run: Run, desk: Desk) -> _Pass:
    """A pass that counts into *run*, whose requests are already counted."""
    desk.unreached = run.unreached
    spent = run.counts
    run.counts = Counts(requests=spent.requests, retries=spent.retries, repaired=spent.repaired)
    return _Pass(counts=run.counts)


def _settle_exit(run: Run, mean: Decimal | None, fail_under: Decimal | None) -> None:
    if run.exit_code not in {0, 1, 5}:
        return
    run.exit_code, run.exit_reason = 0, "all answers are settled"
    if run.left:
        run.exit_reason = f"a first look: {run.left} answers are left for the same command"
        return
    if run.counts.is_open:
        run.exit_code, run.exit_reason = 1, "some answers are held or unscored"
    if run.waiting:
        run.exit_code = 0
        run.exit_reason = f"{run.waiting} answers are in batches not collected yet"
        return
    if fail_under is not None and mean is not None and mean < fail_under:
        run.exit_code = 5
        run.exit_reason = f"mean of {mean:.1f} percent is under {fail_under}"


def report_folder(
    folder: Path,
    *,
    labels_language: Language | None = None,
    formats: str = "",
    signed_by: str = "",
    calibration: Path | None = None,
    banding: Banding | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Run:
    """
    Write the reports of *folder* again, without a call; *note* is told what is left out.

    The agreement with people that *calibration* tells, a file or a folder, is taken in.
    Totals are held against *banding*, which is kept; None is what was wished the last time.

    Raises:
        InputError: there is no run in it, or the calibration is of another one.
        StoreError: its files cannot be read or written.
    """
    if banding is not None:
        check_banding(banding)
    with opened(folder) as at:
        if calibration is not None:
            take_calibration(calibration, at.run, at.journal)
        if banding is not None:
            check_reach(banding, at.rubric, at.intake)
            keep_banding(at.intake, banding)
        return rewrite(
            at, labels_language=labels_language, formats=formats, signed_by=signed_by, note=note
        )


def rewrite(
    at: OpenRun,
    *,
    labels_language: Language | None = None,
    formats: str = "",
    signed_by: str = "",
    note: Callable[[str], None] = lambda _: None,
) -> Run:
    """
    Write the reports of the run *at* hand again.

    Raises:
        StoreError: its files cannot be read or written.
    """
    look = look_of(
        at.folder,
        at.rubric,
        labels_language or at.language,
        judge=at.run.judge,
        formats=formats or at.intake.kept("formats"),
        signed_by=signed_by or at.intake.kept("signed_by"),
    )
    write_reports(look, at.intake, at.desk, at.journal, at.run, note=note)
    return at.run
