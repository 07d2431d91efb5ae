"""Text as several stages need it: cleaned, cut into lines, folded, found again."""

from .clean import clean
from .fold import Folded, content_size, fold, is_cjk
from .lines import numbered
from .overlap import shares_passage

__all__ = ["Folded", "clean", "content_size", "fold", "is_cjk", "numbered", "shares_passage"]
