"""reviewed: machine and person side by side, and how often they gave the same."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal

from ..records import (
    Agreement,
    Criterion,
    Item,
    Person,
    ReviewFigures,
    Score,
    SeenPoints,
    is_same,
    level_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """
    A person's points beside the machine's, on a criterion or, without one, on the whole item.

    `ends` are where the machine's points can end, equal where it settled them; None where it gave
    none. `agreement` is empty where one of them settled nothing, `same`, `near` (neighbouring
    levels of a criterion) or `more`.
    """

    candidate_id: str
    item: Item
    criterion: Criterion | None
    number: int
    ends: tuple[Decimal, Decimal] | None
    max_points: Decimal
    seen: SeenPoints
    agreement: Agreement

    @property
    def machine(self) -> Decimal | None:
        """The points the machine settled; None where it did not."""
        return self.ends[0] if self.ends and self.ends[0] == self.ends[1] else None


def reviewed_rows(item: Item, score: Score) -> Iterator[ReviewedRow]:
    """All that people gave to the answer of *score*, in the order of the log."""
    numbers = {each.id: number for number, each in enumerate(item.criteria, start=1)}
    for seen in score.people:
        number = numbers.get(seen.given.criterion_id, 0)
        # A criterion that the rubric has no more: the mark is stale, and kept.
        criterion = item.criteria[number - 1] if number else None
        is_comparable = criterion is not None or not seen.given.criterion_id
        ends = _ends(item, score.of_machine, criterion) if is_comparable else None
        is_settled = ends is not None and ends[0] == ends[1] and seen.state != "stale"
        yield ReviewedRow(
            candidate_id=score.candidate_id,
            item=item,
            criterion=criterion,
            number=number,
            ends=ends,
            max_points=_most(item, criterion),
            seen=seen,
            agreement=agreement(item, criterion, ends[0], seen.given.points)
            if ends and is_settled
            else "",
        )


def _ends(item: Item, score: Score, criterion: Criterion | None) -> tuple[Decimal, Decimal] | None:
    if criterion is None:
        is_rated = score.status in {"graded", "held", "gated"}
        return (score.points_low, score.points_high) if is_rated else None
    if score.status == "gated":
        return (item.worth(criterion, 0),) * 2
    for mark in score.rating.marks if score.rating else ():
        if mark.criterion_id == criterion.id:
            return (mark.lowest if mark.lacks_evidence else mark.points), mark.points
    return None


def _most(item: Item, criterion: Criterion | None) -> Decimal:
    return item.worth(criterion, len(criterion.steps) - 1) if criterion else item.max_points


def agreement(
    item: Item, criterion: Criterion | None, machine: Decimal, person: Decimal
) -> Agreement:
    """How near *machine* and *person* are: in levels; of a whole item, equal or not."""
    if criterion is None:
        return "same" if is_same(machine, person) else "more"
    levels = level_of(item, criterion, machine), level_of(item, criterion, person)
    if levels[0] is None or levels[1] is None:
        return "more"
    apart = abs(levels[0] - levels[1])
    return "same" if not apart else "near" if apart == 1 else "more"


class ReviewTally:
    """Adds up what people looked at."""

    def __init__(self) -> None:
        self._counts = dict.fromkeys((each.name for each in fields(ReviewFigures)), 0)

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        for item, score in person.scored:
            if score.people:
                self._add(item, score)

    def _add(self, item: Item, score: Score) -> None:
        counts = self._counts
        states = {each.state for each in score.people}
        if states == {"stale"}:
            counts["stale"] += 1
            return
        is_drawn = any(each.mark.is_drawn for each in score.people if each.state != "stale")
        counts["answers"] += 1
        counts["drawn"] += is_drawn
        heard = {each.mark.reviewer for each in score.people if each.state != "stale"}
        counts["several"] += len(heard) > 1
        counts["disputed"] += "disputed" in states
        machine = score.of_machine.points
        if score.is_settled_by_people and machine is not None and score.points is not None:
            agree = is_same(machine, score.points)
            counts["compared"] += 1
            counts["same"] += agree
            counts["drawn_compared"] += is_drawn
            counts["drawn_same"] += is_drawn and agree
        if score.is_settled_by_people:
            self._compare_marks(item, score)

    def _compare_marks(self, item: Item, score: Score) -> None:
        """Each criterion once, however many people marked it: what stands, with the machine's."""
        marks = {each.criterion_id: each for each in score.rating.marks} if score.rating else {}
        for criterion in item.criteria:
            mark = marks.get(criterion.id)
            ends = _ends(item, score.of_machine, criterion)
            is_person = mark is not None and mark.rater.startswith("person:")
            if mark is None or not is_person or ends is None or ends[0] != ends[1]:
                continue
            found = agreement(item, criterion, ends[0], mark.points)
            self._counts["criteria"] += 1
            self._counts["criteria_same"] += found == "same"
            self._counts["criteria_near"] += found == "near"

    def figures(self) -> ReviewFigures:
        """The figures over everyone added so far."""
        return ReviewFigures(**self._counts)
