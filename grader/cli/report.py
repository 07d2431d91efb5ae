"""grader report: the reports of a folder, written again."""

from . import options as o
from .told import say


def report(
    folder: o.RunFolder,
    cut: o.Cut = "",
    bands: o.Bands = None,
    rank: o.Rank = False,
    min_agreement: o.MinAgreement = None,
    format: o.Formats = "",  # noqa: A002 - the option's name
    signed_by: o.SignedBy = "",
    calibration: o.CalibrationOf = None,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Write the reports of a run again from its store; nothing is asked."""
    from ..runs import report_folder
    from ..text import json_text
    from ..wiring import versions
    from ..writers.run_json import run_object
    from .banding import banding_named
    from .grading import language_named

    is_said = bool(cut or bands or rank or min_agreement is not None)
    banding = banding_named(cut, bands, rank=rank, least=min_agreement) if is_said else None
    run = report_folder(
        folder,
        labels_language=language_named("--lang", lang),
        formats=format,
        signed_by=signed_by,
        calibration=calibration,
        banding=banding,
        note=say,
    )
    say(str(folder))
    if as_json:
        print(json_text(run_object(run, versions())))
    return 0
