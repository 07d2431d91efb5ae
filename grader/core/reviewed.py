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

    `machine` is None where the machine left that open. `agreement` is empty where one of them
    gave nothing, `same`, `near` (neighbouring levels of a criterion) or `more`.
    """

    candidate_id: str
    item: Item
    criterion: Criterion | None
    number: int
    machine: Decimal | None
    max_points: Decimal
    seen: SeenPoints
    agreement: Agreement


def reviewed_rows(item: Item, score: Score) -> Iterator[ReviewedRow]:
    """All that people gave to the answer of *score*, in the order of the log."""
    numbers = {each.id: number for number, each in enumerate(item.criteria, start=1)}
    for seen in score.people:
        number = numbers.get(seen.given.criterion_id, 0)
        # A criterion that the rubric has no more: the mark is stale, and kept.
        criterion = item.criteria[number - 1] if number else None
        is_comparable = criterion is not None or not seen.given.criterion_id
        machine = _of_machine(item, score.of_machine, criterion) if is_comparable else None
        yield ReviewedRow(
            candidate_id=score.candidate_id,
            item=item,
            criterion=criterion,
            number=number,
            machine=machine,
            max_points=_most(item, criterion),
            seen=seen,
            agreement="" if seen.state == "stale" else _agreement(item, criterion, machine, seen),
        )


def _of_machine(item: Item, score: Score, criterion: Criterion | None) -> Decimal | None:
    if criterion is None:
        return score.points
    if score.status == "gated":
        return item.worth(criterion, 0)
    marks = score.rating.marks if score.rating else ()
    return next((each.points for each in marks if each.criterion_id == criterion.id), None)


def _most(item: Item, criterion: Criterion | None) -> Decimal:
    return item.worth(criterion, len(criterion.steps) - 1) if criterion else item.max_points


def _agreement(
    item: Item, criterion: Criterion | None, machine: Decimal | None, seen: SeenPoints
) -> Agreement:
    if machine is None:
        return ""
    if criterion is None:
        return "same" if is_same(machine, seen.given.points) else "more"
    levels = level_of(item, criterion, machine), level_of(item, criterion, seen.given.points)
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
        for row in reviewed_rows(item, score):
            if row.criterion is not None and row.agreement and row.seen.state == "stands":
                counts["criteria"] += 1
                counts["criteria_same"] += row.agreement == "same"
                counts["criteria_near"] += row.agreement == "near"

    def figures(self) -> ReviewFigures:
        """The figures over everyone added so far."""
        return ReviewFigures(**self._counts)
