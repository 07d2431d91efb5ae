"""Two raters on the same answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...records.agreement import Agreement, Figure
from .bootstrap import DRAWS, SEED, by_person, draws, with_interval
from .sums import SUMS, Array, figures, terms

_NAMES = ("exact", "near", "qwk", "pearson", "spearman", "smd", "mae", "bias", "spread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """
    Points of two raters, pair by pair; `person` and `item` are numbers from 0.

    `scale` are all points that can be given, lowest first, or nothing where they are sums.
    `reach` is the largest difference that is still near.
    """

    first: Array
    second: Array
    person: np.ndarray[Any, Any]
    item: np.ndarray[Any, Any]
    scale: Sequence[float] = ()
    reach: float = 0.0


def agreement(pairs: Pairs, *, count: int = DRAWS, seed: int = SEED) -> Agreement:
    """The figures of *pairs*, with intervals from *count* draws of people."""
    person = np.unique(pairs.person, return_inverse=True)[1]
    people = int(person.max()) + 1 if person.size else 0
    whole = terms(pairs.first, pairs.second, pairs.reach)
    items = np.unique(pairs.item, return_inverse=True)[1]
    many = int(items.max()) + 1 if items.size else 0
    # One table a person: sums of all pairs, of all pairs without their items' means, of each item.
    # Of one item all is within it.
    parts = [whole]
    if many > 1:
        parts.append(terms(*_within(pairs), pairs.reach))
        parts += [whole * (items == each)[:, None] for each in range(many)]
    table = np.hstack([by_person(part, person, people) for part in parts])
    made = _all(table.sum(axis=0, keepdims=True))
    values = [_all(weights @ table) for weights in draws(people, count, seed)] if people else []
    told = {name: _told(made[name], [each[name] for each in values], people) for name in made}
    return Agreement(
        n=len(pairs.first), candidates=people, reach=pairs.reach, scale=tuple(pairs.scale),
        confusion=confusion(pairs), **told,
    )  # fmt: skip


def difference(
    one: Pairs, other: Pairs, figure: str = "qwk", *, count: int = DRAWS, seed: int = SEED
) -> Figure:
    """
    *figure* of *one* less that of *other*, over the same draws of the same people.

    `person` numbers mean the same people in both; who has pairs in one only is left out.
    """
    both = np.intersect1d(one.person, other.person)
    people = both.size
    if not people:
        return Figure(why="too_few")
    tables = []
    for pairs in (one, other):
        shared = np.isin(pairs.person, both)
        found = terms(pairs.first[shared], pairs.second[shared], pairs.reach)
        tables.append(by_person(found, np.searchsorted(both, pairs.person[shared]), people))

    def apart(weights: Array) -> Array:
        first, second = (figures(weights @ table)[figure] for table in tables)
        return np.asarray(first - second)

    value = float(apart(np.ones((1, people)))[0])
    return with_interval(
        value, np.concatenate([apart(weights) for weights in draws(people, count, seed)]), people
    )


def _told(made: Array, values: Sequence[Array], people: int) -> Figure:
    if not people:
        return Figure(why="too_few")
    return with_interval(float(made[0]), np.concatenate(values) if values else made, people)


def _all(sums: Array) -> dict[str, Array]:
    """Every figure of each row of *sums*, those within items too."""
    width = len(SUMS)
    parts = sums.reshape(len(sums), -1, width)
    made = {name: value for name, value in figures(parts[:, 0]).items() if name in _NAMES}
    if parts.shape[1] == 1:
        return {**made, "within_r": made["pearson"], "within_qwk": made["qwk"]}
    made["within_r"] = figures(parts[:, 1])["pearson"]
    made["within_qwk"] = _mean_over_items(parts[:, 2:])
    return made


def _mean_over_items(parts: Array) -> Array:
    """QWK of each item, weighted by its pairs; items in which it is undefined are left out."""
    of_item, weight = figures(parts)["qwk"], parts[..., 0]
    weight = np.where(np.isfinite(of_item), weight, 0.0)
    total = weight.sum(axis=1)
    found = (np.nan_to_num(of_item) * weight).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, found / np.where(total > 0, total, 1), np.nan)


def _within(pairs: Pairs) -> tuple[Array, Array]:
    """Both raters' points less their means on the item."""
    if not pairs.first.size:
        return pairs.first, pairs.second
    items = np.unique(pairs.item, return_inverse=True)[1]
    size = np.bincount(items)

    def centred(points: Array) -> Array:
        out: Array = points - (np.bincount(items, weights=points) / size)[items]
        return np.where(np.abs(out) < 1e-9, 0.0, out)

    return centred(pairs.first), centred(pairs.second)


def confusion(pairs: Pairs) -> tuple[tuple[int, ...], ...]:
    """How many pairs lie at each two points of the scale; empty where there is none."""
    if not pairs.scale:
        return ()
    scale = np.asarray(pairs.scale, dtype=float)
    rows, columns = (np.abs(np.asarray(points)[:, None] - scale).argmin(axis=1)
                     for points in (pairs.first, pairs.second))  # fmt: skip
    counts = np.zeros((scale.size, scale.size), dtype=int)
    np.add.at(counts, (rows, columns), 1)
    return tuple(tuple(int(cell) for cell in row) for row in counts)
