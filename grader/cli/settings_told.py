"""What is said of settings that a command takes from a file."""

from __future__ import annotations

from ..message import Message
from .settings import ELSEWHERE, Setting, Settings
from .told import say, speak


def tell_settings(found: Settings, *, is_said: bool) -> None:
    """
    Say what is taken from the file and from variables.

    In the language they ask for, unless the command *is_said* to have one.
    """
    lang = found.of.get("lang")
    if lang is not None and lang.source != "built-in" and not is_said:
        speak("zh" if lang.value == "zh" else "en")
    variables = [e.where for e in found.said("environment") if e.where not in ELSEWHERE.values()]
    if variables:
        say(Message("settings from the environment: {names}", names=", ".join(variables)))
    names = [_named(each) for each in found.said("file")]
    aside = Message("; not taken: {names}", names=", ".join(found.aside))
    if found.file is not None and (names or found.aside):
        say(
            Message(
                "settings from {file}: {names}{aside}",
                file=found.file.name,
                names=", ".join(names) or "–",
                aside=aside if found.aside else Message(""),
            )
        )


def _named(setting: Setting) -> str:
    # Whoever was handed a folder sees where it sends answers.
    key = setting.settable.key
    return f"{key} {setting.value}" if key == "base_url" else key
