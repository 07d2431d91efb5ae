"""
The standard error of a person's total, from how items and raters scatter.

Generalisability theory (Brennan 2001, Generalizability Theory): the points of people on items, by
one or several raters, are taken apart into what belongs to people, items, raters and their
mixtures; what moves people against each other without being theirs is error.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...records.agreement import Figure, Why
from .sums import Array

FEWEST_PEOPLE, FEWEST_ITEMS = 10, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalError:
    """
    The error of a total over all items by one rater.

    `sem` is in points of the total; `reliability` is the share of the totals' variance that is
    people's own. `raters` is how many there were; with one, their scatter is not in it. `parts`
    are variances of one answer: person, person_item, person_rater, rest.
    """

    sem: Figure
    reliability: Figure
    people: int
    items: int
    raters: int
    parts: dict[str, float]

    @property
    def is_of_items_alone(self) -> bool:
        """True where no second rating of the same answers shows how raters scatter."""
        return self.raters < 2


def total_error(points: "np.ndarray[Any, np.dtype[np.float64]]") -> TotalError:
    """
    From *points*, people by items by raters; NaN where a rating is missing.

    People with any rating missing are left out: the parts need every item by every rater.
    Undefined under 10 such people or 2 items.
    """
    whole = points[np.isfinite(points).all(axis=(1, 2))]
    people, items, raters = whole.shape
    why: Why = "too_few" if people < FEWEST_PEOPLE or items < FEWEST_ITEMS else ""
    if why:
        return TotalError(sem=Figure(why=why), reliability=Figure(why=why), people=people,
                          items=items, raters=raters, parts={})  # fmt: skip
    parts = _crossed(whole) if raters > 1 else _by_items(whole[:, :, 0])
    # One rater over these items: each item errs on its own, a rater's leaning on all alike.
    error = items * (parts["person_item"] + parts["rest"]) + items**2 * parts["person_rater"]
    own = items**2 * parts["person"]
    reliability = Figure(float(own / (own + error))) if own + error > 0 else Figure(why="constant")
    return TotalError(sem=Figure(float(np.sqrt(error))), reliability=reliability, people=people,
                      items=items, raters=raters, parts=parts)  # fmt: skip


def _by_items(points: Array) -> dict[str, float]:
    """People by items, one rating each: what is not people's or items' is left over."""
    n, k = points.shape
    rest = points - points.mean(axis=1, keepdims=True) - points.mean(axis=0) + points.mean()
    of_rest = float((rest**2).sum()) / ((n - 1) * (k - 1))
    of_people = float(points.mean(axis=1).var(ddof=1)) * k
    return _named(person=(of_people - of_rest) / k, person_item=0.0, person_rater=0.0, rest=of_rest)


def _crossed(points: Array) -> dict[str, float]:
    """People by items by raters, by expected mean squares."""
    n, k, r = points.shape
    mean = points.mean()
    p, i, j = (points.mean(axis=axes) - mean for axes in ((1, 2), (0, 2), (0, 1)))
    pi = points.mean(axis=2) - mean - p[:, None] - i
    pj = points.mean(axis=1) - mean - p[:, None] - j
    ij = points.mean(axis=0) - mean - i[:, None] - j
    rest = (points - mean - p[:, None, None] - i[:, None] - j - pi[:, :, None] - pj[:, None, :]
            - ij)  # fmt: skip
    of_rest = float((rest**2).sum()) / ((n - 1) * (k - 1) * (r - 1))
    of_pi = r * float((pi**2).sum()) / ((n - 1) * (k - 1))
    of_pj = k * float((pj**2).sum()) / ((n - 1) * (r - 1))
    of_p = k * r * float((p**2).sum()) / (n - 1)
    return _named(
        person=(of_p - of_pi - of_pj + of_rest) / (k * r),
        person_item=(of_pi - of_rest) / r,
        person_rater=(of_pj - of_rest) / k,
        rest=of_rest,
    )


def _named(**parts: float) -> dict[str, float]:
    """Variances; one that comes out below nothing is nothing."""
    return {name: max(value, 0.0) for name, value in parts.items()}
