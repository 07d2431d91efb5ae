"""How totals spread and how each item went, added up one person at a time."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from ...records import (
    Bin,
    CriterionStatistics,
    DimensionMean,
    Item,
    ItemStatistics,
    Person,
    Rating,
    Score,
    Statistics,
)
from .sums import Pairs

_BINS = 10
_SETTLED = ("graded", "gated")
_OPEN = ("held", "unscored")


@dataclass(slots=True)
class _Item:
    item: Item
    statuses: dict[str, int] = field(default_factory=dict)
    points: Decimal = Decimal(0)
    max_points: Decimal = Decimal(0)
    pairs: Pairs = field(default_factory=Pairs)
    # By criterion: answers, points, and points at most.
    marks: dict[str, list[Decimal]] = field(default_factory=dict)
    # By criterion: answers with several ratings, those with one level only, levels apart.
    apart: dict[str, list[int]] = field(default_factory=dict)

    def add(self, score: Score) -> None:
        self.statuses[score.status] = self.statuses.get(score.status, 0) + 1
        self.max_points = score.max_points
        if score.status in _SETTLED and score.points is not None:
            self.points += score.points
        if score.rating is not None:
            for mark in score.rating.marks:
                sums = self.marks.setdefault(mark.criterion_id, [Decimal(0)] * 3)
                sums[0] += 1
                sums[1] += mark.points
                sums[2] += mark.max_points
        whole = [each for each in score.ratings if each.opinion.part == "whole"]
        if len(whole) > 1:
            self._add_several(whole)

    def _add_several(self, ratings: list[Rating]) -> None:
        for marks in zip(*(each.marks for each in ratings), strict=True):
            levels = [mark.level for mark in marks]
            counts = self.apart.setdefault(marks[0].criterion_id, [0, 0, 0])
            spread = max(levels) - min(levels)
            counts[0] += 1
            counts[1] += not spread
            counts[2] += spread

    def figures(self) -> ItemStatistics:
        settled = sum(self.statuses.get(status, 0) for status in _SETTLED)
        mean = self.points / settled if settled else None
        return ItemStatistics(
            item=self.item,
            settled=settled,
            held=self.statuses.get("held", 0),
            unscored=self.statuses.get("unscored", 0),
            not_answered=self.statuses.get("not_answered", 0),
            mean=mean,
            difficulty=float(mean / self.max_points)
            if mean is not None and self.max_points
            else None,
            discrimination=self.pairs.correlation().value,
            criteria=tuple(self._criteria()),
        )

    def _criteria(self) -> list[CriterionStatistics]:
        made = []
        for criterion in self.item.criteria:
            n, points, most = self.marks.get(criterion.id, [Decimal(0)] * 3)
            again, identical, spread = self.apart.get(criterion.id, [0, 0, 0])
            made.append(
                CriterionStatistics(
                    criterion=criterion,
                    max_points=most / n if n else criterion.points,
                    answers=int(n),
                    mean=points / n if n else None,
                    lost=float(1 - points / most) if most else None,
                    rerated=again,
                    identical=identical / again if again else None,
                    spread=spread / again if again else None,
                )
            )
        return made


@dataclass(slots=True)
class Tally:
    """
    Adds people up; what it holds grows with the items, not with the people.

    An item's discrimination is its corrected item-total correlation: the item is left out of
    the total it is compared with, else it would agree with itself.

    Source: Lord and Novick (1968), Statistical Theories of Mental Test Scores, chapter 15.
    """

    people: int = 0
    settled: int = 0
    _bins: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in range(_BINS)])
    _items: dict[str, _Item] = field(default_factory=dict)
    _dimensions: dict[str, list[Decimal]] = field(default_factory=dict)
    _reasons: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        self.people += 1
        total = person.total
        for item, score in person.scored:
            self._items.setdefault(item.id, _Item(item)).add(score)
            if score.status in _OPEN:
                self._reasons[score.status, score.reason] += 1
        self._add_dimensions(person)
        if not total.max_total:
            return
        if total.total is None:
            for each in range(
                _bin(total.low, total.max_total), _bin(total.high, total.max_total) + 1
            ):
                self._bins[each][1] += 1
            return
        self.settled += 1
        self._bins[_bin(total.total, total.max_total)][0] += 1
        for item, score in person.scored:
            points = score.points or Decimal(0)
            self._items[item.id].pairs.add(float(points), float(total.total - points))

    def _add_dimensions(self, person: Person) -> None:
        for name, part in person.total.by_dimension.items():
            sums = self._dimensions.setdefault(name, [Decimal(0)] * 4)
            if part.points is not None:
                sums[0] += part.points
                sums[3] += 1
            sums[1], sums[2] = part.max_points, Decimal(part.criteria)

    def figures(self) -> Statistics:
        """The figures over everyone added so far."""
        width = 100 // _BINS
        return Statistics(
            people=self.people,
            settled=self.settled,
            bins=tuple(
                Bin(low=n * width, high=(n + 1) * width, settled=settled, possible=possible)
                for n, (settled, possible) in enumerate(self._bins)
            ),
            items=tuple(each.figures() for each in self._items.values()),
            dimensions={
                name: DimensionMean(
                    points=points / n if n else None,
                    max_points=most,
                    criteria=int(criteria),
                    people=int(n),
                )
                for name, (points, most, criteria, n) in self._dimensions.items()
            },
            reasons=dict(self._reasons),
        )


def _bin(points: Decimal, of: Decimal) -> int:
    return min(_BINS - 1, max(0, int(_BINS * points / of)))
