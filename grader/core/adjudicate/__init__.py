"""adjudicate: what stands for one answer, given ratings, a gate, or neither."""

from .settle import settle_rating, settle_unrated
from .several import MOVED, Opinions, jurors_differ, settle_ratings
from .suspicion import SUSPECTED, flagged_spans

__all__ = [
    "MOVED",
    "SUSPECTED",
    "Opinions",
    "flagged_spans",
    "jurors_differ",
    "settle_rating",
    "settle_ratings",
    "settle_unrated",
]
