"""How a run agreed with people, as pages in its folder."""

from pathlib import Path

from ..readers.resources import labels
from ..records import Language
from ..records.agreement import Calibration
from .opened import OpenRun


def write_pages(
    folder: Path, at: OpenRun, found: Calibration, language: Language
) -> tuple[Path, ...]:
    """
    Write *found* into *folder* as `calibration.html`, `.md` and `.xlsx`, which are returned.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    # Judging by the published values needs the libraries of [stats], which not everyone has.
    from ..writers.calibration_page import CalibrationPage, write_calibration

    words = {**labels(language, "report"), **labels(language, "measure")}
    page = CalibrationPage(calibration=found, rubric=at.rubric, language=language, labels=words)
    return write_calibration(folder, page)
