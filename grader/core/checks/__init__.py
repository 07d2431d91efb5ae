"""Checks of an answer without a model: each raises a flag for a person, none changes a mark."""

from collections.abc import Callable, Iterable

from ...records import Answer, Item, Language, Observation

Check = Callable[[Answer, Item, Language], Iterable[Observation]]
"""What one check sees in an answer to an item of a rubric in a language."""

CHECKS: tuple[Check, ...] = ()

__all__ = ["CHECKS", "Check"]
