"""What is said to people: English as it stands, and what it takes to say it in another language."""

from collections.abc import Mapping, Sequence
from typing import Any, Self


class Message(str):
    """
    A text in English that keeps its template and values, so that it can be said otherwise.

    Anywhere it is a plain text: in logs, tests and files it is English. `told` says it in the
    words of a catalogue whose ids are the templates. Values that are messages are said with it;
    all others (names of files, ids, numbers) stay as they are. Without values, braces stand for
    themselves.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """*template* filled with *values*."""
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """What a copy is made of."""
        return (self.template,), self.values

    def told(self, words: Mapping[str, str]) -> str:
        """The same by *words*, texts by their English templates; English where one is missing."""
        values = {
            name: value.told(words) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return _filled(words.get(self.template, self.template), values)

    def replaced(self, **values: object) -> "Message":
        """The same with other *values*."""
        return Message(self.template, **{**self.values, **values})


def joined(parts: Sequence[str], by: str = "\n") -> Message:
    """*parts* as one message, each of them still a message."""
    named: dict[str, object] = {f"part_{number}": part for number, part in enumerate(parts)}
    return Message(by.join(f"{{{name}}}" for name in named), **named)


def cause(error: BaseException) -> Message:
    """What *error* says: its own message, or the words of the system or of a library."""
    said = error.args[0] if error.args else None
    return (
        said
        if isinstance(said, Message)
        else Message(getattr(error, "strerror", None) or str(error))
    )


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return template.format_map(values) if values else template
