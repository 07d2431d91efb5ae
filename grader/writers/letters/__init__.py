"""Letters to candidates: one each, as a page and as a document, and whose is which."""

from .ready import check_letters
from .report import LettersReport

__all__ = ["LettersReport", "check_letters"]
