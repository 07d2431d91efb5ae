"""What settings hold for a command: the command line's over the environment's over the file's."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typer.core import TyperCommand

from ..errors import SettingError
from ..message import Message
from ..readers.settings_file import Said, SettingsFile, read_settings
from .settable import COMMON, OF_ONCE, Settable, is_common, keys, settables

FILE = "grader.toml"
"""The file of settings: of the folder that the command runs in, and of no other."""

Commands = Mapping[str, TyperCommand]
"""The commands whose options can be set, by their names: `grade`, `rubric-import`."""

ELSEWHERE = {"model": "GRADER_MODEL", "base_url": "OPENAI_BASE_URL"}
"""Variables that are read where a judge is made: they say their own way out."""

# Of two that exclude each other, what is said at a higher place sets the other aside.
_ASIDE = {
    "answers": ("out", "sheet", "map", "by"),
    "model": ("jury",),
    "jury": ("model",),
    "cut": ("bands",),
    "bands": ("cut",),
    "judge": ("jury", "marks", "second_opinion", "anchors", "engine", "detach"),
}
_READING = frozenset("report review calibrate audit explain notice verify".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What holds for one option, and who said so: `where` is a line of the file or a variable."""

    settable: Settable
    value: object
    source: Literal["built-in", "file", "environment"] = "built-in"
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for a command, by keys; `aside` are keys of the file that a higher place ended."""

    file: SettingsFile | None
    of: Mapping[str, Setting]
    aside: tuple[str, ...] = ()

    def said(self, source: str) -> list[Setting]:
        """The settings that come from *source*."""
        return [each for each in self.of.values() if each.source == source]


def settings_of(
    command: str,
    commands: Commands,
    given: Mapping[str, object],
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """
    What holds for *command* where *given* is typed, by parameters.

    Raises:
        SettingError: the file or a variable says something that cannot be.
    """
    environment = os.environ if environment is None else environment
    file = read_settings(Path(FILE))
    if file is not None:
        check_settings(file, commands)
    known = settables(command, commands[command])
    by_file = dict(_of_file(file, command, known)) if file else {}
    by_environment = dict(_of_environment(environment, command, known))
    typed = {key: given[each.name] for key, each in known.items() if each.name in given}
    higher = {key: each.value for key, each in by_environment.items()} | typed
    gone = set(_set_aside(by_file, known, higher))
    if environment.get("OPENAI_API_KEY", "").strip() and "api_key_file" not in typed:
        gone.add("api_key_file")
    left = {key: each for key, each in by_file.items() if key not in gone}
    built_in = {k: Setting(settable=each, value=each.default) for k, each in known.items()}
    found = built_in | left | by_environment
    if command in _READING and "folder" not in given:
        found |= _folder(file, commands, environment)
    return Settings(
        file=file,
        of={key: each for key, each in found.items() if key not in typed},
        aside=tuple(key for key in by_file if key in gone and key not in typed),
    )


def check_settings(file: SettingsFile, commands: Commands) -> None:
    """
    See that everything *file* says is a setting, and of the right kind.

    Raises:
        SettingError: something is not; the first of them is told.
    """
    for table, line in file.tables.items():
        if table and table not in commands:
            raise SettingError(
                "{where}: [{table}]: no command of this name{near}; tables are called like "
                "commands, such as [grade] or [rubric-import]",
                where=file.where(line), table=table,
                near=near(table.replace(".", "-"), commands),
            )  # fmt: skip
    for each in file.said:
        _known(each, file, commands).of_file(each.value, file.where(each.line))


def variable(key: str) -> str:
    """The environment variable that sets *key*."""
    return ELSEWHERE.get(key, f"GRADER_{key.upper()}")


def has_variable(command: str, settable: Settable) -> bool:
    """Whether the environment can set it: grade's settings and those of all, no lists."""
    of_all = is_common(command, settable.key) and bool(settable.option)
    return settable.kind is not list and (command == "grade" or of_all)


def near(name: str, known: Collection[str]) -> Message:
    """The one of *known* that *name* is near to, to be put behind it; else nothing."""
    found = difflib.get_close_matches(name, sorted(known), n=1)
    return Message(" (near to it: {near})", near=found[0]) if found else Message("")


def _known(each: Said, file: SettingsFile, commands: Commands) -> Settable:
    where = file.where(each.line)
    names = [each.table] if each.table else list(commands)
    found = {name: settables(name, commands[name]) for name in names}
    holders = [name for name, known in found.items() if each.key in known]
    if holders and (each.table or each.key in COMMON):
        # Where arguments and options share a key, the option says what it takes.
        return found["grade" if "grade" in holders else holders[0]][each.key]
    if holders:
        tables = ", ".join(f"[{name}]" for name in holders)
        raise SettingError(
            "{where}: {key}: not a setting of all commands; put it under {tables}",
            where=where, key=each.key, tables=tables,
        )  # fmt: skip
    if each.key in OF_ONCE and any(each.key in keys(name, commands[name]) for name in names):
        raise SettingError(
            "{where}: {key}: is said each time, on the command line; take it out here",
            where=where, key=each.key,
        )  # fmt: skip
    wanted = {key for known in found.values() for key in known}
    raise SettingError(
        "{where}: {key}: no such setting{near}; grader config lists them",
        where=where, key=each.key, near=near(each.key, wanted),
    )  # fmt: skip


def _of_file(
    file: SettingsFile, command: str, known: Mapping[str, Settable]
) -> Iterator[tuple[str, Setting]]:
    # The command's own table comes last, over the head of the file.
    for each in sorted(file.said, key=lambda said: bool(said.table)):
        is_meant = each.table == command or (not each.table and is_common(command, each.key))
        if is_meant and each.key in known:
            settable, where = known[each.key], file.where(each.line)
            value = settable.of_file(each.value, where)
            yield each.key, Setting(settable=settable, value=value, source="file", where=where)


def _of_environment(
    environment: Mapping[str, str], command: str, known: Mapping[str, Settable]
) -> Iterator[tuple[str, Setting]]:
    for key, settable in known.items():
        name = variable(key)
        text = environment.get(name, "").strip()
        if text and has_variable(command, settable):
            value = settable.of_environment(text, name)
            yield key, Setting(settable=settable, value=value, source="environment", where=name)


def _set_aside(
    by_file: Mapping[str, Setting], known: Mapping[str, Settable], higher: Mapping[str, object]
) -> Iterator[str]:
    for key, value in higher.items():
        lower = by_file[key].value if key in by_file else known[key].default
        others = () if _alike(value, lower) else _ASIDE.get(key, ())
        yield from (other for other in others if other in by_file)


def _alike(value: object, other: object) -> bool:
    """Whether two settings are the same; lists are of paths here."""
    if isinstance(value, list | tuple) and isinstance(other, list | tuple):
        return [*map(Path, value)] == [*map(Path, other)]
    return value == other


def _folder(
    file: SettingsFile | None, commands: Commands, environment: Mapping[str, str]
) -> dict[str, Setting]:
    """The folder that grade writes to, for the commands that read one."""
    known = {"out": settables("grade", commands["grade"])["out"]}
    found = dict(_of_file(file, "grade", known)) if file else {}
    found |= dict(_of_environment(environment, "grade", known))
    if "out" not in found:
        return {}
    at = found["out"]
    folder = Settable(key="folder", name="folder", kind=str)
    return {"folder": Setting(settable=folder, value=at.value, source=at.source, where=at.where)}
