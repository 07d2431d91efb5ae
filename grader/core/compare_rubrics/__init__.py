"""compare_rubrics: what changed between two rubrics, and which items' scores may move by it."""

from .changes import Change
from .compare import Effect, ItemChange, RubricDifference, compare_rubrics
from .words import Piece, word_difference

__all__ = [
    "Change",
    "Effect",
    "ItemChange",
    "Piece",
    "RubricDifference",
    "compare_rubrics",
    "word_difference",
]
