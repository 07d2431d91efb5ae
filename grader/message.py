"""What is said to people: English as it stands, and what it takes to say it in another language."""

import re
import string
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Self

_FORMATTER = string.Formatter()
_HOW = re.compile(r"(?:![rsa])?(?::[^{}]*)?\}")
_FEWEST_LETTERS = 4
_DEEPEST = 60


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


def retold(text: str, words: Mapping[str, str]) -> str:
    """
    What a message said in English before it was kept in a file, by *words*.

    Of the templates that could have made it, the one with the most letters of its own counts, and
    the texts in its places are told again too, 60 levels deep. A text that none of them made stays
    as it is.
    """
    return text.told(words) if isinstance(text, Message) else _Retelling(words).said(text)


class _Retelling:
    """One text told again; each of its parts once, for many templates split a list alike."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._known: dict[str, str] = {}

    def said(self, text: str, depth: int = 0) -> str:
        """*text* by the words; as it is where it stands too deep."""
        if text not in self._known:
            self._known[text] = text if depth > _DEEPEST else self._by_template(text, depth)
        return self._known[text]

    def _by_template(self, text: str, depth: int) -> str:
        words = self._words
        made = [each for each in words if _chunk(each) and _chunk(each) in text]
        for template in sorted(made, key=_letters, reverse=True):
            found = _pattern(template).fullmatch(text)
            if not found:
                continue
            kept = found.groupdict()
            values = {name: self.said(value, depth + 1) for name, value in kept.items()}
            # One of signs only, as "{what}; {how}", fits much that it never made.
            if _letters(template) >= _FEWEST_LETTERS or values != kept:
                told = _HOW.sub("}", words[template])
                return told.format_map(values) if values else words[template]
        return text


@cache
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """The texts of *template*, each with the place behind it and how that is shown."""
    try:
        parts = [(text, name or "", how or "") for text, name, _, how in _FORMATTER.parse(template)]
    except ValueError:
        return ((template, "", ""),)
    is_filled = all(not name or name.isidentifier() for _, name, _ in parts)
    return tuple(parts) if is_filled else ((template, "", ""),)


@cache
def _chunk(template: str) -> str:
    return max((text for text, *_ in _parts(template)), key=len, default="")


@cache
def _letters(template: str) -> int:
    return sum(char.isalpha() for text, *_ in _parts(template) for char in text)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """What *template* makes; the values of its places by their names."""
    parts, seen = [], set[str]()
    for text, name, how in _parts(template):
        parts.append(re.escape(text))
        if name:
            quote = "['\"]" if how == "r" else ""
            parts.append(f"(?P={name})" if name in seen else f"{quote}(?P<{name}>.*?){quote}")
            seen.add(name)
    return re.compile("".join(parts), re.DOTALL)


def _filled(template: str, values: Mapping[str, Any]) -> str:
    return template.format_map(values) if values else template
