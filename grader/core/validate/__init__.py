"""validate: a reply becomes a rating or a proposal, or a list of what is wrong with it."""

from .locate import Haystack
from .proposal import read_proposal
from .rating import Reading, read_reply

__all__ = ["Haystack", "Reading", "read_proposal", "read_reply"]
