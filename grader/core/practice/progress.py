"""How the points of each dimension went from answer to answer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from ...records import DIMENSIONS, Attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One answer on a line: when, to which item, and its points in the dimension."""

    at: str
    item_id: str
    points: Decimal
    max_points: Decimal

    @property
    def share(self) -> Decimal:
        """What was reached of the most, 0 to 1."""
        return self.points / self.max_points if self.max_points else Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The answers of one rater in one dimension; `is_older` by an item that has since changed."""

    rater: str
    dimension: str
    is_older: bool
    steps: tuple[Step, ...]

    @property
    def best(self) -> Step:
        """The step with the highest share, the first of several."""
        return max(self.steps, key=lambda step: step.share)


def progress(attempts: Iterable[Attempt], current: Collection[str]) -> list[Line]:
    """
    A line for each rater and dimension, in the order raters were first met.

    Raters are never joined: points of one say nothing beside those of another. *current* are the
    hashes of the items as they are now; points by another wording stand on a line of their own.
    """
    found: dict[tuple[str, bool, str], list[Step]] = {}
    raters: list[str] = []
    for each in attempts:
        if each.rater not in raters:
            raters.append(each.rater)
        is_older = each.handed_in.item_hash not in current
        for dimension, reached in each.by_dimension.items():
            step = Step(
                at=each.handed_in.at,
                item_id=each.handed_in.item_id,
                points=reached.points,
                max_points=reached.max_points,
            )
            found.setdefault((each.rater, is_older, dimension), []).append(step)
    return [
        Line(rater=rater, dimension=dimension, is_older=is_older, steps=tuple(steps))
        for rater in raters
        for is_older in (False, True)
        for dimension in DIMENSIONS
        if (steps := found.get((rater, is_older, dimension)))
    ]
