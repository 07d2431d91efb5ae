"""
A judge without a model: how much of a criterion's own words an answer covers.

A hint for demos and offline practice, never a grade. On items it had not seen, coverage by
character n-grams with length agreed with people at a quadratic weighted kappa of 0.35 to 0.45,
length alone at 0 to 0.16; and the words of a good answer in any order get full marks.
"""

from .judge import BaselineJudge

__all__ = ["BaselineJudge"]
