"""adjudicate: what stands for one answer, given ratings, a gate, or neither."""

from .settle import settle_rating, settle_unrated

__all__ = ["settle_rating", "settle_unrated"]
