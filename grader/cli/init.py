"""grader init: a folder to start from."""

from pathlib import Path
from typing import Annotated

import typer

from . import options as o


def init(
    folder: Annotated[Path, typer.Argument(help="The folder; made if it is not there.")] = Path(),
    lang: Annotated[
        str, typer.Option("--lang", help="Write in zh or en; else in the system's language.")
    ] = "",
    as_json: o.AsJson = False,
) -> int:
    """Write a folder to start from: a workbook to fill in, a rubric, settings, a short readme."""
    from .starting import start_folder

    return start_folder(folder, lang, as_json=as_json)
