"""What everyone's scores say about the items: figures over people, never about one."""

from dataclasses import dataclass
from decimal import Decimal

from .rubric import Criterion, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStatistics:
    """
    One criterion over the answers rated on it.

    `mean` are points as judged; `lost` the share of the criterion's points, 0 to 1, that
    these answers did not get. Both are None where `answers` is 0. Of the `rerated` ones, which
    have more than one rating of the whole answer, the share `identical` got one level from all;
    `spread` is the mean distance of the highest from the lowest, in levels.
    """

    criterion: Criterion
    max_points: Decimal
    answers: int
    mean: Decimal | None
    lost: float | None
    rerated: int = 0
    identical: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """
    One item over its settled answers (graded or gated; one not answered is none).

    `difficulty` is the mean share of the item's points, 0 to 1: high is easy. `discrimination`
    is the correlation of the points with those of the candidate's other items, -1 to 1, over
    the candidates with a total; None where they are too few or all alike.
    """

    item: Item
    settled: int
    held: int
    unscored: int
    not_answered: int
    mean: Decimal | None
    difficulty: float | None
    discrimination: float | None
    criteria: tuple[CriterionStatistics, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """
    A tenth of the scale, from `low` to `high` percent; the last one includes its end.

    `settled` people have their total in it; `possible` ones, whose total is open, can end in it.
    """

    low: int
    high: int
    settled: int
    possible: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionMean:
    """Mean points of points in one dimension, over the people where it is settled."""

    points: Decimal | None
    max_points: Decimal
    criteria: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """
    Everyone of a run: how totals spread, and how each item and dimension went.

    `reasons` counts the open answers by status and reason.
    """

    people: int
    settled: int
    bins: tuple[Bin, ...]
    items: tuple[ItemStatistics, ...]
    dimensions: dict[str, DimensionMean]
    reasons: dict[tuple[str, str], int]
