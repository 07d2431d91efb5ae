"""workbook: the report as sheets, one row at a time."""

from .report import WorkbookReport

__all__ = ["WorkbookReport"]
