"""A command typed wrong: what is wrong with it, and how to put it right, in one line."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import typer

from ..errors import InputError
from ..message import Message
from .help_page import argument_name, bounds_of, kind_of
from .told import helped

# typer carries its own copy of click; the class that all its usage errors share is this one.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

_DASHES = "—–－―−"  # what a word processor or a Chinese keyboard makes of two hyphens
_ARTICLED = {"integer": "an integer", "number": "a number"}


class Misuse(InputError):
    """A mistake in the command itself, of which the message names the command."""


def no_such_command(path: str, name: str, known: Sequence[str]) -> Misuse:
    """That *path* has no command *name*, with the nearest of *known*."""
    return _wrong(path, _with_nearest(Message("no such command {name!r}", name=name), name, known))


def check_dashes(command: Any, typed: Sequence[str]) -> None:
    """
    See that every option of the command *typed* begins with hyphens.

    Raises:
        InputError: one begins with a dash, as a word processor or a chat makes of two hyphens.
    """
    known = _names(_meant(command, typed)[1])
    for each in typed:
        name = each.lstrip(_DASHES + "-")
        if each[:1] in _DASHES and f"--{name.partition('=')[0]}" in known:
            raise InputError(
                "{each}: begins with a dash, where an option begins with two hyphens; write "
                "--{name}",
                each=each,
                name=name,
            )


def misuse(error: Any, command: Any, typed: Sequence[str]) -> Misuse:
    """What the usage error *error* of *command* says, in our words; *typed* is the command."""
    path, meant = _meant(command, typed)
    return _wrong(path, _told(error, command, meant, typed))


def _told(error: Any, command: Any, meant: Any, typed: Sequence[str]) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            return _no_option(error.option_name, command, meant)
        case "MissingParameter" if error.param is not None:
            return _missing(error.param)
        case "BadParameter" if error.param is not None:
            return _unfit(error.param, error, typed)
        case "BadOptionUsage":
            return _misused(error.option_name, meant)
    if hasattr(meant, "commands"):
        return Message(
            "no command given; choose one of {known}", known=helped(", ").join(meant.commands)
        )
    known = {value for each in typed for value in (each, each.partition("=")[2])}
    extra = str(error).partition(" (")[2].removesuffix(")")
    return (
        Message("{extra!r}: one name too many; put one with spaces in quotes", extra=extra)
        if known >= set(extra.split())
        else str(error)
    )


def _no_option(name: str, command: Any, meant: Any) -> str:
    known = [each for option in _options(meant) for each in option.opts]
    told = Message("no such option {name}", name=name)
    if get_close_matches(name, known):
        return _with_nearest(told, name, known)
    takers = [path for path, each in _commands(command, "grader") if name in _names(each)]
    if takers:
        return Message(
            "{told}; it is one of {takers}", told=told, takers=helped(", ").join(takers[:3])
        )
    return told


def _missing(parameter: Any) -> str:
    told = (parameter.help or "").rstrip(".。")
    if parameter.param_type_name == "argument":
        name = helped(argument_name(parameter))
        return Message("missing argument {name} ({told})", name=name, told=told)
    names = " / ".join(sorted(parameter.opts, key=len, reverse=True))
    return Message("missing option {name} ({told})", name=names, told=told)


def _unfit(parameter: Any, error: Any, typed: Sequence[str]) -> str:
    """A number or a choice is told in our words; what else typer finds, in its own."""
    name, value = max(parameter.opts, key=len), _value(parameter.opts, typed)
    kind = kind_of(parameter, error.ctx)
    if "|" in kind:
        choices = helped(", ").join(kind.split("|"))
        told = Message("must be one of {choices}", choices=choices)
    elif kind in _ARTICLED and bounds_of(parameter):
        [bounds] = bounds_of(parameter)
        told = Message("must be {kind}, {bounds}", kind=helped(_ARTICLED[kind]), bounds=bounds)
    elif kind in _ARTICLED:
        told = Message("must be {kind}", kind=helped(_ARTICLED[kind]))
    else:
        told = error.message
    return Message("{option} {value!r}: {told}", option=name, value=value, told=told)


def _misused(name: str, meant: Any) -> str:
    flags = [each for each in _options(meant) if each.is_flag and name in _names_of(each)]
    if flags:
        return Message("{option}: takes no value; leave out what follows =", option=name)
    return Message("{option}: requires an argument; write {option} VALUE", option=name)


def _value(names: Sequence[str], typed: Sequence[str]) -> str:
    """What was typed for the option of *names*, the last time it was."""
    found = ""
    for at, each in enumerate(typed):
        name, sign, value = each.partition("=")
        if name in names:
            found = value if sign else next(iter(typed[at + 1 : at + 2]), "")
        elif each[:2] in names and each[:2] != "--":
            found = each[2:]
    return found


def _with_nearest(told: Message, name: str, known: Sequence[str]) -> Message:
    near = get_close_matches(name, known, n=1)
    return Message("{told} (did you mean {near}?)", told=told, near=near[0]) if near else told


def _wrong(path: str, told: str) -> Misuse:
    return Misuse(Message("{command}: {told}; see {command} --help", command=path, told=told))


def _meant(command: Any, typed: Sequence[str]) -> tuple[str, Any]:
    """The command that *typed* names, as far as it names one, and its path."""
    path, meant = ["grader"], command
    for each in typed:
        if each in getattr(meant, "commands", {}):
            path, meant = [*path, each], meant.commands[each]
    return " ".join(path), meant


def _commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, each in getattr(command, "commands", {}).items():
        yield from _commands(each, f"{path} {name}")


def _options(command: Any) -> list[Any]:
    return [each for each in command.params if each.param_type_name == "option"]


def _names(command: Any) -> set[str]:
    return {name for each in _options(command) for name in _names_of(each)}


def _names_of(option: Any) -> set[str]:
    return {*option.opts, *option.secondary_opts}
