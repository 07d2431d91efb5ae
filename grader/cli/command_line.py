"""The command line put together, every text of it in the language of who reads it."""

from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup

from ..records import Language
from .help_page import help_page, helped_whole
from .misuse import no_such_command
from .settled import Settled
from .told import helped, spoken


class _Spoken(Settled):
    """A command whose help is our page, and whose options may have been set beforehand."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        formatter.write(help_page(ctx, formatter.width))

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        return _helping(super().get_help_option(ctx))


class _SpokenGroup(TyperGroup):
    """A command of commands whose help is our page."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        formatter.write(help_page(ctx, formatter.width))

    def get_help_option(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        return _helping(super().get_help_option(ctx))

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        name = args[0]
        if name in self.commands or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise no_such_command(ctx.command_path, name, list(self.commands))


def command_of(app: typer.Typer) -> Any:
    """The command that *app* describes, its help in the language that is spoken."""
    return _command_in(spoken(), app)


# Who calls the command many times in one process pays once for putting it together.
@cache
def _command_in(_language: Language | None, app: typer.Typer) -> Any:
    _dress(app)
    command = typer.main.get_command(app)
    _word(command)
    return command


def _dress(app: typer.Typer) -> None:
    app.info.cls = _SpokenGroup
    for command in app.registered_commands:
        command.cls = _Spoken
    for group in app.registered_groups:
        if group.typer_instance is not None:
            _dress(group.typer_instance)


def _word(command: Any) -> None:
    """Said before anything is printed: shells that complete a command show these texts too."""
    command.help = helped_whole(command.help or "")
    for parameter in command.params:
        parameter.help = helped(parameter.help or "")
    for each in getattr(command, "commands", {}).values():
        _word(each)


def _helping(option: Any) -> Any:
    if option is not None:
        option.help = helped("Show this message and exit.")
    return option
