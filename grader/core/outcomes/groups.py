"""
Groups of people by their totals.

Scoring rate and impact ratio are those of New York City's rules for Local Law 144 (6 RCNY
§5-300 to 5-304): the share of a group above the median of the full sample, over the highest such
share; groups under 2 percent of the data may be left out of ratios, with their numbers still shown.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...records.agreement import Figure
from ...records.outcome import GroupOutcome, Outcomes
from .rates import compared, ratio_interval

# Fewer people than these in a group: a ratio says more of chance than of the tool.
LEAST = 30
SMALL_SHARE = 0.02
Points = np.ndarray[Any, np.dtype[np.float64]]


def outcomes(
    columns: Sequence[str],
    entries: Sequence[Sequence[str]],
    totals: Sequence[float | None],
    *,
    least: int = LEAST,
    cut: float | None = None,
) -> Outcomes:
    """
    The groups of people that *entries*, one row a person, tell apart by *columns*.

    A person with an empty entry is unknown: counted, in no group. A total of None (held,
    unscored) is counted in its group and in no figure. With a *cut* the rate is the share at it
    or above, in place of that above the median.
    """
    scored = np.array([total for total in totals if total is not None], dtype=float)
    median = float(np.median(scored)) if scored.size else None
    members, unknown = _members(entries)
    known = sum(map(len, members.values()))
    line = median if cut is None else cut
    parts = [
        _part(names, [totals[n] for n in who], line, counts_line=cut is not None)
        for names, who in members.items()
    ]
    counted = [each for each in parts if len(each.points)]
    listed = [each for each in counted if each.people >= SMALL_SHARE * known]
    best = max(listed, key=lambda each: (each.rate, each.people), default=None)
    groups = [_outcome(each, best, counted, known, least) for each in parts]
    return Outcomes(
        columns=tuple(columns),
        groups=tuple(sorted(groups, key=lambda each: each.names)),
        people=len(totals),
        scored=int(scored.size),
        unknown=unknown,
        median=median,
        tied=int((scored == line).sum()) if scored.size else 0,
        least=least,
        cut=cut,
    )


def _members(
    entries: Sequence[Sequence[str]],
) -> tuple[dict[tuple[str, ...], list[int]], int]:
    """Who is in which group, by their places, and how many are in none."""
    members: dict[tuple[str, ...], list[int]] = {}
    unknown = 0
    for number, row in enumerate(entries):
        names = tuple(each.strip() for each in row)
        if all(names):
            members.setdefault(names, []).append(number)
        else:
            unknown += 1
    return members, unknown


class _Part:
    """One group: its people, the totals they have, and how many of those are above."""

    def __init__(
        self,
        names: tuple[str, ...],
        people: int,
        points: Points,
        above: int,
    ) -> None:
        self.names, self.people, self.points, self.above = names, people, points, above

    @property
    def rate(self) -> float:
        return self.above / len(self.points)


def _part(
    names: tuple[str, ...],
    totals: Sequence[float | None],
    line: float | None,
    *,
    counts_line: bool,
) -> _Part:
    points = np.array([total for total in totals if total is not None], dtype=float)
    is_above = np.greater_equal if counts_line else np.greater
    above = 0 if line is None else int(is_above(points, line).sum())
    return _Part(names, len(totals), points, above)


def _outcome(
    part: _Part, best: _Part | None, all_parts: Sequence[_Part], known: int, least: int
) -> GroupOutcome:
    others = [each.points for each in all_parts if each is not part]
    rest = np.concatenate(others) if others else np.array([])
    everyone = np.concatenate([part.points, rest])
    difference = _difference(part.points, rest)
    spread = float(everyone.std(ddof=1)) if everyone.size > 1 else 0.0
    is_left_out = part.people < SMALL_SHARE * known
    ratio, p, test = Figure(why="too_few"), None, ""
    if best is not None and len(part.points) and not is_left_out:
        pair = (part.above, len(part.points)), (best.above, len(best.points))
        ratio = ratio_interval(*pair) if part is not best else Figure(1.0)
        if best.above == 0:
            ratio = Figure(why="constant")
        elif part is not best:
            p, test = compared(*pair)
    return GroupOutcome(
        names=part.names,
        people=part.people,
        scored=len(part.points),
        mean=float(part.points.mean()) if part.points.size else None,
        difference=difference,
        smd=difference.value / spread if difference.value is not None and spread > 0 else None,
        above=part.above,
        rate=part.rate if part.points.size else None,
        ratio=ratio,
        p=p,
        test=test,
        is_small=len(part.points) < least,
        is_left_out=is_left_out,
        is_highest=part is best,
        is_beside_small=best is not None and len(best.points) < least,
    )


def _difference(
    points: Points,
    rest: Points,
) -> Figure:
    """Mean of *points* less that of *rest*, with Welch's interval."""
    from scipy import stats

    if not points.size or not rest.size:
        return Figure(why="too_few")
    value = float(points.mean() - rest.mean())
    if points.size < 2 or rest.size < 2:
        return Figure(value, why="too_few")
    if not points.std() and not rest.std():
        return Figure(value, why="constant")
    with warnings.catch_warnings():
        # A group in which all are alike is no loss of precision.
        warnings.filterwarnings("ignore", "Precision loss", RuntimeWarning)
        interval = stats.ttest_ind(points, rest, equal_var=False).confidence_interval(0.95)
    return Figure(value, float(interval.low), float(interval.high))
