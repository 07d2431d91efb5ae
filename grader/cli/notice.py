"""grader notice: what candidates and those who answer for a run should be told."""

from pathlib import Path
from typing import Annotated

import typer

from . import options as o


def notice(
    folder: o.RunFolder,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the documents; else DIR/notice.")
    ] = None,
    organisation: Annotated[str, typer.Option(help="The organisation's name.")] = "",
    contact: o.Contact = "",
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Candidate notice, data-flow page, draft impact assessment, in zh and en; no legal advice."""
    from .papers import notices

    return notices(
        folder, out, organisation=organisation, contact=contact, lang=lang, as_json=as_json
    )
