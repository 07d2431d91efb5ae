"""How much points change from one telling of the same answers to the other."""

from typing import Any

import numpy as np

from ...records.agreement import Figure
from .bootstrap import DRAWS, SEED, by_person, drawn, with_interval
from .sums import Array


def mean_change(
    changes: Array, person: np.ndarray[Any, Any], *, count: int = DRAWS, seed: int = SEED
) -> Figure:
    """
    The mean of *changes*, one an answer, with an interval from *count* draws of people.

    *person* are numbers, from 0, of the people the answers are by. Where nothing changed at all
    the mean is 0 and the interval undefined (`constant`): draws of the same zeros say nothing.
    """
    if not len(changes):
        return Figure(why="too_few")
    who = np.asarray(person, dtype=int)
    people = int(who.max()) + 1
    sums = by_person(np.column_stack([np.ones(len(changes)), changes]), who, people)

    def mean(drawn_sums: Array) -> Array:
        return np.asarray(drawn_sums[:, 1] / drawn_sums[:, 0])

    value = float(np.mean(changes))
    if not np.any(changes):
        return Figure(value, why="constant")
    return with_interval(value, drawn(sums, mean, seed=seed, count=count), people)
