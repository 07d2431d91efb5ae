"""A staged run carried out: asked for, counted, reported."""

import json
import time
from contextlib import closing
from dataclasses import replace

from ..core.plan import THIRD, FirstLook, Pick, everything
from ..core.render import Templates
from ..desk import Desk
from ..errors import JudgeStopped
from ..message import cause
from ..pipeline import grade_intake
from ..ports import Engine
from ..records import Run
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..wiring import journal_path, templates
from .anchors import anchors_digest, anchors_object
from .calibrations import check_fits, read_calibration, take_calibration
from .controls import control_run
from .fitted import keep_second
from .kept import keep_run, now
from .limits import Account
from .opened import desk_of
from .plan import Juror, RunPlan
from .reports import write_reports


def carry_out(plan: RunPlan) -> Run:
    """Ask for what the journal of *plan* lacks of its staged answers, and write the reports."""
    run, began = plan.begin(), time.monotonic()
    filled = templates(plan.rubric.language)
    run.template = filled.version
    with (
        closing(Intake(plan.intake_path)) as intake,
        closing(Journal(journal_path(plan.store, plan.folder))) as journal,
    ):
        with journal.sent() as sent:
            wording = sent.keep_wording(filled.sources)
        intake.keep(
            identity=plan.judge.identity,
            identities=json.dumps(plan.panel.identities),
            wording=wording,
        )
        run.anchors = anchors_object(intake, plan.anchors)
        if run.anchors:
            run.template += f"+{filled.anchors_version}:{anchors_digest(intake)}"
        run.fitted = json.loads(intake.kept("fitted") or "{}")
        if plan.calibration is not None:
            check_fits(read_calibration(plan.calibration), run, plan.calibration)
        desk = desk_of(plan.rubric, intake)
        keep_run(intake, replace(run, exit_code=130, exit_reason="not finished"))
        asking = Asking(plan, run, intake, desk, journal, filled=filled)
        asking.ask()
        if plan.calibration is not None:
            take_calibration(plan.calibration, run, journal)
        if plan.second is not None:
            keep_second(plan.second, intake, desk)
        run.seconds, run.finished = time.monotonic() - began, now()
        look = replace(plan.look(), alone=True)
        write_reports(
            look, intake, desk, journal, run, fail_under=plan.fail_under, note=plan.watch.note
        )
        keep_run(intake, run)
    return run


class Asking:
    """The judges of *plan* asked, one after another, for what *journal* lacks of *intake*."""

    def __init__(
        self,
        plan: RunPlan,
        run: Run,
        intake: Intake,
        desk: Desk,
        journal: Journal,
        *,
        filled: Templates,
    ) -> None:
        self._plan, self._run, self._filled = plan, run, filled
        self._intake, self._desk, self._journal = intake, desk, journal
        self._outlooks = plan.outlooks(filled, journal)
        self._permit = plan.limits.permit(plan.endpoint, plan.most_output)
        self._account = Account(run=run, limits=plan.limits, permit=self._permit)
        most = plan.limits.most_answers
        self._look = FirstLook(most, self._outlooks.add) if most else None
        self._controls = control_run(plan, desk, intake, journal)

    def ask(self) -> None:
        """Ask until all is had or something ends it; the run tells which."""
        plan, run = self._plan, self._run
        for at, seat in enumerate(plan.seats):
            engine = self._engine(at, seat)
            stopped = self._ask(at, seat, engine)
            run.waiting += getattr(engine, "waiting", 0)
            run.pace = engine.pace
            taken = seat.judge.taken
            run.rungs = tuple(dict.fromkeys([*run.rungs, taken.rung]))
            run.dropped = tuple(dict.fromkeys([*run.dropped, *taken.dropped]))
            outlook = self._outlooks.judges[at]
            if plan.endpoint and outlook.learned:
                self._journal.keep_fit(plan.endpoint, seat.model, outlook.fit.text())
            if stopped:
                run.exit_code, run.exit_reason = 3, cause(stopped)
                run.unreached = stopped.unreached
                return
            if engine.is_stopping:
                run.exit_code, run.exit_reason = 130, "interrupted"
                return
        if self._outlooks.answers:
            run.left = self._outlooks.answers
            run.estimate = self._outlooks.forecast().as_object()

    def _engine(self, at: int, seat: Juror) -> Engine:
        """What carries the requests to the judge at that place; people are told of it."""
        plan = self._plan
        if at:
            limits = replace(plan.limits, price=seat.price)
            self._permit = limits.permit(plan.endpoint, plan.most_output, self._permit)
            self._account.begin(limits, self._permit)
        engine = plan.make_engine(self._filled, self._permit)
        if at:
            plan.watch.follow(engine)
        else:
            each = len(plan.panel.opinions)
            plan.watch.begin(plan.limits.count(self._intake.count()) * each, engine)
        return engine

    def _pick(self, at: int) -> Pick | None:
        """
        What is picked for the judge at that place.

        Control answers are for the first; a first look takes the same answers to every judge;
        third opinions are all wanted.
        """
        if at == THIRD:
            return None
        if at:
            return self._look.again if self._look else None
        return self._controls.woven(self._look or everything) if self._controls else self._look

    def _ask(self, at: int, seat: Juror, engine: Engine) -> JudgeStopped | None:
        plan, account = self._plan, self._account
        try:
            for outcome in grade_intake(
                self._intake,
                self._desk,
                plan.panel,
                at,
                judge=seat.judge,
                store=self._journal,
                engine=engine,
                pick=self._pick(at),
                seen=self._outlooks.learn,
                more=plan.watch.more,
            ):
                account.add(outcome)
                if account.failing and not engine.is_stopping:
                    engine.stop()
                if self._controls is not None and self._controls.is_control(outcome):
                    continue
                if outcome is not None or self._look is None:
                    plan.watch.step(outcome, account.run)
        except JudgeStopped as stopped:
            account.add_lost(stopped.requests)
            return stopped
        finally:
            account.price()
        return account.stopped()
