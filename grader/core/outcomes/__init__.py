"""What comes out for groups of people: differences with intervals, rates and their ratios."""

from .groups import LEAST, outcomes

__all__ = ["LEAST", "outcomes"]
