"""grader explain: how a candidate's scores came about, for that candidate to read."""

from pathlib import Path
from typing import Annotated

import typer

from . import options as o


def explain(
    folder: o.RunFolder,
    candidate: Annotated[str, typer.Option("--candidate", help="The candidate's id.")],
    item: o.OfItem = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A file: .md, .html or .txt; else Markdown on stdout."),
    ] = None,
    signed_by: Annotated[str, typer.Option(help="The organisation that can be asked.")] = "",
    contact: o.Contact = "",
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """How a candidate's scores came about, in plain words; a text to hand out."""
    from .papers import explain_to

    return explain_to(
        folder,
        candidate,
        item,
        out=out,
        organisation=signed_by,
        contact=contact,
        lang=lang,
        as_json=as_json,
    )
