"""People's marks beside a run's answers, as a calibration takes them in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.review_rows import Marking, WrittenRow
from ..errors import InputError, MarksError
from ..records import Item, RowProblem, Score
from .marks_read import AnswerFinder, Widely, read_marks
from .opened import OpenRun

REVIEW = "review"
_MOST_PROBLEMS = 200
Answered = tuple[str, str]
GivenBy = Mapping[str, Mapping[str, float]]
"""People's points by their names and by criterion; of the whole item under an empty name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    Where people's marks come from: `files`, and the log of reviews where `takes_review`.

    The marks of `adjudicator`, who saw only what others differ on, measure nothing.
    """

    files: Sequence[Path] = ()
    takes_review: bool = False
    sheet: str = ""
    adjudicator: str = ""
    skip_bad_rows: bool = False


@dataclass(slots=True)
class Marked:
    """
    What people gave to answers of one run: from files, by candidate and item.

    `problems` are rows that were left out.
    """

    takes_review: bool
    adjudicator: str
    by_answer: dict[Answered, dict[str, dict[str, float]]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """True where the adjudicator's marks are there already."""
        return any(self.adjudicator in given for given in self.by_answer.values())

    def of(self, score: Score) -> GivenBy:
        """What each person gave the answer of *score*."""
        found = _reviewed(score) if self.takes_review else {}
        # What a file says of somebody outranks the log: it was named for this.
        given = {**found, **self.by_answer.get((score.candidate_id, score.item_id), {})}
        given.pop(self.adjudicator, None)
        return given


def read_marked(at: OpenRun, source: Source, note: Callable[[str], None]) -> Marked:
    """
    People's marks on the run *at* hand from *source*.

    Raises:
        InputError: a file or rows of it cannot be used.
    """
    made = Marked(source.takes_review, source.adjudicator)
    rows: list[WrittenRow] = []
    for path in source.files:
        found, problems = read_marks(path, note, sheet=source.sheet, widely=Widely(at))
        rows += found
        made.problems += problems
        if not found and not problems:
            raise InputError(
                "{path}: no points in it; fill in the points, and who gave them", path=path
            )
    if not rows and not made.problems:
        return made
    marking = Marking(find=AnswerFinder(at, rows).find, problems=made.problems)
    for each in marking.given(rows):
        points = {given.criterion_id: float(given.points) for given in each.given}
        key = each.score.candidate_id, each.item.id
        made.by_answer.setdefault(key, {})[each.reviewer] = points
    if made.problems and not source.skip_bad_rows:
        told = [each.message for each in made.problems[:_MOST_PROBLEMS]]
        raise MarksError(told, len(made.problems))
    return made


def _reviewed(score: Score) -> dict[str, dict[str, float]]:
    """What reviewers gave last, in the log; marks on another item or text are left out."""
    found: dict[str, dict[str, float]] = {}
    for each in score.people:
        if each.state == "stale" or each.mark.kind == "adjudication":
            continue
        of_person = found.setdefault(each.mark.reviewer, {})
        if not each.given.criterion_id or "" in of_person:
            of_person.clear()
        of_person[each.given.criterion_id] = float(each.given.points)
    return found


def machine_points(item: Item, score: Score) -> dict[str, float] | None:
    """The machine's points by criterion; None where it has none that are settled."""
    machine = score.of_machine
    if machine.status == "gated":
        return {each.id: float(item.worth(each, 0)) for each in item.criteria}
    if machine.status != "graded" or machine.rating is None:
        return None
    return {each.criterion_id: float(each.points) for each in machine.rating.marks}


def given_percents(item: Item, given: GivenBy) -> Iterator[float]:
    """What people gave the whole item, in percent of its points; who left parts out is left out."""
    most = float(item.max_points)
    names = {each.id for each in item.criteria}
    for points in given.values():
        if "" in points:
            yield 100 * points[""] / most
        elif names <= points.keys():
            yield 100 * sum(points.values()) / most
