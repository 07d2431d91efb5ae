"""grader purge: erase people from a run, and show that they are gone."""

from typing import Annotated

import typer

from . import options as o


def purge(
    folder: o.RunFolder,
    candidate: Annotated[str, typer.Option("--candidate", help="Erase this candidate.")] = "",
    before: Annotated[
        str, typer.Option("--before", help="Erase all who handed in before this day, 2026-03-01.")
    ] = "",
    hold: Annotated[
        str, typer.Option("--hold", help="Forbid erasing here, and say why (a legal hold).")
    ] = "",
    release: Annotated[bool, typer.Option("--release", help="End a hold.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """Erase people from the store and the reports of a run, and search every file for them."""
    from .purging import purge_run, set_hold

    if hold or release:
        return set_hold(folder, hold, release=release, also=bool(candidate or before), lang=lang)
    return purge_run(folder, candidate, before, lang=lang, takes_all=yes, as_json=as_json)
