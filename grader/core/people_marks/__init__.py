"""people_marks: what people gave to an answer, and what stands then."""

from .bound import answer_hash, item_hash
from .case import lower_middle, settle_people

__all__ = ["answer_hash", "item_hash", "lower_middle", "settle_people"]
