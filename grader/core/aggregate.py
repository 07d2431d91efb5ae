"""aggregate: a candidate's scores become a total, or a range where one is still open."""

from collections.abc import Iterable
from decimal import Decimal

from ..records import DIMENSIONS, CandidateTotal, DimensionSum, Item, Person, Score

_ZERO = Decimal(0)


def aggregate(candidate_id: str, pairs: Iterable[tuple[Item, Score]]) -> Person:
    """*candidate_id* with the scores of all asked items, and what they come to."""
    scored = list(pairs)
    return Person(total=_total(candidate_id, scored), scored=tuple(scored))


def _total(candidate_id: str, scored: list[tuple[Item, Score]]) -> CandidateTotal:
    scores = [score for _, score in scored]
    held = sum(score.status == "held" for score in scores)
    unscored = sum(score.status == "unscored" for score in scores)
    low = sum((score.points_low for score in scores), _ZERO)
    return CandidateTotal(
        candidate_id=candidate_id,
        total=None if held or unscored else low,
        max_total=sum((score.max_points for score in scores), _ZERO),
        low=low,
        high=sum((score.points_high for score in scores), _ZERO),
        by_dimension={
            dimension: made
            for dimension in DIMENSIONS
            if (made := _dimension(dimension, scored)) is not None
        },
        answered=sum(score.status != "not_answered" for score in scores),
        asked=len(scores),
        held=held,
        unscored=unscored,
        flags=tuple(sorted({flag for score in scores for flag in score.flags})),
    )


def _dimension(dimension: str, scored: list[tuple[Item, Score]]) -> DimensionSum | None:
    points: Decimal | None = _ZERO
    max_points, criteria, items = _ZERO, 0, 0
    for item, score in scored:
        of_item = [each for each in item.criteria if each.dimension == dimension]
        if not of_item:
            continue
        items += 1
        criteria += len(of_item)
        max_points += sum((item.worth(each, len(each.steps) - 1) for each in of_item), _ZERO)
        if points is not None:
            got = score.by_dimension.get(dimension)
            points = None if got is None else points + got
    if not criteria:
        return None
    return DimensionSum(points=points, max_points=max_points, criteria=criteria, items=items)
