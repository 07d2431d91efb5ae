"""How far raters agree: figures of two or more raters, their intervals, and what they meet."""

from .pairs import Pairs, agreement, difference
from .verdict import judged

__all__ = ["Pairs", "agreement", "difference", "judged"]
