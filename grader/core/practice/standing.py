"""Where a person stands in each dimension."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ...records import Attempt, DimensionPoints


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the last answers to `items` different items reached in one dimension."""

    reached: DimensionPoints
    items: int


def standing(attempts: Iterable[Attempt]) -> dict[str, Standing]:
    """
    By dimension, what the last settled answer to each item came to.

    *attempts* are of one rater, oldest first; an older answer to the same item no longer counts.
    """
    last = {each.handed_in.item_hash: each for each in attempts if each.by_dimension}
    found: dict[str, list[DimensionPoints]] = {}
    for attempt in last.values():
        for dimension, reached in attempt.by_dimension.items():
            found.setdefault(dimension, []).append(reached)
    return {
        dimension: Standing(
            reached=DimensionPoints(
                points=sum((each.points for each in several), Decimal(0)),
                max_points=sum((each.max_points for each in several), Decimal(0)),
            ),
            items=len(several),
        )
        for dimension, several in found.items()
    }
