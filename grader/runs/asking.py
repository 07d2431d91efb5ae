"""A staged run carried out: asked for, counted, reported."""

import time
from contextlib import closing
from dataclasses import replace

from ..core.plan import Pick, everything, first_look
from ..desk import Desk
from ..errors import JudgeStopped
from ..message import cause
from ..pipeline import grade_intake
from ..ports import Engine
from ..records import Run
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..wiring import journal_path, templates
from .controls import control_run
from .kept import keep_run, now
from .limits import Account
from .opened import desk_of
from .outlook import Outlook
from .plan import RunPlan
from .reports import write_reports


def carry_out(plan: RunPlan) -> Run:
    """Ask for what the journal of *plan* lacks of its staged answers, and write the reports."""
    run, began = plan.begin(), time.monotonic()
    filled = templates(plan.rubric.language)
    run.template = filled.version
    permit = plan.limits.permit(plan.endpoint, plan.most_output)
    engine = plan.make_engine(filled, permit)
    with (
        closing(Intake(plan.intake_path)) as intake,
        closing(Journal(journal_path(plan.store, plan.folder))) as journal,
    ):
        with journal.sent() as sent:
            wording = sent.keep_wording(filled.sources)
        intake.keep(identity=plan.judge.identity, wording=wording)
        desk = desk_of(plan.rubric, intake)
        keep_run(intake, replace(run, exit_code=130, exit_reason="not finished"))
        plan.watch.begin(plan.limits.count(intake.count()), engine)
        outlook = plan.outlook(filled, journal)
        account = Account(run=run, limits=plan.limits, permit=permit)
        stopped = _ask(plan, account, intake, desk, journal, engine=engine, outlook=outlook)
        if plan.endpoint and outlook.learned:
            journal.keep_fit(plan.endpoint, plan.model_asked, outlook.fit.text())
        run.waiting = getattr(engine, "waiting", 0)
        run.seconds, run.finished = time.monotonic() - began, now()
        run.pace = engine.pace
        run.rungs, run.dropped = (plan.judge.taken.rung,), plan.judge.taken.dropped
        if stopped:
            run.exit_code, run.exit_reason = 3, cause(stopped)
            run.unreached = stopped.unreached
        elif engine.is_stopping:
            run.exit_code, run.exit_reason = 130, "interrupted"
        elif outlook.answers:
            run.left, run.estimate = outlook.answers, outlook.forecast().as_object()
        look = replace(plan.look(), alone=True)
        write_reports(
            look, intake, desk, journal, run, fail_under=plan.fail_under, note=plan.watch.note
        )
        keep_run(intake, run)
    return run


def _ask(
    plan: RunPlan,
    account: Account,
    intake: Intake,
    desk: Desk,
    journal: Journal,
    *,
    engine: Engine,
    outlook: Outlook,
) -> JudgeStopped | None:
    most = plan.limits.most_answers
    pick: Pick | None = first_look(most, outlook.add) if most else None
    controls = control_run(plan, desk, intake, journal)
    if controls is not None:
        pick = controls.woven(pick or everything)
    try:
        for outcome in grade_intake(
            intake,
            desk,
            judge=plan.judge,
            store=journal,
            engine=engine,
            pick=pick,
            seen=outlook.learn,
        ):
            account.add(outcome)
            if account.failing and not engine.is_stopping:
                engine.stop()
            if controls is not None and controls.is_control(outcome):
                continue
            if outcome is not None or not most:
                plan.watch.step(outcome, account.run)
    except JudgeStopped as stopped:
        return stopped
    finally:
        account.price()
    return account.stopped()
