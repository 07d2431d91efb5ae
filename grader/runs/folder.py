"""Grading into a folder."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.arrange import Arranger
from ..errors import AnswersError, InputError, JudgeStopped, SettingError
from ..pipeline import Desk, grade_intake, stage
from ..ports import Engine, Judge
from ..records import BatchNews, Language, Outcome, Row, RowProblem, Rubric, Run, Usage
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import (
    EngineSettings,
    check_engine,
    journal_path,
    make_engine,
    price,
    read_rows,
    templates,
)
from .kept import keep_run, now
from .reports import write_reports

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who is told how a run goes; every part may be left out."""

    note: Callable[[str], None] = lambda _: None
    begin: Callable[[int, Engine], None] = lambda _total, _engine: None
    step: Callable[[Outcome | None, Run], None] = lambda _outcome, _run: None
    news: Callable[[BatchNews], None] = lambda _: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is to be graded: files, and how their rows are read."""

    files: Sequence[Path]
    question: str = ""
    items: tuple[str, ...] = ()
    skip_bad_rows: bool = False
    most_characters: int = 100_000
    most_rows: int = 1_000_000
    most_bytes: int | None = None


@dataclass(slots=True, kw_only=True)
class FolderRun:
    """
    One grading of a folder.

    `rubric_text` is kept beside the answers, so that the reports can be written again without
    the file it came from.
    """

    folder: Path
    rubric: Rubric
    rubric_text: str
    judge: Judge
    sources: Sources
    store: str = ""
    concurrency: int = 32
    engine: str = "local"
    detach: bool = False
    fail_under: Decimal | None = None
    labels_language: Language = "zh"
    command: str = ""
    model_asked: str = ""
    endpoint: str = ""
    parameters: dict[str, object] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)

    def grade(self) -> Run:
        """
        Stage, grade and report; where no request can succeed, the run's exit says so.

        Raises:
            InputError: an option, the rubric or rows do not fit; nothing was sent.
            StoreError: the folder, the disk or another run.
        """
        check_engine(self._engine_settings(), self.judge)
        with locked(self.folder):
            self._check_same_rubric()
            self._stage()
            return self._run()

    def _engine_settings(self) -> EngineSettings:
        return EngineSettings(
            engine=self.engine,
            concurrency=self.concurrency,
            detach=self.detach,
            news=self.watch.news,
        )

    def _intake_path(self) -> Path:
        return self.folder / "intake.db"

    def _check_same_rubric(self) -> None:
        path = self._intake_path()
        if not path.exists():
            return
        with closing(Intake(path)) as intake:
            known = intake.kept("rubric_id")
        if known and known != self.rubric.id:
            raise SettingError(
                f"{self.folder}: holds a run with rubric {known!r}, this one is "
                f"{self.rubric.id!r}; choose another folder with -o"
            )

    def _stage(self) -> None:
        intake = Intake.fresh(self.folder / ".intake.part")
        try:
            problems = _fill(intake, self.sources, self.rubric, self.watch)
        except BaseException:
            intake.discard()
            raise
        if problems.total and not self.sources.skip_bad_rows:
            intake.discard()
            raise AnswersError(problems.shown, problems.total)
        if not intake.count(only_answered=False):
            intake.discard()
            names = ", ".join(str(path) for path in self.sources.files)
            raise InputError(f"{names}: no answers to grade; is the file empty?")
        intake.keep(
            rubric_id=self.rubric.id,
            rubric=self.rubric_text,
            store=self.store,
            labels=self.labels_language,
        )
        intake.move(self._intake_path())

    def _run(self) -> Run:
        run, began = self._begin(), time.monotonic()
        filled = templates(self.rubric.language)
        run.template = filled.version
        desk = Desk(self.rubric, filled)
        engine = make_engine(self._engine_settings(), filled)
        with (
            closing(Intake(self._intake_path())) as intake,
            closing(Journal(journal_path(self.store, self.folder))) as journal,
        ):
            keep_run(intake, replace(run, exit_code=130, exit_reason="not finished"))
            self.watch.begin(intake.count(), engine)
            stopped = self._ask(run, intake, desk, journal, engine)
            run.waiting = getattr(engine, "waiting", 0)
            run.seconds, run.finished = time.monotonic() - began, now()
            run.pace = engine.pace
            run.rungs, run.dropped = (self.judge.taken.rung,), self.judge.taken.dropped
            if stopped:
                run.exit_code, run.exit_reason = 3, str(stopped)
            elif engine.is_stopping:
                run.exit_code, run.exit_reason = 130, "interrupted"
            write_reports(
                self.folder,
                intake,
                desk,
                journal,
                run,
                labels_language=self.labels_language,
                fail_under=self.fail_under,
            )
            keep_run(intake, run)
        return run

    def _begin(self) -> Run:
        return Run(
            command=self.command,
            engine=self.engine,
            judge=self.judge.name,
            model_asked=self.model_asked,
            endpoint=self.endpoint,
            parameters=self.parameters,
            rubric_id=self.rubric.id,
            rubric_version=self.rubric.version,
            language=self.rubric.language,
            started=now(),
        )

    def _ask(
        self, run: Run, intake: Intake, desk: Desk, journal: Journal, engine: Engine
    ) -> JudgeStopped | None:
        last: Outcome | None = None
        try:
            for outcome in grade_intake(
                intake, desk, judge=self.judge, store=journal, engine=engine
            ):
                # Equal answers share an outcome, and a judge without an endpoint costs nothing.
                if self.endpoint and outcome is not None and outcome is not last:
                    _spend(run, outcome)
                    last = outcome
                self.watch.step(outcome, run)
        except JudgeStopped as stopped:
            return stopped
        finally:
            self._price(run)
        return None

    def _price(self, run: Run) -> None:
        if not self.endpoint:
            run.cost_usd, run.is_priced = Decimal(0), True
            return
        run.cost_usd = price(self.model_asked, self.endpoint, run.tokens, engine=self.engine)
        run.is_priced = run.cost_usd is not None


@dataclass(slots=True)
class _Problems:
    shown: list[str] = field(default_factory=list)
    total: int = 0

    def add(self, problem: RowProblem) -> None:
        self.total += 1
        if len(self.shown) < MOST_PROBLEMS:
            self.shown.append(str(problem))


def _fill(intake: Intake, sources: Sources, rubric: Rubric, watch: Watch) -> _Problems:
    problems = _Problems()
    arranger = Arranger(
        rubric,
        question=sources.question,
        items=sources.items,
        most_characters=sources.most_characters,
    )
    for path in sources.files:
        rows = read_rows(path, watch.note, sources.most_bytes)
        stage(_at_most(rows, sources.most_rows, path), arranger, intake, problems.add)
    intake.set_item_order([item.id for item in rubric.items])
    return problems


def _at_most(rows: Iterable[Row | RowProblem], most: int, path: Path) -> Iterator[Row | RowProblem]:
    for number, row in enumerate(rows, start=1):
        if number > most:
            raise InputError(f"{path}: more than {most:,} rows; split the file or raise --max-rows")
        yield row


def _spend(run: Run, outcome: Outcome) -> None:
    run.counts.requests += outcome.requests
    run.counts.retries += outcome.retries
    run.counts.repaired += outcome.repaired
    used, more = run.tokens, outcome.usage
    run.tokens = Usage(
        input=(used.input or 0) + (more.input or 0),
        cached=(used.cached or 0) + (more.cached or 0),
        output=(used.output or 0) + (more.output or 0),
    )
