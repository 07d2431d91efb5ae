"""A run that is there: its folder opened, with everything that its reports are drawn from."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.render import Templates
from ..desk import Desk, Heard
from ..errors import InputError
from ..pipeline import people
from ..readers.rubric_yaml import read_rubric
from ..records import Language, Person, Rubric, Run
from ..stores.intake import Intake, StagedAnswer
from ..stores.journal import Journal
from ..stores.lock import locked
from ..wiring import journal_path, templates
from .kept import kept_run
from .reviews import marks_in


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

    def people(
        self,
        seen: Callable[[StagedAnswer, Heard], None] = lambda _staged, _heard: None,
        of: Intake | None = None,
    ) -> Iterator[Person]:
        """Everyone in the intake, or *of* another view of it, with what stands for them."""
        self.desk.unreached = self.run.unreached
        marks = marks_in(self.journal)
        return people(of or self.intake, self.desk, self.journal, seen, marks=marks)


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


def check_named(folder: Path, candidate_id: str, item_id: str, items: Sequence[str] | None) -> None:
    """
    See that the run in *folder* has the candidate, whose answers are to *items*, and the item.

    No *items* at all is no such candidate.

    Raises:
        InputError: it has not.
    """
    if items is None:
        raise InputError(
            "{folder}: no candidate {candidate!r} in this run; ids are in candidates.csv",
            folder=folder,
            candidate=candidate_id,
        )
    if item_id and item_id not in items:
        raise InputError(
            "{folder}: {candidate!r} has no answer to item {item!r}; choose among {items}",
            folder=folder,
            candidate=candidate_id,
            item=item_id,
            items=", ".join(items) or "–",
        )


def desk_of(rubric: Rubric, intake: Intake, filled: Templates | None = None) -> Desk:
    """The desk by which the answers of a run are graded, and were; prompts worded by *filled*."""
    return Desk(
        rubric,
        filled or templates(rubric.language),
        alike=lambda answer: intake.alike.of(answer.candidate_id, answer.item_id),
        anchors=intake.anchors.by_item(),
        second=lambda answer: intake.second.of(answer.candidate_id, answer.item_id),
    )
