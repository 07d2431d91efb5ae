"""grader config: every setting, its value, and where that comes from."""

from typing import Annotated

import typer

from . import options as o


def config(
    context: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(help="The command whose settings to show; else grade.")
    ] = None,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """What holds here: each setting, and whether the environment or grader.toml says so."""
    from .configuring import show_settings
    from .settled import settled

    known = settled(context.find_root().command)
    return show_settings(command or ["grade"], known, lang, as_json=as_json)
