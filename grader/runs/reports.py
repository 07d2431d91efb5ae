"""The reports of a folder, drawn from what its stores hold."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ..core.report import count
from ..core.selection import Selection
from ..errors import InputError
from ..pipeline import Desk, people
from ..readers.resources import labels
from ..readers.rubric_yaml import read_rubric
from ..records import Counts, Language, Outcome, Person, RowProblem, Run
from ..stores.intake import Intake, StagedAnswer
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import journal_path, templates, versions
from ..writers.csv_tables import write_tables
from ..writers.page import Page
from ..writers.pages import write_pages
from .kept import kept_run


@dataclass(slots=True, kw_only=True)
class _Pass:
    """What one pass over everyone counts."""

    counts: Counts
    models: set[str] = field(default_factory=set)
    states: dict[str, int] = field(default_factory=dict)
    shown: Selection = field(default_factory=Selection)
    percents: Decimal = Decimal(0)

    def seen(self, staged: StagedAnswer, outcome: Outcome | None) -> None:
        self.counts.deduplicated += staged.is_copy
        if outcome is not None and outcome.is_usable and outcome.model:
            self.models.add(outcome.model)

    def others(self, intake: Intake) -> Iterator[tuple[RowProblem, str]]:
        for row, state in intake.other_rows():
            self.states[state] = self.states.get(state, 0) + 1
            yield row, state

    def add(self, person: Person) -> None:
        for _, score in person.scored:
            count(self.counts, score)
        self.shown.add(person)
        if person.total.max_total:
            self.percents += 100 * person.total.low / person.total.max_total

    def mean_percent(self) -> Decimal | None:
        return self.percents / self.shown.count if self.shown.count else None


def write_reports(
    folder: Path,
    intake: Intake,
    desk: Desk,
    journal: Journal,
    run: Run,
    *,
    labels_language: Language,
    fail_under: Decimal | None = None,
) -> None:
    """
    Write every report of *folder* from what its stores hold, and count into *run*.

    With *fail_under*, the run's exit is 5 where the candidates' mean percent (their low end
    where there is a range) is below it.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    desk.unreached = run.unreached
    spent = run.counts
    run.counts = Counts(requests=spent.requests, retries=spent.retries, repaired=spent.repaired)
    made = _Pass(counts=run.counts)
    everyone = people(intake, desk, journal, made.seen)
    for person in write_tables(folder, everyone, made.others(intake), language=labels_language):
        made.add(person)
    run.models_returned = tuple(sorted(made.models))
    _settle_exit(run, made.mean_percent(), fail_under)
    page = Page(
        people=made.shown.people(),
        run=run,
        rubric=desk.rubric,
        language=labels_language,
        labels=labels(labels_language, "report"),
        left_out=made.shown.left_out,
        unlisted=made.shown.unlisted,
        bad_rows=made.states.get("bad", 0),
        duplicate_rows=made.states.get("duplicate", 0),
    )
    write_pages(folder, page, versions())


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


def report_folder(folder: Path, store: str, labels_language: Language | None) -> Run:
    """
    Write the reports of *folder* again, without a call.

    Raises:
        InputError: there is no run in it.
        StoreError: its files cannot be read or written.
    """
    path = folder / "intake.db"
    if not path.is_file():
        raise InputError(f"{folder}: no run in here; give the folder that grader grade wrote")
    with locked(folder), closing(Intake(path)) as intake:
        run = kept_run(intake)
        rubric = read_rubric(intake.kept("rubric"), f"{folder}: rubric of the run")
        rubric = rubric.with_language("en" if run.language == "en" else "zh")
        place = journal_path(store or intake.kept("store"), folder)
        with closing(Journal(place)) as journal:
            language = labels_language or ("en" if intake.kept("labels") == "en" else "zh")
            desk = Desk(rubric, templates(rubric.language))
            write_reports(folder, intake, desk, journal, run, labels_language=language)
    return run
