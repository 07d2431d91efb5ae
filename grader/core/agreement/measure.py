"""From a ledger to figures: people beside the machine, on everything that is scored."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from ...records.agreement import (
    MOST_DOTS,
    Agreement,
    Decisions,
    Figure,
    Kind,
    Measured,
    RaterPair,
    Verdict,
)
from .bootstrap import DRAWS, SEED
from .decisions import decisions
from .ledger import MACHINE, Grid, Ledger, pooled
from .pairs import Pairs, agreement, difference
from .raters import alpha, icc
from .verdict import at_least, judged, settled

# Every two of more raters would be a table that nobody reads; the machine's pairs stay.
_MOST_RATERS = 8


@dataclass(frozen=True, slots=True)
class Draws:
    """How often people are drawn for intervals, and from which seed."""

    count: int = DRAWS
    seed: int = SEED


USUAL = Draws()


def measure(ledger: Ledger, how: Draws = USUAL) -> tuple[Measured, ...]:
    """All that *ledger* can tell: pooled figures first, then one by one."""
    return tuple(_measure(ledger, how))


def _measure(ledger: Ledger, how: Draws) -> Iterator[Measured]:
    many = ledger.voices
    groups: tuple[tuple[Kind, list[tuple[tuple[str, ...], Grid]]], ...] = (
        ("criterion", [(key, column.grid(many, at))
                       for at, (key, column) in enumerate(ledger.criteria.items())
                       if column.person]),
        ("item", [((key,), column.grid(many, at))
                  for at, (key, column) in enumerate(ledger.items.items()) if column.person]),
    )  # fmt: skip
    for kind, found in groups:
        if not found:
            continue
        whole = _of(kind, (), pooled([grid for _, grid in found]), how)
        yield whole
        if len(found) == 1:
            yield replace(whole, names=found[0][0], dots=())
            continue
        for names, grid in found:
            yield replace(_of(kind, names, grid, how), dots=())
    for name, grids in _by_dimension(ledger).items():
        yield replace(_of("dimension", (name,), pooled(grids), how), dots=())
    if ledger.totals is not None and ledger.totals.person:
        yield _of("total", (), ledger.totals.grid(many), how)


def _by_dimension(ledger: Ledger) -> dict[str, list[Grid]]:
    found: dict[str, list[Grid]] = {}
    for at, ((name, _), column) in enumerate(ledger.dimensions.items()):
        if column.person:
            found.setdefault(name, []).append(column.grid(ledger.voices, at))
    return found


def _of(kind: Kind, names: tuple[str, ...], grid: Grid, how: Draws) -> Measured:
    count, seed = how.count, how.seed
    machine, people = machine_pairs(grid), people_pairs(grid)
    found = agreement(machine, count=count, seed=seed)
    beside = _once(agreement(people, count=count, seed=seed)) if people else None
    lost = (difference(people, machine, count=count, seed=seed) if people
            else Figure(why="one_rater"))  # fmt: skip
    raters = grid.points[np.isfinite(grid.points).any(axis=1)]
    # Twice the same people are too few to say what two of them lose: judged as with one rater.
    is_known = people is not None and lost.why != "too_few"
    return Measured(
        kind=kind, names=names, max_points=grid.max_points, unit=grid.unit,
        machine=found, people=beside, lost=lost,
        alpha=alpha(raters, grid.person, count=count, seed=seed),
        icc=icc(raters, grid.person, count=count, seed=seed),
        verdict=judged(found, lost if is_known else None),
        within=_within(found) if np.unique(grid.item).size > 1 else None,
        dots=_dots(machine) if kind in {"item", "total"} else (),
    )  # fmt: skip


def _within(found: Agreement) -> Verdict:
    return settled(found.candidates, {at_least(found.within_qwk), at_least(found.within_r)})


def _once(found: Agreement) -> Agreement:
    """Each pair counted once, whichever of the two came first."""
    return replace(found, n=found.n // 2)


def machine_pairs(grid: Grid) -> Pairs:
    """Every person's points with the machine's."""
    return _stacked(grid, [(rater, MACHINE) for rater in range(1, len(grid.points))])


def people_pairs(grid: Grid) -> Pairs | None:
    """Every two people's points, in both orders; None where no answer has two."""
    raters = range(1, len(grid.points))
    both = [(one, other) for one in raters for other in raters if one != other]
    found = _stacked(grid, both)
    return found if found.first.size else None


def _stacked(grid: Grid, raters: list[tuple[int, int]]) -> Pairs:
    """Points of every two *raters*, the pairs of all in one."""
    there = np.isfinite(grid.points)
    shared = [(one, other, there[one] & there[other]) for one, other in raters]
    shared = [each for each in shared if each[2].any()]

    def joined(parts: list[np.ndarray]) -> np.ndarray:
        return np.concatenate(parts) if parts else np.zeros(0)

    return Pairs(
        first=joined([grid.points[one, both] for one, _, both in shared]),
        second=joined([grid.points[other, both] for _, other, both in shared]),
        person=joined([grid.person[both] for _, _, both in shared]),
        item=joined([grid.item[both] for _, _, both in shared]),
        scale=grid.scale,
        reach=grid.reach,
    )


def _dots(pairs: Pairs) -> tuple[tuple[float, float], ...]:
    """At most so many of *pairs* as are drawn, evenly chosen in the order of their points."""
    order = np.lexsort((pairs.second, pairs.first))
    chosen = order[np.unique(np.linspace(0, order.size - 1, MOST_DOTS).astype(int))]
    if order.size <= MOST_DOTS:
        chosen = order
    return tuple(
        (float(one), float(other))
        for one, other in zip(pairs.first[chosen], pairs.second[chosen], strict=True)
    )


def rater_pairs(ledger: Ledger, how: Draws = USUAL) -> tuple[RaterPair, ...]:
    """Every two raters on all items at once, the machine with each person first."""
    columns = [column for column in (ledger.items or ledger.criteria).values() if column.person]
    if not columns:
        return ()
    grid = pooled([column.grid(ledger.voices, at) for at, column in enumerate(columns)])
    names = ["", *ledger.raters]
    wanted = [(rater, MACHINE) for rater in range(1, len(names))]
    if len(names) - 1 <= _MOST_RATERS:
        wanted += combinations(range(1, len(names)), 2)
    found = ((one, other, _stacked(grid, [(one, other)])) for one, other in wanted)
    return tuple(
        RaterPair(one=names[one], other=names[other],
                  found=agreement(pairs, count=how.count, seed=how.seed))
        for one, other, pairs in found if pairs.first.size
    )  # fmt: skip


def at_cut(ledger: Ledger, cut: float, how: Draws = USUAL) -> Decisions:
    """People's totals, the mean of those who gave one, and the machine's at *cut*."""
    column = ledger.totals
    if column is None or not column.person:
        nothing = np.zeros(0)
        return decisions(nothing, nothing, cut, count=how.count, seed=how.seed)
    points = column.grid(ledger.voices).points
    return decisions(
        np.nanmean(points[1:], axis=0), points[MACHINE], cut, count=how.count, seed=how.seed
    )
