"""Which options of a command can be set beforehand, and what they take."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from typer.core import TyperCommand

from ..errors import SettingError
from ..message import Message

COMMON = tuple(
    """rubric judge model base_url api_key_file replay temperature seed max_tokens timeout
    concurrency prompt_lang prices budget lang progress""".split()
)
"""Settings at the head of the file: they hold for every command that has such an option."""

OF_ONCE = frozenset(
    """yes json dry_run force propose attack history_only counterfactual split hold release
    candidate before import blind adjudicator""".split()
)
"""Options that decide or do something: they are said each time."""

# Of the same name, and something else there: chance, or what the run itself was graded by.
_OTHERWISE = {("calibrate", "seed"), ("audit", "judge"), ("audit", "model")}
# Arguments that a file can name; `folder` is what [grade] calls out.
_ARGUMENTS = {"grade": {"answers"}, "rubric-show": {"rubric"}, "rubric-check": {"rubric"}}
_CHOICES = {"lang": ("zh", "en"), "prompt_lang": ("zh", "en"), "progress": ("auto", "json", "none")}
_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settable:
    """One option: its key in the file, the parameter behind it, and what it takes."""

    key: str
    name: str
    option: str = ""
    off: str = ""
    kind: type
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    default: object = None

    def of_file(self, value: object, where: str) -> object:
        """
        *value* of a settings file as the option takes it.

        Raises:
            SettingError: it is of another kind, out of range or none of the choices.
        """
        if self.kind is list:
            value = [value] if isinstance(value, str) else value
            is_right = isinstance(value, list) and all(isinstance(each, str) for each in value)
        elif self.kind is float:
            is_right = isinstance(value, int | float) and not isinstance(value, bool)
        else:
            is_right = type(value) is self.kind
        if not is_right:
            self._refuse(where)
        self._see_within(value, where)
        return value

    def of_environment(self, text: str, where: str) -> object:
        """
        *text* of a variable as the option takes it.

        Raises:
            SettingError: as for `of_file`.
        """
        value: object = text
        try:
            if self.kind in {int, float}:
                value = self.kind(text)
        except ValueError:
            self._refuse(where)
        if self.kind is bool:
            if text.lower() not in _YES | _NO:
                self._refuse(where)
            value = text.lower() in _YES
        self._see_within(value, where)
        return value

    def spelled(self, value: object) -> list[str]:
        """The option as it would be typed."""
        if not self.option:
            return [*value] if isinstance(value, list) else [str(value)]
        if self.kind is bool:
            return [each for each in [self.option if value else self.off] if each]
        texts = map(str, value) if isinstance(value, list) else [f"{value}"]
        return [word for text in texts for word in _worded(self.option, text)]

    def _refuse(self, where: str) -> None:
        wanted = {
            str: Message("must be text; put it in quotes"),
            int: Message("must be a whole number, without quotes"),
            float: Message("must be a number, without quotes"),
            bool: Message("must be true or false, without quotes"),
            list: Message('must be a text in quotes, or several: ["…", "…"]'),
        }[self.kind]
        raise SettingError("{where}: {key}: {wanted}", where=where, key=self.key, wanted=wanted)

    def _see_within(self, value: object, where: str) -> None:
        if self.choices and value not in self.choices:
            raise SettingError(
                "{where}: {key}: {value!r} is none of {choices}",
                where=where, key=self.key, value=value, choices=", ".join(self.choices),
            )  # fmt: skip
        if not isinstance(value, int | float) or isinstance(value, bool):
            return
        least = float("-inf") if self.least is None else self.least
        most = float("inf") if self.most is None else self.most
        if not least <= value <= most:
            template = (
                Message("at least {least:g}", least=least)
                if self.most is None
                else Message("{least:g} to {most:g}", least=least, most=most)
            )
            raise SettingError(
                "{where}: {key}: {value:g} is out of range; give {range}",
                where=where, key=self.key, value=value, range=template,
            )  # fmt: skip


def settables(name: str, command: TyperCommand) -> dict[str, Settable]:
    """What can be set of *command*, its *name* with hyphens, by keys, in the order of its help."""
    return {each.key: each for each in _all(name, command) if each.key not in OF_ONCE}


def keys(name: str, command: TyperCommand) -> set[str]:
    """The keys of all its options, those of one occasion too."""
    return {each.key for each in _all(name, command)}


def is_common(command: str, key: str) -> bool:
    """Whether the head of the file sets *key* of *command*."""
    return key in COMMON and (command, key) not in _OTHERWISE


def _all(name: str, command: TyperCommand) -> Iterator[Settable]:
    if command.callback is None:
        return
    written = inspect.signature(command.callback, eval_str=True).parameters
    for each in command.params:
        if each.name not in written:
            continue
        is_argument = each.param_type_name == "argument"
        if is_argument and each.name not in _ARGUMENTS.get(name, ()):
            continue
        option = "" if is_argument else next(opt for opt in each.opts if opt.startswith("--"))
        key = each.name if is_argument else option.removeprefix("--").replace("-", "_")
        kind, choices = _kind(get_args(written[each.name].annotation)[0])
        yield Settable(
            key=key,
            name=each.name,
            option=option,
            off=next(iter(each.secondary_opts), ""),
            kind=kind,
            choices=choices or _CHOICES.get(key, ()),
            least=getattr(each, "min", None),
            most=getattr(each, "max", None),
            default=None if callable(each.default) else each.default,
        )


def _kind(annotation: Any) -> tuple[type, tuple[str, ...]]:
    if isinstance(annotation, types.UnionType) or get_origin(annotation) is Union:
        inner = [each for each in get_args(annotation) if each is not type(None)]
        return _kind(inner[0])
    if get_origin(annotation) is Literal:
        return str, get_args(annotation)
    if get_origin(annotation) is list:
        return list, ()
    return (str if annotation is Path else annotation), ()


def _worded(option: str, text: str) -> list[str]:
    # A value that begins like an option would be taken for one.
    return [f"{option}={text}"] if text.startswith("-") else [option, text]
