"""The page that --help shows: a command's usage, what it does, its options under headings."""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from ..text import columns, wrapped
from .options import PANELS
from .told import helped, helped_beside

_NAMES_AT_MOST = 30
_INDENT = "  "

# What kinds of values are called; typer calls them as Python does.
KINDS = {"str": "text", "int": "integer", "float": "number", "path": "path"}
FURNITURE = (
    "Usage: ", "Arguments:", "Options:", "Commands:", "{panel}:", "[OPTIONS]", "COMMAND [ARGS]...",
    " / ", "default: {value}", "required", "{low} to {high}", "at least {low}", "at most {high}",
    "; ", ", ", "{help} [{notes}]", *KINDS.values(), "an integer", "a number",
)  # fmt: skip
"""The words of the page itself."""

_BESIDE = "用中文显示：加上 --lang zh"


def help_page(context: typer.Context, width: int) -> str:
    """The page about the command of *context*, in the language that is spoken, *width* columns."""
    command = context.command
    shown = [each for each in command.get_params(context) if not getattr(each, "hidden", False)]
    said = command.help or ""
    blocks = [_usage(context, shown, width), *_said(said, width), *_beside(said, width)]
    for heading, group in _panels(shown):
        rows = [(name_of(each, context), _told(each)) for each in group]
        blocks.append([heading, *_table(rows, width)])
    if isinstance(command, TyperGroup):
        rows = [(name, _first(each.help)) for name, each in command.commands.items()]
        blocks.append([helped("Commands:"), *_table(rows, width)])
    if command.epilog:
        blocks += _said(command.epilog, width)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line."""
    return [" ".join(each.split()) for each in inspect.cleandoc(text).split("\n\n")]


def helped_whole(text: str) -> str:
    """A help text in the language that is spoken, paragraph by paragraph."""
    return "\n\n".join(map(helped, paragraphs(text)))


def name_of(parameter: Any, context: typer.Context) -> str:
    """What a person types for *parameter*, with the kind of its value."""
    if parameter.param_type_name == "argument":
        return _argument(parameter)
    *short, name = sorted(parameter.opts, key=len)
    if parameter.is_flag:
        return helped(" / ").join([", ".join([*short, name]), *parameter.secondary_opts])
    return f"{', '.join([*short, name])} <{helped(kind_of(parameter, context))}>"


def _usage(context: typer.Context, shown: Sequence[Any], width: int) -> list[str]:
    arguments = [
        _argument(each) if each.required else f"[{_argument(each)}]"
        for each in shown
        if each.param_type_name == "argument"
    ]
    ending = ["COMMAND [ARGS]..."] if isinstance(context.command, TyperGroup) else []
    pieces = [context.command_path, helped("[OPTIONS]"), *arguments, *map(helped, ending)]
    first, *more = wrapped(helped("Usage: ") + " ".join(pieces), width)
    return [first, *(_INDENT + each for each in more)]


def _said(text: str, width: int) -> Iterator[list[str]]:
    for each in paragraphs(text) if text else ():
        yield [_INDENT + line for line in wrapped(each, width - len(_INDENT))]


def _beside(text: str, width: int) -> Iterator[list[str]]:
    """Where nobody has said which language they read: the gist in Chinese, and how to get more."""
    beside = helped_beside(_first(text))
    return _said(f"{beside}\n\n{_BESIDE}" if beside else "", width)


def _panels(shown: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Arguments, options without a heading, the others under theirs."""
    plain = [helped("Arguments:"), helped("Options:")]
    panels = [helped("{panel}:").format(panel=helped(panel)) for panel in PANELS]
    headings: dict[str, list[Any]] = {heading: [] for heading in (*plain, *panels)}
    for each in shown:
        panel = getattr(each, "rich_help_panel", None)
        kind = "Arguments:" if each.param_type_name == "argument" else "Options:"
        heading = helped("{panel}:").format(panel=helped(panel)) if panel else helped(kind)
        headings.setdefault(heading, []).append(each)
    return ((heading, group) for heading, group in headings.items() if group)


def _table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Names, and beside them what is said of each; a long name has a line of its own."""
    listed = list(rows)
    room = max((columns(name) for name, _ in listed if columns(name) <= _NAMES_AT_MOST), default=8)
    indent = _INDENT + " " * (room + len(_INDENT))
    for name, said in listed:
        lines = wrapped(said, width - len(indent))
        if columns(name) > room:
            yield _INDENT + name
        else:
            yield (_INDENT + name + " " * (room - columns(name)) + _INDENT + lines.pop(0)).rstrip()
        yield from (indent + each for each in lines)


def _told(parameter: Any) -> str:
    """What is said of *parameter*: its help text, its default and its bounds."""
    notes = [
        *_default(parameter),
        *bounds_of(parameter),
        *([helped("required")] if parameter.required else []),
    ]
    told = parameter.help or ""
    return (
        helped("{help} [{notes}]").format(help=told, notes=helped("; ").join(notes))
        if notes
        else told
    )


def _default(parameter: Any) -> list[str]:
    value = parameter.default
    if parameter.required or value is None or value == "":
        return []
    if isinstance(value, bool):
        if not (value or parameter.secondary_opts):
            return []
        value = (parameter.opts if value else parameter.secondary_opts)[0]
    return [helped("default: {value}").format(value=_number(value))]


def bounds_of(parameter: Any) -> list[str]:
    """Between what a number must be, in words; nothing where anything goes."""
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None and high is not None:
        return [helped("{low} to {high}").format(low=_number(low), high=_number(high))]
    if low is not None:
        return [helped("at least {low}").format(low=_number(low))]
    return [] if high is None else [helped("at most {high}").format(high=_number(high))]


def _number(value: object) -> str:
    return str(value).removesuffix(".0")


def _argument(parameter: Any) -> str:
    return helped(argument_name(parameter)) + ("..." if parameter.nargs != 1 else "")


def argument_name(parameter: Any) -> str:
    """What an argument is called in English: as it is set, else its name in capitals."""
    return str(parameter.metavar or parameter.name.upper())


def kind_of(parameter: Any, context: typer.Context) -> str:
    """What kind of value *parameter* takes, in English: a kind, or its choices."""
    said = parameter.metavar or parameter.display_type(context).strip("<>")
    kind = str(said).removeprefix("list[").removesuffix("]").removesuffix(" range")
    return KINDS.get(kind.lower(), kind)


def _first(text: str | None) -> str:
    return paragraphs(text)[0] if text else ""
