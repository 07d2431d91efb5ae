"""Who gave which answer how many points, gathered in one pass and laid out rater by answer."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from ...records import Criterion, Item
from ...records.agreement import Unit
from .raters import Numbers
from .sums import Array

Points = Mapping[str, float]
"""Points by criterion; of the whole item under an empty name."""
MACHINE = 0
# More points than these are no table that anybody reads.
_LONGEST_SCALE = 21
_NEAR_SHARE = 0.1
_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedAnswer:
    """
    An answer to an asked item: the `machine`'s points by criterion, None where it has none.

    `given` are people's, by their names. Where nothing was handed in, `is_answered` is False.
    """

    item: Item
    machine: Points | None
    given: Mapping[str, Points] = field(default_factory=dict)
    is_answered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """
    Points of raters by units (answers or candidates), the machine first; NaN where none.

    `person` and `item` number the units' people and items from 0. `scale` are all points there
    are, where they are few; `reach` the largest difference that is near.
    """

    points: Array
    person: Numbers
    item: Numbers
    max_points: float
    scale: tuple[float, ...] = ()
    reach: float = 0.0
    unit: Unit = "points"


@dataclass(slots=True)
class Column:
    """Ratings of one thing that is scored, as they come in."""

    max_points: float
    scale: tuple[float, ...]
    reach: float
    person: "array[int]" = field(default_factory=lambda: array("q"))
    unit: "array[int]" = field(default_factory=lambda: array("q"))
    rater: "array[int]" = field(default_factory=lambda: array("q"))
    points: "array[float]" = field(default_factory=lambda: array("d"))

    def add(self, person: int, given: Iterable[tuple[int, float]]) -> None:
        """Add a unit of *person* with the points that raters gave it; the machine's come first."""
        rows = list(given)
        if len(rows) < 2:
            return
        number = len(self.person)
        self.person.append(person)
        for rater, points in rows:
            self.unit.append(number)
            self.rater.append(rater)
            self.points.append(points)

    def grid(self, raters: int, item: int = 0) -> Grid:
        """All of it, rater by unit."""
        points = np.full((raters, len(self.person)), np.nan)
        points[np.asarray(self.rater), np.asarray(self.unit)] = np.round(
            np.asarray(self.points), _PLACES
        )
        seen = points[np.isfinite(points)]
        fits = bool(self.scale) and bool(np.isin(seen, self.scale).all())
        return Grid(
            points=points,
            person=np.asarray(self.person, dtype=np.int64),
            item=np.full(len(self.person), item),
            max_points=self.max_points,
            scale=self.scale if fits else (),
            reach=self.reach,
        )


def pooled(grids: Sequence[Grid]) -> Grid:
    """Several *grids* as one; in percent of each one's maximum where these are not the same."""
    most = {grid.max_points for grid in grids}
    is_percent = len(most) > 1
    factors = [100 / grid.max_points if is_percent else 1.0 for grid in grids]
    scales = {
        tuple(round(each * by, 4) for each in grid.scale)
        for grid, by in zip(grids, factors, strict=True)
    }
    return Grid(
        points=np.hstack(
            [np.round(grid.points * by, 4) for grid, by in zip(grids, factors, strict=True)]
        ),
        person=np.concatenate([grid.person for grid in grids]),
        item=np.concatenate([grid.item for grid in grids]),
        max_points=100.0 if is_percent else most.pop(),
        scale=scales.pop() if len(scales) == 1 else (),
        reach=max(grid.reach * by for grid, by in zip(grids, factors, strict=True)),
        unit="percent" if is_percent else "points",
    )


