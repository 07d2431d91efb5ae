"""What is said of settings that a command takes from a file."""

from __future__ import annotations

from collections.abc import Mapping

from ..message import Message
from .settings import Settings
from .told import say, speak


def tell_settings(found: Settings, given: Mapping[str, object]) -> None:
    """Say in a line what is taken from the file, in the language it asks for."""
    lang = found.of.get("lang")
    if lang is not None and lang.source != "built-in" and "lang" not in given:
        speak("zh" if lang.value == "zh" else "en")
    if found.file is None:
        return
    names = [each.settable.key for each in found.said("file")]
    aside = Message("; not taken: {names}", names=", ".join(found.aside))
    if names or found.aside:
        say(
            Message(
                "settings from {file}: {names}{aside}",
                file=found.file.name,
                names=", ".join(names) or "–",
                aside=aside if found.aside else Message(""),
            )
        )
