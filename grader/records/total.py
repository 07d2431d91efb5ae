"""What a candidate's scores come to."""

from dataclasses import dataclass
from decimal import Decimal

from .banding import Placed
from .rating import Score
from .rubric import Item, Minimum


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionSum:
    """
    Points of points in one dimension, with the number of criteria behind them.

    `points` is None while an answer with a criterion of this dimension is open.
    """

    points: Decimal | None
    max_points: Decimal
    criteria: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A minimum that a candidate cannot reach: the most there can be, and what is asked for."""

    minimum: Minimum
    points: Decimal
    wanted: Decimal
    max_points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTotal:
    """
    One candidate over the items asked.

    `total` is None while any answer is held or unscored; `low` and `high` then say where it
    can end. Items not answered count 0 and are not in `answered`. `below` are the rubric's minima
    it falls short of: they ask for a person, and change no points.
    """

    candidate_id: str
    total: Decimal | None
    max_total: Decimal
    low: Decimal
    high: Decimal
    by_dimension: dict[str, DimensionSum]
    answered: int
    asked: int
    held: int
    unscored: int
    flags: tuple[str, ...]
    below: tuple[Shortfall, ...] = ()

    @property
    def is_open(self) -> bool:
        """True while an answer is held or unscored."""
        return bool(self.held or self.unscored)

    @property
    def needs_person(self) -> bool:
        """True while an answer is open, or where a minimum is not reached."""
        return self.is_open or bool(self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    A candidate as reports show one: the total, and every asked item with its score.

    `placed` is where the total lies, None where that was not asked for.
    """

    total: CandidateTotal
    scored: tuple[tuple[Item, Score], ...]
    placed: Placed | None = None
