"""grader report: the reports of a folder, written again."""

from . import options as o
from .told import say


def report(
    folder: o.RunFolder,
    format: o.Formats = "",  # noqa: A002 - the option's name
    signed_by: o.SignedBy = "",
    calibration: o.CalibrationOf = None,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Write the reports of a run again from its store; nothing is asked.

    根据已存的评分记录重新生成报告，不发任何请求。
    """
    from ..runs import report_folder
    from ..text import json_text
    from ..wiring import versions
    from ..writers.run_json import run_object
    from .grading import language_named

    run = report_folder(
        folder,
        labels_language=language_named("--lang", lang),
        formats=format,
        signed_by=signed_by,
        calibration=calibration,
        note=say,
    )
    say(str(folder))
    if as_json:
        print(json_text(run_object(run, versions())))
    return 0
