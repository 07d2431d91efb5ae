"""The reports of a folder, drawn from what its stores hold."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.report import count
from ..errors import InputError
from ..pipeline import Desk, people
from ..readers.resources import labels
from ..readers.rubric_yaml import read_rubric
from ..records import Language, Outcome, Person, RowProblem, Run
from ..stores.intake import Intake, StagedAnswer
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import templates, versions
from ..writers.csv_tables import write_tables
from ..writers.html_page import html_page
from ..writers.markdown_page import markdown_page
from ..writers.page import Page
from ..writers.run_json import write_run_json
from ..writers.whole import whole_file
from .kept import kept_run

MOST_SHOWN = 2_000


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
    counts = run.counts
    for status in ("graded", "held", "gated", "unscored", "not_answered", "deduplicated"):
        setattr(counts, status, 0)
    counts.flagged = 0
    models: set[str] = set()
    states: dict[str, int] = {}

    def seen(staged: StagedAnswer, outcome: Outcome | None) -> None:
        counts.deduplicated += staged.is_copy
        if outcome is not None and outcome.is_usable and outcome.model:
            models.add(outcome.model)

    def others() -> Iterator[tuple[RowProblem, str]]:
        for row, state in intake.other_rows():
            states[state] = states.get(state, 0) + 1
            yield row, state

    shown = _Shown()
    everyone = people(intake, desk, journal, seen)
    for person in write_tables(folder, everyone, others(), language=labels_language):
        for _, score in person.scored:
            count(counts, score)
        shown.add(person)
    run.models_returned = tuple(sorted(models))
    _settle_exit(run, shown.mean_percent(), fail_under)
    page = Page(
        people=shown.people,
        run=run,
        rubric=desk.rubric,
        language=labels_language,
        labels=labels(labels_language, "report"),
        left_out=shown.left_out,
        bad_rows=states.get("bad", 0),
        duplicate_rows=states.get("duplicate", 0),
    )
    for name, text in (("report.html", html_page(page)), ("report.md", markdown_page(page))):
        with whole_file(folder / name) as file:
            file.write(text)
    write_run_json(folder / "run.json", run, versions())


def _settle_exit(run: Run, mean: Decimal | None, fail_under: Decimal | None) -> None:
    if run.exit_code not in {0, 1, 5}:
        return
    run.exit_code, run.exit_reason = 0, "all answers are settled"
    if run.left:
        run.exit_reason = f"a first look: {run.left} answers are left for the same command"
        return
    if run.counts.is_open:
        run.exit_code, run.exit_reason = 1, "some answers are held or unscored"
    if fail_under is not None and mean is not None and mean < fail_under:
        run.exit_code = 5
        run.exit_reason = f"mean of {mean:.1f} percent is under {fail_under}"


@dataclass(slots=True)
class _Shown:
    """The people of a page; past 2,000 answers only their totals."""

    people: list[Person] = field(default_factory=list)
    answers: int = 0
    left_out: int = 0
    percents: Decimal = Decimal(0)

    def mean_percent(self) -> Decimal | None:
        """The mean over all people of the points they have for sure, in percent."""
        return self.percents / len(self.people) if self.people else None

    def add(self, person: Person) -> None:
        if person.total.max_total:
            self.percents += 100 * person.total.low / person.total.max_total
        self.answers += len(person.scored)
        if self.answers > MOST_SHOWN:
            self.left_out += 1
            person = replace(person, scored=())
        self.people.append(person)


def report_folder(folder: Path, journal: str | None, labels_language: Language | None) -> Run:
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
        place = Path(journal) if journal else Path(intake.kept("journal") or folder / "grader.db")
        with closing(Journal(place)) as store:
            language = labels_language or ("en" if intake.kept("labels") == "en" else "zh")
            desk = Desk(rubric, templates(rubric.language))
            write_reports(folder, intake, desk, store, run, labels_language=language)
    return run
