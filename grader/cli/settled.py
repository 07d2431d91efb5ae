"""Commands whose options may have been set beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

# These must work beside a file of settings that is wrong.
_ALONE = frozenset({"init", "config"})


class Settled(TyperCommand):
    """A command that takes what is not typed from the environment and from grader.toml."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments taken apart; what they leave open is filled in."""
        typed, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        given = {name: value for name, value in typed.items() if value is not None}
        if self.name not in _ALONE and not ctx.resilient_parsing and "help" not in given:
            _settle(ctx, given, args)
        return super().parse_args(ctx, args)


def settled(root: Any) -> dict[str, TyperCommand]:
    """The commands of *root* that can be set beforehand, by the names of their tables."""
    return dict(_settled(root, ()))


def _settled(group: TyperGroup, names: tuple[str, ...]) -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _settled(command, (*names, name))
        elif isinstance(command, Settled) and name not in _ALONE:
            yield "-".join((*names, name)), command


def _settle(ctx: typer.Context, given: dict[str, object], args: list[str]) -> None:
    from .settings import ELSEWHERE, settings_of
    from .settings_told import tell_settings

    name = "-".join(ctx.command_path.split()[1:])
    found = settings_of(name, settled(ctx.find_root().command), given)
    taken = [*found.said("file"), *found.said("environment")]
    mine = [each for each in taken if each.where not in ELSEWHERE.values()]
    ctx.default_map = {each.settable.name: each.value for each in mine}
    said = [word for each in mine for word in each.settable.spelled(each.value)]
    typed = cast("list[str]", ctx.obj)
    head = len(typed) - len(args)
    # As if it had been typed: what is kept of the command needs no file to be run again.
    ctx.obj = [*typed[:head], *said, *typed[head:]]
    # Said before the command, it is about what is said to people, and nothing else.
    is_said = "lang" in given or any(each.startswith("--lang") for each in typed[:head])
    tell_settings(found, is_said=is_said)
