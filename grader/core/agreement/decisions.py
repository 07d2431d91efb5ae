"""What two raters' totals come to at a cut, and which totals are too close to it to tell."""

from typing import Any, Literal

import numpy as np

from ...records.agreement import Decisions, Figure
from .bootstrap import DRAWS, SEED, by_person, drawn, with_interval
from .sums import Array

__all__ = ["Band", "Decisions", "band", "decisions", "not_told_apart"]
Band = Literal["clear_above", "too_close", "clear_below"]
NORMAL_95 = 1.959964


def decisions(first: Array, second: Array, cut: float, *, count: int = DRAWS,
              seed: int = SEED) -> Decisions:  # fmt: skip
    """How often totals of *first* and *second*, one pair a person, fall on one side of *cut*."""
    one, other = first >= cut, second >= cut
    cells = np.column_stack([one & other, ~one & ~other, one & ~other, ~one & other])
    sums = cells.astype(float)
    people = len(first)
    if not people:
        nothing = Figure(why="too_few")
        return Decisions(cut=cut, above_both=0, below_both=0, first_only=0, second_only=0,
                         same=nothing, kappa=nothing)  # fmt: skip
    whole = sums.sum(axis=0, keepdims=True)
    of_people = by_person(sums, np.arange(people), people)
    made = {
        name: with_interval(float(figure(whole)[0]),
                            drawn(of_people, figure, seed=seed, count=count), people)
        for name, figure in (("same", _same), ("kappa", _kappa))
    }  # fmt: skip
    above, below, only, only_other = (int(cell) for cell in whole[0])
    return Decisions(cut=cut, above_both=above, below_both=below, first_only=only,
                     second_only=only_other, **made)  # fmt: skip


def _same(sums: Array) -> Array:
    return np.asarray((sums[:, 0] + sums[:, 1]) / sums.sum(axis=1))


def _kappa(sums: Array) -> Array:
    n = sums.sum(axis=1)
    first, second = (sums[:, 0] + sums[:, 2]) / n, (sums[:, 0] + sums[:, 3]) / n
    by_chance = first * second + (1 - first) * (1 - second)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (_same(sums) - by_chance) / np.where(by_chance < 1, 1 - by_chance, np.nan)
    return np.asarray(found)


def band(total: float, sem: float, cut: float) -> Band:
    """
    Where *total* lies from *cut*, given its standard error *sem*.

    `too_close` where the 95 percent interval holds the cut: a person decides.
    """
    reach = NORMAL_95 * sem
    if total - reach <= cut <= total + reach:
        return "too_close"
    return "clear_above" if total > cut else "clear_below"


def not_told_apart(totals: "np.ndarray[Any, Any]", sem: float) -> int:
    """
    How many people, in order of their totals, cannot be told from one beside them.

    The difference of two totals has an error of *sem* times the root of two.
    """
    ordered = np.sort(np.asarray(totals, dtype=float))
    if ordered.size < 2:
        return 0
    close = np.diff(ordered) <= NORMAL_95 * sem * 2**0.5
    beside = np.zeros(ordered.size, dtype=bool)
    beside[:-1] |= close
    beside[1:] |= close
    return int(beside.sum())
