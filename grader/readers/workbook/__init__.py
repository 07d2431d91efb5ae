"""workbook: the sheets of an .xlsx file, read as a person sees them."""

from .reader import read_workbook

__all__ = ["read_workbook"]
