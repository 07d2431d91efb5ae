"""Text as several stages need it: cleaned, cut into lines, folded, found again."""

from .clean import clean
from .fold import Folded, content_size, fold, is_cjk
from .lines import numbered
from .overlap import shares_passage
from .skipped import is_empty_cell, is_skip_mark

__all__ = [
    "Folded",
    "clean",
    "content_size",
    "fold",
    "is_cjk",
    "is_empty_cell",
    "is_skip_mark",
    "numbered",
    "shares_passage",
]
