"""Two runs on the same answers: which agrees better with people, and how far they are apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...records.agreement import Agreement, Figure, Seen
from .measure import USUAL, Draws
from .pairs import Pairs, agreement, difference

Answered = tuple[str, str]
_NEAR = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineAnswer:
    """
    What a run gave an answer: `percent` of the item's points, and `points` by criterion.

    `size` is the length of the answer in Chinese characters and words of other scripts; `text`
    tells its text from others.
    """

    percent: float
    points: Mapping[str, float]
    size: int
    text: str


@dataclass(frozen=True, slots=True)
class Two:
    """
    Two runs beside each other: on `answers` people rated too, and on all both rated.

    See `RunBeside` for the figures.
    """

    answers: int
    first_qwk: Figure
    qwk: Figure
    gained: Figure
    seen: Seen
    between: Agreement | None
    levels_same: Figure


_Run = Mapping[Answered, MachineAnswer]


def two_runs(
    one: _Run, other: _Run, people: Mapping[Answered, Sequence[float]], how: Draws = USUAL
) -> Two:
    """Figures of run *one* beside run *other*; *people* gave answers so many percent, each."""
    both = [key for key in one if key in other and one[key].text == other[key].text]
    marked = [key for key in both if people.get(key)]
    first, second = _with_people(one, marked, people), _with_people(other, marked, people)
    found = [agreement(pairs, count=how.count, seed=how.seed).qwk for pairs in (first, second)]
    gained = difference(second, first, count=how.count, seed=how.seed)
    return Two(
        len(marked), found[0], found[1], gained, _seen(gained), _between(one, other, both, how),
        _levels(one, other, both, how),
    )  # fmt: skip


def _seen(gained: Figure) -> Seen:
    if gained.value is None or gained.low is None or gained.high is None:
        return "too_few"
    return "better" if gained.low > 0 else "worse" if gained.high < 0 else "no_difference"


def _with_people(
    run: _Run, marked: Sequence[Answered], people: Mapping[Answered, Sequence[float]]
) -> Pairs:
    rows = [(key, each) for key in marked for each in people[key]]
    return _pairs([key for key, _ in rows], [each for _, each in rows],
                  [run[key].percent for key, _ in rows])  # fmt: skip


def _pairs(keys: Sequence[Answered], first: Sequence[float], second: Sequence[float]) -> Pairs:
    people = {name: n for n, name in enumerate(dict.fromkeys(key[0] for key in keys))}
    items = {name: n for n, name in enumerate(dict.fromkeys(key[1] for key in keys))}
    return Pairs(
        first=np.asarray(first, dtype=float),
        second=np.asarray(second, dtype=float),
        person=np.array([people[key[0]] for key in keys], dtype=int),
        item=np.array([items[key[1]] for key in keys], dtype=int),
        reach=_NEAR,
    )


def _between(one: _Run, other: _Run, both: Sequence[Answered], how: Draws) -> Agreement | None:
    if not both:
        return None
    pairs = _pairs(both, [one[key].percent for key in both], [other[key].percent for key in both])
    return agreement(pairs, count=how.count, seed=how.seed)


def _levels(one: _Run, other: _Run, both: Sequence[Answered], how: Draws) -> Figure:
    """The share of criteria of the same id that both runs gave the same points."""
    rows = [
        (key, points, other[key].points[name])
        for key in both
        for name, points in one[key].points.items()
        if name in other[key].points
    ]
    if not rows:
        return Figure(why="too_few")
    keys, first, second = zip(*rows, strict=True)
    return agreement(_pairs(keys, first, second), count=how.count, seed=how.seed).exact


def with_length(run: _Run, how: Draws = USUAL) -> Figure:
    """How points go with the length of the answer: Spearman's correlation within items."""
    keys = list(run)
    if not keys:
        return Figure(why="too_few")
    pairs = _pairs(keys, [run[key].percent for key in keys], [run[key].size for key in keys])
    ranked = [_ranked(points, pairs.item) for points in (pairs.first, pairs.second)]
    of_ranks = Pairs(first=ranked[0], second=ranked[1], person=pairs.person,
                     item=np.zeros(len(keys)))  # fmt: skip
    return agreement(of_ranks, count=how.count, seed=how.seed).pearson


def _ranked(points: np.ndarray, item: np.ndarray) -> np.ndarray:
    """Mid-ranks within each item, from 0 to 1."""
    # Takes a second to load; who only writes down figures needs none of it.
    from scipy.stats import rankdata

    out = np.zeros(points.size)
    for each in np.unique(item):
        where = item == each
        out[where] = (rankdata(points[where]) - 0.5) / where.sum()
    return out
