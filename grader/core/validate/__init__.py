"""validate: a reply becomes a rating, or a list of what is wrong with it."""

from .locate import Haystack
from .rating import Reading, read_reply

__all__ = ["Haystack", "Reading", "read_reply"]
