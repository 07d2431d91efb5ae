"""How a run agreed with people, as a page, Markdown, a workbook and JSON."""

from .document import CalibrationPage, calibration_document, json_object, write_calibration

__all__ = ["CalibrationPage", "calibration_document", "json_object", "write_calibration"]
