"""grader compare: who moved between two runs."""

from pathlib import Path
from typing import Annotated

import typer

from . import options as o


def compare(
    old: Annotated[Path, typer.Argument(help="The folder of the run before.")],
    new: Annotated[Path, typer.Argument(help="The folder of the run after.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for compare.html and compare.csv; else NEW."),
    ] = None,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Who moved, and by which criterion, after a rubric, prompt or model was changed."""
    from .comparing import compare_runs

    return compare_runs(old, new, out or new, lang=lang, as_json=as_json)
