"""A run that is there: its folder opened, with everything that its reports are drawn from."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..desk import Desk
from ..errors import InputError
from ..readers.rubric_yaml import read_rubric
from ..records import Language, Rubric, Run
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import journal_path, templates
from .kept import kept_run


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """The run of *folder*; `language` is that of its labels."""

    folder: Path
    run: Run
    rubric: Rubric
    language: Language
    intake: Intake
    journal: Journal
    desk: Desk


@contextmanager
def opened(folder: Path) -> Iterator[OpenRun]:
    """
    The run in *folder*, locked while it is open.

    Raises:
        InputError: there is no run in it.
        StoreError: its files cannot be read, or another run is at work in it.
    """
    path = folder / "intake.db"
    if not path.is_file():
        raise InputError(
            "{folder}: no run in here; give the folder that grader grade wrote", folder=folder
        )
    with locked(folder), closing(Intake(path)) as intake:
        run = kept_run(intake)
        rubric = read_rubric(intake.kept("rubric"), f"{folder}: rubric of the run")
        rubric = rubric.with_language("en" if run.language == "en" else "zh")
        place = journal_path(intake.kept("store"), folder)
        with closing(Journal(place)) as journal:
            yield OpenRun(
                folder=folder,
                run=run,
                rubric=rubric,
                language="en" if intake.kept("labels") == "en" else "zh",
                intake=intake,
                journal=journal,
                desk=desk_of(rubric, intake),
            )


def desk_of(rubric: Rubric, _intake: Intake) -> Desk:
    """The desk by which the answers of a run are graded, and were."""
    return Desk(rubric, templates(rubric.language))
