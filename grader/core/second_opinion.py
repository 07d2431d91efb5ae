"""second_opinion: where a small model fitted on people's marks is far from what stands."""

from dataclasses import replace
from decimal import Decimal

from ..message import Message
from ..records import Estimate, Item, Observation, Score

_FLAG = "judges_disagree"


def with_second(score: Score, item: Item, estimate: Estimate | None, tolerance: int) -> Score:
    """
    *score*, flagged where *estimate* is more than *tolerance* levels from it on a criterion.

    Where only points of the whole item were learnt, these must be further apart than *tolerance*
    levels on every criterion are worth. No point changes. A score without a rating stays as it is.
    """
    if estimate is None or score.rating is None:
        return score
    levels = dict(estimate.levels)
    rated = {mark.criterion_id: mark.level for mark in score.rating.marks}
    known = [each for each in item.criteria if each.id in levels and each.id in rated]
    foretold = sum((item.worth(each, levels[each.id]) for each in known), Decimal(0))
    given = sum((item.worth(each, rated[each.id]) for each in known), Decimal(0))
    if estimate.is_detailed:
        apart = any(abs(levels[each.id] - rated[each.id]) > tolerance for each in known)
    else:
        reach = (item.worth(each, min(tolerance, len(each.steps) - 1)) for each in known)
        apart = abs(foretold - given) > sum(reach, Decimal(0)) - item.lowest()
    if not apart:
        return score
    told = Message(
        "a small model fitted on people's marks (no language model) comes to {foretold} of {most} "
        "points, this rating to {given}",
        foretold=_plain(foretold),
        given=_plain(given),
        most=_plain(sum((item.worth(each, len(each.steps) - 1) for each in known), Decimal(0))),
    )
    return replace(
        score,
        flags=tuple(sorted({*score.flags, _FLAG})),
        observations=(*score.observations, Observation(flag=_FLAG, told=told)),
    )


def _plain(points: Decimal) -> str:
    return f"{points:.1f}".removesuffix(".0")