@dataclass(slots=True)
class Ledger:
    """
    What was gathered: `criteria`, `items` and `dimensions` by their names, and `totals`.

    `raters` are people's names with how many answers each rated, in the order they turn up.
    """

    criteria: dict[tuple[str, str], Column] = field(default_factory=dict)
    items: dict[str, Column] = field(default_factory=dict)
    dimensions: dict[tuple[str, str], Column] = field(default_factory=dict)
    totals: Column | None = None
    raters: dict[str, int] = field(default_factory=dict)
    marked: int = 0
    unusable: int = 0
    people: int = 0
    _numbers: dict[str, int] = field(default_factory=dict)
    _parts: dict[str, dict[str, list[Criterion]]] = field(default_factory=dict)

    def add(self, answers: Sequence[RatedAnswer]) -> None:
        """Take all *answers* of one candidate."""
        for each in answers:
            if each.item.id not in self.items:
                self._open(each.item)
        marked = [each for each in answers if each.given]
        if not marked:
            return
        person = self.people
        self.people += 1
        for each in marked:
            self.marked += 1
            for name in each.given:
                self.raters[name] = self.raters.get(name, 0) + 1
                self._numbers.setdefault(name, len(self._numbers) + 1)
            if each.machine is None:
                self.unusable += 1
                continue
            self._add(person, each, each.machine)
        self._add_total(person, answers)

    def _add(self, person: int, each: RatedAnswer, machine: Points) -> None:
        item = each.item
        given = [(self._numbers[name], points) for name, points in each.given.items()]
        voices: list[tuple[int, Points]] = [(MACHINE, machine), *given]
        for criterion in item.criteria:
            self.criteria[item.id, criterion.id].add(person, _each(voices, (criterion,)))
        self.items[item.id].add(person, _whole(voices, item))
        for name, criteria in self._parts[item.id].items():
            self.dimensions[name, item.id].add(person, _each(voices, criteria))

    def _open(self, item: Item) -> None:
        """Make room for *item*, so that all is in the order of the paper."""
        for criterion in item.criteria:
            self.criteria[item.id, criterion.id] = _of(item, criterion)
        self.items[item.id] = _of(item)
        self._parts[item.id] = _dimensions(item)
        for name, criteria in self._parts[item.id].items():
            self.dimensions[name, item.id] = _of(item, *criteria)

    def _add_total(self, person: int, answers: Sequence[RatedAnswer]) -> None:
        """Add totals of who rated all that was handed in; what was not counts nothing for all."""
        asked = [each for each in answers if each.is_answered]
        if not asked or any(each.machine is None for each in asked):
            return
        most = float(sum(each.item.max_points for each in answers))
        if self.totals is None:
            self.totals = Column(most, (), _NEAR_SHARE * most)
        sums: dict[int, float] = {MACHINE: 0.0}
        names = set.intersection(*(set(each.given) for each in asked))
        sums |= {self._numbers[name]: 0.0 for name in sorted(names, key=self._numbers.__getitem__)}
        for each in asked:
            voices = [(MACHINE, each.machine or {})]
            voices += [(self._numbers[name], each.given[name]) for name in names]
            found = dict(_whole(voices, each.item))
            for rater in list(sums):
                if rater in found:
                    sums[rater] += found[rater]
                else:
                    del sums[rater]
        if MACHINE in sums:
            self.totals.add(person, sums.items())

    @property
    def voices(self) -> int:
        """How many raters there are, the machine among them."""
        return len(self._numbers) + 1


def _each(
    voices: Iterable[tuple[int, Points]], criteria: Sequence[Criterion]
) -> Iterator[tuple[int, float]]:
    """What each of *voices* gave *criteria* together; who left one out is left out."""
    names = [each.id for each in criteria]
    if len(names) == 1:
        [name] = names
        yield from ((rater, points[name]) for rater, points in voices if name in points)
        return
    for rater, points in voices:
        if all(name in points for name in names):
            yield rater, sum(points[name] for name in names)


def _whole(voices: Iterable[tuple[int, Points]], item: Item) -> Iterator[tuple[int, float]]:
    """What each of *voices* gave *item*: as a whole, or by all of its criteria."""
    for rater, points in voices:
        if "" in points:
            yield rater, points[""]
        else:
            yield from _each([(rater, points)], item.criteria)


def _dimensions(item: Item) -> dict[str, list[Criterion]]:
    found: dict[str, list[Criterion]] = {}
    for each in item.criteria:
        found.setdefault(each.dimension, []).append(each)
    return found


def _of(item: Item, *criteria: Criterion) -> Column:
    """A column for *criteria* of *item* together; for the whole item where none are named."""
    parts = criteria or item.criteria
    sums = {0.0}
    for each in parts:
        steps = [float(item.worth(each, level)) for level in range(len(each.steps))]
        sums = {round(one + other, _PLACES) for one in sums for other in steps}
        if len(sums) > _LONGEST_SCALE**2:
            break
    most = float(sum(item.worth(each, len(each.steps) - 1) for each in parts))
    scale = tuple(sorted(sums)) if len(sums) <= _LONGEST_SCALE else ()
    is_one = len(criteria) == 1
    reach = max(b - a for a, b in pairwise(scale)) if is_one and len(scale) > 1 else 0.0
    return Column(most, scale, reach or _NEAR_SHARE * most)
