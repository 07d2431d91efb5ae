"""Bootstrap over people: whoever is drawn comes with all their answers."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from ...records.agreement import Figure
from .sums import Array

DRAWS = 1000
SEED = 20240601
# Below so many people an interval says more of the draw than of the raters.
FEWEST_PEOPLE = 10
_AT_ONCE = 50
_MOST_KEPT = 150_000_000
# How often one of many people is drawn is about Poisson of mean 1: 255 is beyond all chance.
_MOST_OFTEN = 255
Numbers = np.ndarray[Any, Any]
# Draws in which a figure is undefined; past this share its interval is as well.
_MOST_UNDEFINED = 0.05


def draws(people: int, count: int = DRAWS, seed: int = SEED) -> Iterator[Array]:
    """
    *count* draws of *people* with replacement: rows of how often each was drawn, some at a time.

    The same seed gives the same draws, so that two figures can be told apart on equal terms.
    """
    if people * count > _MOST_KEPT:
        yield from (each.astype(np.float64) for each in _made(people, count, seed))
        return
    for each in _kept(people, count, seed):
        yield each.astype(np.float64)


def _made(people: int, count: int, seed: int) -> Iterator[Numbers]:
    rng = np.random.default_rng(seed)
    small = np.min_scalar_type(min(people, _MOST_OFTEN))
    for first in range(0, count, _AT_ONCE):
        rows = min(_AT_ONCE, count - first)
        drawn = rng.integers(0, people, size=(rows, people))
        drawn += np.arange(rows)[:, None] * people
        counts = np.bincount(drawn.ravel(), minlength=rows * people)
        yield counts.reshape(rows, people).astype(small)


# Many figures are of the same people: drawing them anew takes longer than the figures do.
@lru_cache(maxsize=1)
def _kept(people: int, count: int, seed: int) -> tuple[Numbers, ...]:
    return tuple(_made(people, count, seed))


def by_person(terms: Array, person: np.ndarray[Any, Any], people: int) -> Array:
    """*terms* of pairs added up to one row for each of *people*."""
    out = np.zeros((people, terms.shape[1]))
    for column in range(terms.shape[1]):
        out[:, column] = np.bincount(person, weights=terms[:, column], minlength=people)
    return out


def drawn(of_people: Array, figure: Callable[[Array], Array], *, seed: int = SEED,
          count: int = DRAWS) -> Array:  # fmt: skip
    """*figure* of the sums of each draw; *of_people* are the sums of each person."""
    return np.concatenate([figure(weights @ of_people)
                           for weights in draws(len(of_people), count, seed)])  # fmt: skip


def with_interval(value: float, values: Array, people: int) -> Figure:
    """*value* with the middle 95 percent of *values*, where there is enough to go by."""
    if not np.isfinite(value):
        return Figure(why="constant")
    defined = values[np.isfinite(values)]
    if people < FEWEST_PEOPLE:
        return Figure(float(value), why="too_few")
    if defined.size < (1 - _MOST_UNDEFINED) * values.size:
        return Figure(float(value), why="unstable")
    low, high = np.percentile(defined, (2.5, 97.5))
    return Figure(float(value), float(low), float(high))
