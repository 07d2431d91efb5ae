"""A small model of each item, learnt from people's marks: an offline second opinion."""

from .judge import FittedJudge

__all__ = ["FittedJudge"]
