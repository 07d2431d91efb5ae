"""Pages of measured figures: one document, written as HTML, Markdown or a workbook."""

from .amounts import Amounts, number, scale_point
from .document import Amount, Column, Document, Grid, Heat, Scatter, Section, Whisker, Whiskers
from .files import write_document
from .markdown import markdown_text
from .page import page_text

__all__ = [
    "Amount",
    "Amounts",
    "Column",
    "Document",
    "Grid",
    "Heat",
    "Scatter",
    "Section",
    "Whisker",
    "Whiskers",
    "markdown_text",
    "number",
    "page_text",
    "scale_point",
    "write_document",
]
