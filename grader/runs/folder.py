"""Grading into a folder."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.arrange import Understood
from ..core.estimate import Fit, Terms
from ..core.plan import first_look
from ..core.render import Templates
from ..desk import Desk
from ..engines.permit import BudgetPermit
from ..errors import JudgeStopped, SettingError
from ..message import cause
from ..pipeline import grade_intake
from ..ports import Engine, Judge
from ..records import BatchNews, Language, Outcome, Rubric, Run
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import EngineSettings, check_engine, journal_path, make_engine, templates
from ..writers.page import Look
from .kept import keep_run, now
from .limits import Account, Limits
from .outlook import Outlook
from .reports import look_of, write_reports
from .staging import Sources, Staged, stage_files
from .submissions import Choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """
    Who is told how a run goes; every part may be left out.

    `agree` is told how the tables were understood before anything is sent, and raises an
    InputError where that is not agreed to. `choose` is asked which of several submissions counts.
    """

    note: Callable[[str], None] = lambda _: None
    agree: Callable[[Sequence[Understood]], None] = lambda _: None
    begin: Callable[[int, Engine], None] = lambda _total, _engine: None
    step: Callable[[Outcome | None, Run], None] = lambda _outcome, _run: None
    news: Callable[[BatchNews], None] = lambda _: None
    choose: Choose | None = None


@dataclass(slots=True, kw_only=True)
class FolderRun:
    """
    One grading of a folder.

    `rubric_text` is kept beside the answers, so that the reports can be written again without
    the file it came from. `name` tells several runs of one command apart.
    """

    folder: Path
    name: str = ""
    rubric: Rubric
    rubric_text: str
    judge: Judge
    sources: Sources
    store: str = ""
    concurrency: int = 32
    engine: str = "local"
    detach: bool = False
    limits: Limits = field(default_factory=Limits)
    fail_under: Decimal | None = None
    formats: str = ""
    signed_by: str = ""
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
        self.check()
        with locked(self.folder):
            staged = self.stage()
            try:
                self.watch.agree((staged.understood,))
            except BaseException:
                staged.intake.discard()
                raise
            return self.go_on(staged)

    def stage(self) -> Staged:
        """
        Every row, staged beside what the locked folder holds, which stays as it is.

        Raises:
            InputError: the rubric or rows do not fit.
            StoreError: the folder or disk does not take them.
        """
        known = self._kept_before()
        staged = self.staged(self.folder / ".intake.part")
        was_agreed = known == staged.understood.text()
        understood = replace(staged.understood, name=self.name, was_agreed=was_agreed)
        return replace(staged, understood=understood)

    def go_on(self, staged: Staged) -> Run:
        """Put what was *staged* in its place, grade and report."""
        staged.intake.keep(understood=staged.understood.text())
        self._keep(staged.intake)
        return self._run()

    def check(self) -> None:
        """
        See that the settings go together.

        Raises:
            SettingError: they do not.
        """
        self._look()
        check_engine(self._engine_settings(), self.judge)
        self.limits.check(self.model_asked, self.endpoint, self.engine, self.most_output)

    @property
    def most_output(self) -> int:
        """The longest reply that is asked for, in tokens; 0 where that is left open."""
        longest = self.parameters.get("max_tokens", 0)
        return longest if isinstance(longest, int) else 0

    def outlook(self, filled: Templates, journal: Journal | None) -> Outlook:
        """What there is to ask, to be added up, with what *journal* knows of earlier usage."""
        kept = journal.fit(self.endpoint, self.model_asked) if journal else ""
        return Outlook(
            templates=filled,
            model=self.model_asked,
            is_sent=bool(self.endpoint),
            terms=Terms(self.concurrency, self.limits.price, is_batch=self.engine == "batch"),
            most_output=self.most_output or None,
            fit=Fit.read(kept) if kept else Fit(),
        )

    def _engine_settings(self) -> EngineSettings:
        return EngineSettings(
            engine=self.engine,
            concurrency=self.concurrency,
            detach=self.detach,
            news=self.watch.news,
        )

    def _intake_path(self) -> Path:
        return self.folder / "intake.db"

    def check_same_rubric(self) -> None:
        """
        See that the folder holds no run with another rubric.

        Raises:
            SettingError: it does.

        """
        self._kept_before()

    def _kept_before(self) -> str:
        """How the tables of the run before were understood; empty where there was none."""
        path = self._intake_path()
        if not path.exists():
            return ""
        with closing(Intake(path)) as intake:
            known, understood = intake.kept("rubric_id"), intake.kept("understood")
        if known and known != self.rubric.id:
            raise SettingError(
                "{folder}: holds a run with rubric {known!r}, this one is {rubric!r}; choose "
                "another folder with -o",
                folder=self.folder,
                known=known,
                rubric=self.rubric.id,
            )
        return understood

    def staged(self, part: Path) -> Staged:
        """Every row, staged in the file *part*; see `stage_files`."""
        watch = self.watch
        return stage_files(part, self.sources, self.rubric, watch.note, watch.choose)

    def _keep(self, intake: Intake) -> None:
        intake.keep(
            rubric_id=self.rubric.id,
            rubric=self.rubric_text,
            store=self.store,
            labels=self.labels_language,
            formats=self.formats,
            signed_by=self.signed_by,
        )
        intake.move(self._intake_path())

    def _run(self) -> Run:
        run, began = self._begin(), time.monotonic()
        filled = templates(self.rubric.language)
        run.template = filled.version
        desk = Desk(self.rubric, filled)
        permit = self.limits.permit(self.endpoint, self.most_output)
        engine = self._engine(filled, permit)
        with (
            closing(Intake(self._intake_path())) as intake,
            closing(Journal(journal_path(self.store, self.folder))) as journal,
        ):
            keep_run(intake, replace(run, exit_code=130, exit_reason="not finished"))
            self.watch.begin(self.limits.count(intake.count()), engine)
            outlook = self.outlook(filled, journal)
            account = Account(run=run, limits=self.limits, permit=permit)
            stopped = self._ask(account, intake, desk, journal, engine=engine, outlook=outlook)
            if self.endpoint and outlook.learned:
                journal.keep_fit(self.endpoint, self.model_asked, outlook.fit.text())
            run.waiting = getattr(engine, "waiting", 0)
            run.seconds, run.finished = time.monotonic() - began, now()
            run.pace = engine.pace
            run.rungs, run.dropped = (self.judge.taken.rung,), self.judge.taken.dropped
            if stopped:
                run.exit_code, run.exit_reason = 3, cause(stopped)
                run.unreached = stopped.unreached
            elif engine.is_stopping:
                run.exit_code, run.exit_reason = 130, "interrupted"
            elif outlook.answers:
                run.left, run.estimate = outlook.answers, outlook.forecast().as_object()
            look = replace(self._look(), alone=True)
            write_reports(
                look, intake, desk, journal, run, fail_under=self.fail_under, note=self.watch.note
            )
            keep_run(intake, run)
        return run

    def _look(self) -> Look:
        return look_of(
            self.folder,
            self.rubric,
            self.labels_language,
            judge=self.judge.name,
            formats=self.formats,
            signed_by=self.signed_by,
        )

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
            budget_usd=self.limits.budget,
        )

    def _engine(self, filled: Templates, permit: BudgetPermit | None) -> Engine:
        return make_engine(replace(self._engine_settings(), permit=permit), filled)

    def _ask(
        self,
        account: Account,
        intake: Intake,
        desk: Desk,
        journal: Journal,
        *,
        engine: Engine,
        outlook: Outlook,
    ) -> JudgeStopped | None:
        most = self.limits.most_answers
        try:
            for outcome in grade_intake(
                intake,
                desk,
                judge=self.judge,
                store=journal,
                engine=engine,
                pick=first_look(most, outlook.add) if most else None,
                seen=outlook.learn,
            ):
                account.add(outcome)
                if account.failing and not engine.is_stopping:
                    engine.stop()
                if outcome is not None or not most:
                    self.watch.step(outcome, account.run)
        except JudgeStopped as stopped:
            return stopped
        finally:
            account.price()
        return account.stopped()
