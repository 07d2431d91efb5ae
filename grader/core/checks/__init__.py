"""Checks of an answer without a model: each raises a flag for a person, none changes a mark."""

from collections.abc import Callable, Iterable

from ...records import Answer, Item, Language, Observation
from .addressing import addressing
from .copied import matches_question, matches_reference
from .grounds import grounds
from .off_language import off_language
from .padded import lists_words, repeats_itself
from .too_long import too_long

Check = Callable[[Answer, Item, Language], Iterable[Observation]]
"""What one check sees in an answer to an item of a rubric in a language."""

CONTENT: tuple[Check, ...] = (
    matches_reference,
    matches_question,
    repeats_itself,
    lists_words,
    off_language,
    too_long,
)
"""What is said of an answer's content: none of them suspects words meant for the grader."""

CHECKS: tuple[Check, ...] = (addressing, *CONTENT)

__all__ = ["CHECKS", "CONTENT", "Check", "grounds", "off_language"]
