"""A document of questions taken apart without a model: lines, structure, paper, rubric."""

from .paper import Finding, Paper, PaperItem, PaperSection
from .reading import read_paper
from .tables import Table, TextLine, flowed

__all__ = [
    "Finding",
    "Paper",
    "PaperItem",
    "PaperSection",
    "Table",
    "TextLine",
    "flowed",
    "read_paper",
]
