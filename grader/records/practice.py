"""What a person practised: an answer as handed in, and how it came out."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .rating import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """
    A text as its writer handed it in, rated or not.

    `at` is ISO 8601 in UTC, `seconds` is how long the writing took; None where nobody saw it.
    `rubric_hash` and `item_hash` say by what it was to be rated, `item_hash` the question too.
    """

    at: str
    rubric_id: str
    rubric_hash: str
    item_id: str
    item_hash: str
    question: str
    text: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionPoints:
    """Points of one dimension in one answer, of the most there are."""

    points: Decimal
    max_points: Decimal

    @property
    def share(self) -> Decimal:
        """What was reached of the most, 0 to 1; 1 where there is nothing to reach."""
        return self.points / self.max_points if self.max_points else Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """
    A rated answer: what was handed in, by whom it was rated, and what stands.

    `points` is None while they are a range or missing; `by_dimension` is empty then.
    `feedback` is what its writer was told, in plain values.
    """

    handed_in: HandedIn
    at: str
    rater: str
    status: Status
    reason: str
    points: Decimal | None
    points_low: Decimal
    points_high: Decimal
    max_points: Decimal
    by_dimension: dict[str, DimensionPoints] = field(default_factory=dict)
    feedback: dict[str, Any] = field(default_factory=dict)
