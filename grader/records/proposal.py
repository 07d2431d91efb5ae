"""Criteria that are proposed for a question which has none."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .rubric import Criterion

MOST_CRITERIA = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class BareItem:
    """A question without criteria: its points, and what its paper says of a good answer."""

    id: str
    text: str
    points: Decimal
    reference: str = ""
    examines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """
    Draft criteria for one question, and who made them: a judge, or its paper's own list.

    `why` has a sentence for each criterion where a judge made them; `detail` says why it did not.
    """

    criteria: tuple[Criterion, ...]
    by: Literal["judge", "list"]
    why: tuple[str, ...] = ()
    detail: str = ""
