"""An answer that people have marked: to show to a judge, or to learn from."""

from dataclasses import dataclass
from decimal import Decimal

from .answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedAnswer:
    """
    An answer, what people gave it in all, and on each scoring point where they said so.

    `levels` and `reasons` are by the criterion's id; without levels only the whole was marked.
    """

    answer: Answer
    points: Decimal
    levels: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
