"""Two, three or more raters at once, each of whom may have left answers out."""

import warnings
from itertools import combinations
from typing import Any

import numpy as np

from ...records.agreement import Figure
from .bootstrap import DRAWS, SEED, by_person, drawn, with_interval
from .pairs import Pairs, agreement
from .sums import Array

Numbers = np.ndarray[Any, Any]
# Krippendorff's alpha counts every two values of the scale; sums of points have too many.
_MOST_VALUES = 400


def alpha(points: Array, person: Numbers, *, count: int = DRAWS, seed: int = SEED) -> Figure:
    """
    Krippendorff's alpha of *points*, raters by answers with NaN where one is missing.

    The distance is the squared difference (interval level); answers with one rating say nothing.
    """
    rated = np.isfinite(points).sum(axis=0) >= 2
    if points.shape[0] < 2:
        return Figure(why="one_rater")
    if not rated.any():
        return Figure(why="too_few")
    sums, people = _alpha_sums(points[:, rated]), _numbered(person[rated])
    of_people = by_person(sums, people, _many(people))
    value = float(_alpha(of_people.sum(axis=0, keepdims=True))[0])
    if np.unique(points[:, rated][np.isfinite(points[:, rated])]).size <= _MOST_VALUES:
        value = _krippendorff(points[:, rated])
    return with_interval(value, drawn(of_people, _alpha, seed=seed, count=count), _many(people))


def icc(points: Array, person: Numbers, *, count: int = DRAWS, seed: int = SEED) -> Figure:
    """
    ICC(A,1): absolute agreement of one rater, two-way; over answers that all raters rated.

    *points* are raters by answers, NaN where one is missing.
    """
    whole = np.isfinite(points).all(axis=0)
    if points.shape[0] < 2:
        return Figure(why="one_rater")
    if whole.sum() < 2:
        return Figure(why="too_few")
    complete, people = points[:, whole], _numbered(person[whole])
    complete = complete - complete.mean()
    sums = np.column_stack([np.ones(whole.sum()), (complete**2).sum(axis=0),
                            complete.sum(axis=0) ** 2, complete.T])  # fmt: skip
    of_people = by_person(sums, people, _many(people))
    value = float(_icc(of_people.sum(axis=0, keepdims=True))[0])
    return with_interval(value, drawn(of_people, _icc, seed=seed, count=count), _many(people))


def mean_of_pairs(points: Array, person: Numbers, item: Numbers, figure: str,
                  *, count: int = DRAWS, seed: int = SEED) -> Figure:  # fmt: skip
    """
    The mean of *figure* (a name in `Agreement`) over every two raters; without an interval.

    Undefined where there is one rater, or where no two have a defined figure.
    """
    found = []
    for one, other in combinations(range(len(points)), 2):
        both = np.isfinite(points[one]) & np.isfinite(points[other])
        pairs = Pairs(first=points[one, both], second=points[other, both], person=person[both],
                      item=item[both])  # fmt: skip
        value = getattr(agreement(pairs, count=count, seed=seed), figure).value
        if value is not None:
            found.append(value)
    if len(points) < 2:
        return Figure(why="one_rater")
    return Figure(float(np.mean(found))) if found else Figure(why="constant")


def _numbered(person: Numbers) -> Numbers:
    found: Numbers = np.unique(person, return_inverse=True)[1]
    return found


def _many(person: Numbers) -> int:
    return int(person.max()) + 1


def _alpha_sums(points: Array) -> Array:
    """Per answer: values, their sum and squares, and the disagreement among them."""
    points = points - np.nanmean(points)
    many = np.isfinite(points).sum(axis=0).astype(float)
    once, squared = np.nansum(points, axis=0), np.nansum(points**2, axis=0)
    apart = 2 * (many * squared - once**2) / (many - 1)
    return np.column_stack([many, once, squared, np.maximum(apart, 0)])


def _alpha(sums: Array) -> Array:
    many, once, squared, apart = np.moveaxis(sums, -1, 0)
    by_chance = 2 * (many * squared - once**2) / (many - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - apart / np.where(by_chance > 1e-9, by_chance, np.nan)
    return np.asarray(found)


def _krippendorff(points: Array) -> float:
    import krippendorff

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return float(krippendorff.alpha(points, level_of_measurement="interval"))
        except ValueError:  # one value only: no disagreement could show
            return float("nan")


def _icc(sums: Array) -> Array:
    n, squares, rows = sums[:, 0], sums[:, 1], sums[:, 2]
    columns = sums[:, 3:]
    k = columns.shape[1]
    correction = columns.sum(axis=1) ** 2 / (n * k)
    between_rows = rows / k - correction
    between_raters = (columns**2).sum(axis=1) / n - correction
    rest = squares - correction - between_rows - between_raters
    with np.errstate(divide="ignore", invalid="ignore"):
        of_rows, of_raters = between_rows / (n - 1), between_raters / (k - 1)
        of_rest = np.maximum(rest, 0) / ((n - 1) * (k - 1))
        below = of_rows + (k - 1) * of_rest + k * (of_raters - of_rest) / n
        return np.asarray((of_rows - of_rest) / np.where(below > 1e-12, below, np.nan))
