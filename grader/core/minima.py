"""minima: where a candidate cannot reach what the rubric asks of a part, a person looks."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..records import Item, Minimum, Person, Rubric, Score, Shortfall

FLAG = "below_minimum"
_ZERO = Decimal(0)


def mind_minima(person: Person, rubric: Rubric) -> Person:
    """
    *person* with the minima of *rubric* that are out of reach, and a flag where there is one.

    It is told only once it is sure: an answer that is open counts with the most it can get. Where
    too few criteria were asked, and for a minimum in points not all behind it, nothing is told.
    No points change.
    """
    below = tuple(_shortfalls(person, rubric)) if rubric.minima else ()
    if not below:
        return person
    flags = tuple(sorted({*person.total.flags, FLAG}))
    return replace(person, total=replace(person.total, below=below, flags=flags))


def _shortfalls(person: Person, rubric: Rubric) -> Iterator[Shortfall]:
    for minimum in rubric.minima:
        asked = [(item, score) for item, score in person.scored if _worths(minimum, item)]
        worths = [worth for item, _ in asked for worth in _worths(minimum, item)]
        if len(worths) < Minimum.FEWEST_CRITERIA:
            continue
        if minimum.points is not None and not _is_all(minimum, [item for item, _ in asked], rubric):
            continue
        most = sum(worths, _ZERO)
        wanted = most * minimum.share if minimum.share is not None else minimum.points or _ZERO
        points = sum((_most_of(minimum, item, score) for item, score in asked), _ZERO)
        if points < wanted:
            yield Shortfall(minimum=minimum, points=points, wanted=wanted, max_points=most)


def _worths(minimum: Minimum, item: Item) -> list[Decimal]:
    return [
        item.worth(criterion, len(criterion.steps) - 1)
        for criterion in item.criteria
        if minimum.covers(item, criterion)
    ]


def _is_all(minimum: Minimum, asked: list[Item], rubric: Rubric) -> bool:
    """True where every item behind *minimum* was asked, so that its points mean what was meant."""
    if rubric.is_open:
        return len(asked) == 1
    ids = {item.id for item in asked}
    return all(item.id in ids for item in rubric.items if _worths(minimum, item))


def _most_of(minimum: Minimum, item: Item, score: Score) -> Decimal:
    """The most points that *score* can come to in the part of *minimum*."""
    if minimum.section:
        return score.points_high
    if score.by_dimension:
        return score.by_dimension.get(minimum.dimension, _ZERO)
    most = sum(_worths(minimum, item), _ZERO)
    if score.rating is None:
        return most
    marks = zip(item.criteria, score.rating.marks, strict=True)
    got = sum((mark.points for each, mark in marks if minimum.covers(item, each)), _ZERO)
    # What another rater's marks may add lies somewhere in the answer: here, for all we know.
    whole = sum((mark.points for mark in score.rating.marks), _ZERO)
    return min(most, got + max(_ZERO, score.points_high - whole))
