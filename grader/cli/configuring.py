"""What grader config shows; imported only when it runs."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..errors import SettingError
from ..readers.resources import folder, labels
from ..text import json_text
from .grading import language_named
from .language import language_asked
from .settable import settables
from .settings import FILE, Commands, Setting, Settings, has_variable, settings_of, variable
from .settings import near as near_to
from .told import harmless, say, worded


def show_settings(names: Sequence[str], commands: Commands, lang: str, *, as_json: bool) -> int:
    """Each setting of the command called *names*, its value, and who said so."""
    command = "-".join(names)
    if command not in commands:
        raise SettingError(
            "no command called {name!r}{near}; its settings could not be shown",
            name=" ".join(names),
            near=near_to(command, commands),
        )
    found = settings_of(command, commands, {})
    if as_json:
        print(json_text(_object(command, found, commands)))
        return 0
    asked = found.of["lang"].value if "lang" in found.of else ""
    said = language_named("lang", str(asked or ""))
    words = labels(language_named("--lang", lang) or said or language_asked([]) or "zh", "settings")
    _draw(" ".join(names), found, words)
    _tell(found, words, _unread(commands))
    return 0


def _draw(name: str, found: Settings, words: dict[str, str]) -> None:
    table = Table(title=words["config_of"].format(command=f"grader {name}"), title_justify="left")
    for header in ("setting", "value", "source"):
        table.add_column(words[f"config_{header}"], overflow="fold")
    for key, each in found.of.items():
        source = each.where or words["config_built_in"]
        style = "" if each.where else "dim"
        table.add_row(*(Text(harmless(cell), style) for cell in (key, _shown(each), source)))
    Console().print(table)


def _shown(setting: Setting) -> str:
    value = setting.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value is None or value == "" else str(value)


def _tell(found: Settings, words: dict[str, str], unread: dict[str, str]) -> None:
    path = Path(FILE).resolve()
    print(words["config_file"].format(path=path) if found.file else words["config_no_file"])
    where = _key(found)
    print(words["config_key_set"].format(where=where) if where else words["config_key_none"])
    for part in ("rubrics", "prompts"):
        print(words[f"config_{part}"].format(path=folder(part)))
    if found.aside:
        print(words["config_aside"].format(names=", ".join(found.aside)))
    for name, near in unread.items():
        say(words["config_unread"].format(name=name, near=near))


def _key(found: Settings) -> str:
    """Where the key comes from; the key itself is shown nowhere."""
    file = found.of.get("api_key_file")
    if file is not None and file.source != "built-in":
        return f"api_key_file, {file.where}"
    return "OPENAI_API_KEY" if os.environ.get("OPENAI_API_KEY", "").strip() else ""


def _unread(commands: Commands) -> dict[str, str]:
    """Variables that look like settings and are none, each with the name it is near to."""
    known = {
        variable(key)
        for name, command in commands.items()
        for key, each in settables(name, command).items()
        if has_variable(name, each)
    }
    wrong = sorted(each for each in os.environ if each.startswith("GRADER_") and each not in known)
    return {each: worded(near_to(each, known)) for each in wrong}


def _object(command: str, found: Settings, commands: Commands) -> dict[str, Any]:
    return {
        "command": command,
        "file": str(Path(FILE).resolve()) if found.file else None,
        "settings": list(_settings(found)),
        "not_taken": list(found.aside),
        "key": {"set": bool(_key(found)), "where": _key(found) or None},
        "rubrics": str(folder("rubrics")),
        "prompts": str(folder("prompts")),
        "unread_variables": list(_unread(commands)),
    }


def _settings(found: Settings) -> Iterator[dict[str, Any]]:
    for key, each in found.of.items():
        yield {
            "name": key,
            "value": None if each.value == "" else each.value,
            "source": each.source,
            "where": each.where or None,
        }
