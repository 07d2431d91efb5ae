"""A document of questions taken apart without a model: lines, structure, paper, rubric."""

from .paper import Finding, Paper, PaperItem, PaperSection
from .propose import proposed_criteria
from .reading import check_length, read_paper
from .tables import Table, TextLine, flowed
from .to_rubric import finding_text, to_rubric

__all__ = [
    "Finding",
    "Paper",
    "PaperItem",
    "PaperSection",
    "Table",
    "TextLine",
    "check_length",
    "finding_text",
    "flowed",
    "proposed_criteria",
    "read_paper",
    "to_rubric",
]
