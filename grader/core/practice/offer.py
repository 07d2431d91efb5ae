"""Which item a person practises next, and why that one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ...records import Attempt, Item, Rubric
from .standing import Standing, standing

Why = Literal["chosen", "unrated", "first", "asked", "weakest", "new", "even"]
# Every item means something else by it, so nobody is weak in it as a whole.
_LOOSE = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    An item to practise.

    `why`: it was `chosen` or an answer to it is `unrated`; it is the `first`; a dimension was
    `asked` for, or is the `weakest`, with its `standing`; it is `new` while nothing is measured
    or where all measured is full; or it is `even`, the one practised least.
    """

    item: Item
    why: Why
    dimension: str = ""
    standing: Standing | None = None


def offer(
    rubric: Rubric,
    attempts: Sequence[Attempt],
    *,
    rater: str,
    current: frozenset[str],
    dimension: str = "",
    just_done: str = "",
) -> Offer:
    """
    The item of *rubric* to practise after *attempts*, oldest first.

    In the weakest dimension by what *rater* gave under the items as they are now (*current*
    hashes), or in *dimension*: the item practised least, of those the one with the largest share
    of its points there, then the order of the paper. The item *just_done* comes again only where
    there is no other.
    """
    measured = standing(
        each for each in attempts if each.rater == rater and each.handed_in.item_hash in current
    )
    weakest = dimension or _weakest(measured)
    there = [each for each in rubric.items if weakest and weight(each, weakest)]
    others = [each for each in there if each.id != just_done] or there
    if not others:
        weakest = ""
        others = [each for each in rubric.items if each.id != just_done] or list(rubric.items)
    times = Counter(each.handed_in.item_id for each in attempts if each.status != "unscored")
    # min takes the first of several alike: the order of the paper.
    item = min(others, key=lambda each: (times[each.id], -weight(each, weakest) if weakest else 0))
    why = _why(is_asked=bool(dimension), weakest=weakest, times=times, item=item)
    return Offer(item=item, why=why, dimension=weakest, standing=measured.get(weakest))


def _why(*, is_asked: bool, weakest: str, times: Counter[str], item: Item) -> Why:
    if is_asked:
        return "asked"
    if weakest:
        return "weakest"
    if not times.total():
        return "first"
    return "even" if times[item.id] else "new"


def _weakest(measured: dict[str, Standing]) -> str:
    """The dimension with the smallest share below the whole; the better measured of two alike."""
    short = {
        name: found.reached
        for name, found in measured.items()
        if found.reached.share < 1 and name != _LOOSE
    }
    return min(short, key=lambda name: (short[name].share, -short[name].max_points), default="")


def weight(item: Item, dimension: str) -> Decimal:
    """The share of the points of *item* that its criteria in *dimension* hold, 0 to 1."""
    there = sum(
        (item.worth(each, len(each.steps) - 1) for each in item.criteria
         if each.dimension == dimension),
        Decimal(0),
    )  # fmt: skip
    return there / item.max_points if item.max_points else Decimal(0)
