"""What is said to people: English as it stands, and what it takes to say it in another language."""

from collections.abc import Mapping
from typing import Any, Self


class Message(str):
    """
    A text in English that keeps its template and values, so that it can be said otherwise.

    Anywhere it is a plain text: in logs, tests and files it is English. `told` says it in the
    words of a catalogue whose ids are the templates. Values that are messages are said with it;
    all others (names of files, ids, numbers) stay as they are. Without values, braces stand for
    themselves.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:  # type: ignore[override]
        return (self.template,), self.values

    def told(self, words: Mapping[str, str]) -> str:
        """The same by *words*, the texts by their English templates; English where one is missing."""
        values = {
            name: value.told(words) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return _filled(words.get(self.template, self.template), values)

    def replaced(self, **values: object) -> "Message":
        """The same with other *values*."""
        return Message(self.template, **{**self.values, **values})


def joined(parts: list[str], by: str = "\n") -> Message:
    """*parts* as one message, each of them still a message."""
    named: dict[str, object] = {f"part_{number}": part for number, part in enumerate(parts)}
    return Message(by.join(f"{{{name}}}" for name in named), **named)


def cause(error: BaseException) -> Message:
    """What the system or a library says of *error*, which is known in other languages by its words."""
    return Message(getattr(error, "strerror", None) or str(error))


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return template.format_map(values) if values else template
