"""How a run agreed with people, as a page, Markdown and a workbook."""

from .document import CalibrationPage, calibration_document, write_calibration

__all__ = ["CalibrationPage", "calibration_document", "write_calibration"]
