"""Item analysis: how hard items are, how they part people, and how they hold together."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from ...records import CandidateTotal, Criterion, Item, Person, Score
from ...records.agreement import Figure
from ...records.item_analysis import (
    Analysis,
    CriterionReach,
    DimensionPair,
    ItemFigures,
    Reached,
)
from .sums import FEWEST_PEOPLE, Pairs

# Dimensions correlated above this may rest on one impression of the whole answer.
_HALO = 0.9
_NEARLY_ALL = 0.95
# Below this a variance of points is rounding.
_NOTHING = 1e-12


@dataclass(slots=True)
class _Ends:
    """How many of n are at the lowest and at the highest."""

    n: int = 0
    lowest: int = 0
    highest: int = 0

    def add(self, *, is_lowest: bool, is_highest: bool) -> None:
        self.n += 1
        self.lowest += is_lowest
        self.highest += is_highest

    def share(self, count: int) -> Figure:
        return Figure(why="too_few") if self.n < FEWEST_PEOPLE else Figure(count / self.n)


@dataclass(slots=True)
class _Item:
    item: Item
    # Its points beside those of the candidate's other items.
    beside_rest: Pairs = field(default_factory=Pairs)
    beside_total: Pairs = field(default_factory=Pairs)
    ends: _Ends = field(default_factory=_Ends)
    share: float = 0.0
    # Three are enough to know that there are not two.
    values: set[Decimal] = field(default_factory=set)

    def add(self, score: Score, points: Decimal, total: Decimal) -> None:
        self.beside_rest.add(float(points), float(total - points))
        self.beside_total.add(float(points), float(total))
        self.ends.add(is_lowest=points <= 0, is_highest=points >= score.max_points)
        self.share += float(points / score.max_points) if score.max_points else 0.0
        if len(self.values) < 3:
            self.values.add(points)

    def figures(self, *, is_even: bool) -> ItemFigures:
        few = self.ends.n < FEWEST_PEOPLE
        uneven = Figure(why="incomplete")
        return ItemFigures(
            item=self.item,
            difficulty=Figure(why="too_few") if few else Figure(self.share / self.ends.n),
            discrimination=self.beside_rest.correlation() if is_even else uneven,
            has_two_values=len(self.values) == 2,
            floor=self.ends.share(self.ends.lowest),
            ceiling=self.ends.share(self.ends.highest),
            weight=self._weight() if is_even else uneven,
        )

    def _weight(self) -> Figure:
        pairs = self.beside_total
        if pairs.n < FEWEST_PEOPLE:
            return Figure(why="too_few")
        if pairs.variance_y < _NOTHING:
            return Figure(why="constant")
        return Figure(pairs.covariance / pairs.variance_y)


@dataclass(slots=True)
class AnalysisTally:
    """
    Adds people up; what it holds grows with the items, not with the people.

    Items are analysed over the people whose answers are all settled, so that every figure is
    over the same ones. Where they were asked different items, what compares items is undefined.

    Source: Cronbach (1951), Psychometrika 16, 297-334; Lord and Novick (1968), chapter 15.
    """

    people: int = 0
    everyone: int = 0
    _is_even: bool = True
    _totals: _Ends = field(default_factory=_Ends)
    _items: dict[str, _Item] = field(default_factory=dict)
    _criteria: dict[tuple[str, str], tuple[Item, Criterion, _Ends]] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], Pairs] = field(default_factory=dict)

    def add(self, person: Person) -> None:
        """Take *person* into account."""
        self.everyone += 1
        total = person.total
        for item, score in person.scored:
            if score.status == "graded" and score.rating is not None:
                self._add_criteria(item, score)
        self._add_dimensions(total)
        if total.total is None or not total.max_total:
            return
        self.people += 1
        self._totals.add(
            is_lowest=total.total <= 0, is_highest=total.total >= total.max_total
        )  # fmt: skip
        for item, score in person.scored:
            each = self._items.setdefault(item.id, _Item(item))
            self._is_even = self._is_even and each.ends.n == self.people - 1
            each.add(score, score.points or Decimal(0), total.total)
        self._is_even = self._is_even and len(person.scored) == len(self._items)

    def _add_criteria(self, item: Item, score: Score) -> None:
        assert score.rating is not None  # noqa: S101 -- tells the type; the caller looked
        for criterion, mark in zip(item.criteria, score.rating.marks, strict=True):
            name = item.id, criterion.id
            _, _, ends = self._criteria.setdefault(name, (item, criterion, _Ends()))
            highest = len(criterion.steps) - 1
            ends.add(is_lowest=mark.level == 0, is_highest=mark.level == highest)

    def _add_dimensions(self, total: CandidateTotal) -> None:
        known = {
            name: float(part.points)
            for name, part in total.by_dimension.items()
            if part.points is not None
        }
        for one, other in combinations(known, 2):
            self._pairs.setdefault((one, other), Pairs()).add(known[one], known[other])

    def figures(self) -> Analysis:
        """The figures over everyone added so far."""
        return Analysis(
            people=self.people,
            everyone=self.everyone,
            items=tuple(each.figures(is_even=self._is_even) for each in self._items.values()),
            criteria=tuple(self._reaches()),
            alpha=self._alpha(),
            pairs=tuple(
                DimensionPair(names=names, people=pairs.n, r=r, is_halo=(r.value or 0.0) > _HALO)
                for names, pairs in self._pairs.items()
                for r in (pairs.correlation(),)
            ),
            floor=self._totals.share(self._totals.lowest),
            ceiling=self._totals.share(self._totals.highest),
        )

    def _reaches(self) -> list[CriterionReach]:
        found = []
        for item, criterion, ends in self._criteria.values():
            if ends.n < FEWEST_PEOPLE:
                continue
            for count, whole, nearly in (
                (ends.highest, "all", "nearly_all"),
                (ends.lowest, "none", "nearly_none"),
            ):
                if count >= _NEARLY_ALL * ends.n:
                    reached: Reached = whole if count == ends.n else nearly  # type: ignore[assignment]
                    found.append(
                        CriterionReach(item=item, criterion=criterion, answers=ends.n,
                                       reached=reached, share=count / ends.n)
                    )  # fmt: skip
        return found

    def _alpha(self) -> Figure:
        """
        Cronbach's alpha: k/(k-1) times one less the items' variances by that of the totals.

        Undefined under 10 people or 2 items, where totals do not vary, or items differ by person.
        """
        items = [each.beside_total for each in self._items.values()]
        if self.people < FEWEST_PEOPLE or len(items) < 2:
            return Figure(why="too_few")
        if not self._is_even:
            return Figure(why="incomplete")
        of_totals = items[0].variance_y
        if of_totals < _NOTHING:
            return Figure(why="constant")
        of_items = sum(each.variance_x for each in items)
        return Figure(len(items) / (len(items) - 1) * (1 - of_items / of_totals))
