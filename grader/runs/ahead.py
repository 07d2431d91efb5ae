"""A look ahead: a run staged and planned, with nothing sent and nothing left behind."""

import tempfile
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from ..core.estimate import Forecast
from ..core.plan import FirstLook, everything
from ..errors import StoreError
from ..message import cause
from ..planning import plan_intake
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..stores.memory import MemoryStore
from ..wiring import journal_path, templates
from .controls import control_run
from .folder import FolderRun
from .opened import desk_of


def look_ahead(plan: FolderRun) -> Forecast:
    """
    What *plan* would ask, by the course that grading takes, up to the first request.

    What its journal holds is not counted, nor is an answer that equals an earlier one. With a
    limit, no more than that many are.

    Raises:
        InputError: what grading would refuse.
        StoreError: there is no room to stage the answers.

    """
    plan.check()
    plan.check_same_rubric()
    with ExitStack() as stack:
        place = Path(stack.enter_context(_beside(plan.folder)))
        staged = plan.staged(place / "part")
        staged.intake.move(place / "intake.db")
        plan.watch.agree((replace(staged.understood, name=plan.name),))
        intake = stack.enter_context(closing(Intake(place / "intake.db")))
        journal, path = None, journal_path(plan.store, plan.folder)
        if path.is_file():
            journal = stack.enter_context(closing(Journal(path)))
        filled = templates(plan.rubric.language)
        outlooks = plan.outlooks(filled, journal)
        desk = desk_of(plan.rubric, intake)
        blocks = plan_intake(intake, desk, plan.panel, journal or MemoryStore())
        most = plan.limits.most_answers
        pick = FirstLook(most, lambda _: None) if most else everything
        for planned in pick(blocks):
            outlooks.add(planned)
        controls = control_run(plan, desk, intake, journal)
        for task in controls.ahead(outlooks.fresh) if controls else ():
            outlooks.judges[0].add(task)
        return outlooks.forecast()


def _beside(folder: Path) -> "tempfile.TemporaryDirectory[str]":
    """A passing folder on the same disk as *folder*, or the nearest parent that is there."""
    place = folder.absolute()
    while not place.is_dir():
        place = place.parent
    try:
        return tempfile.TemporaryDirectory(prefix=".grader-", dir=place)
    except OSError as error:
        raise StoreError(
            "{place}: cannot be written ({reason}); choose another folder with -o",
            place=place,
            reason=cause(error),
        ) from error
