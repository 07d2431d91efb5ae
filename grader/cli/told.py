"""What is said to people, on stderr, in their language and made harmless for a terminal."""

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from ..message import Message
from ..readers.resources import labels, messages
from ..records import Language, Rubric
from ..text import controls_shown

_ADDRESS = re.compile(r"\s*(?:--[\w-]+=)?\w+://")
_SECRET_PARTS = re.compile(r"(?<=://)[^/@\s]+@|\?.*$")
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def speak(language: Language | None) -> None:
    """Say messages in *language* from now on; None leaves it open and says them in English."""
    _SPOKEN.set(language)


def speak_unless_asked(language: Language) -> Language:
    """The language that is spoken: *language*, the rubric's, from now on where none was asked."""
    _SPOKEN.set(_SPOKEN.get() or language)
    return _SPOKEN.get() or language


def spoken() -> Language | None:
    """The language messages are said in; None where nobody has said which."""
    return _SPOKEN.get()


def harmless(text: str) -> str:
    """*text* with control characters shown, not obeyed; only line ends and tabs stay."""
    return controls_shown(text.replace("\r\n", "\n").replace("\r", "␍"))


def counted(words: Mapping[str, str], name: str, count: int, /, **values: object) -> str:
    """The words of that *name* for one or for many, with *count* and *values* in them."""
    text = words[f"{name}_{'one' if count == 1 else 'many'}"]
    return text.format(count=count, **values)


def worded(text: str) -> str:
    """A message in the language that is spoken; any other text as it is."""
    language = _SPOKEN.get() or "en"
    return text.told(messages(language)) if isinstance(text, Message) else text


def helped(text: str) -> str:
    """A text of `--help` in the language that is spoken; its English is its name."""
    return labels("zh", "help").get(text, text) if _SPOKEN.get() == "zh" else text


def helped_beside(text: str) -> str:
    """The same in Chinese where nobody has said which language they read; else nothing."""
    return labels("zh", "help").get(text, "") if _SPOKEN.get() is None else ""


def say(text: str) -> None:
    """One line for a person, on stderr; a line end inside it is shown."""
    print(harmless(worded(text)).replace("\n", "␊"), file=sys.stderr)


def say_lines(text: str) -> None:
    """As many lines for a person as *text* has, each as from this program."""
    for line in worded(text).split("\n"):
        say(f"grader: {line}")


def shown_command(arguments: Sequence[str]) -> str:
    """The command as typed, without what an address may hide (user names, keys in queries)."""
    safe = [_SECRET_PARTS.sub("", each) if _ADDRESS.match(each) else each for each in arguments]
    return shlex.join(["grader", *safe])


def resume_command(arguments: Sequence[str]) -> None:
    """Tell the command that goes on from here."""
    if arguments and (arguments[0] == "grade" or "--propose" in arguments):
        say_lines(
            Message(
                "to go on, run the same command again: {command}", command=shown_command(arguments)
            )
        )


def words_with(rubric: Rubric, language: Language, *parts: str) -> dict[str, str]:
    """The labels of *parts*; dimensions are called what *rubric* calls them."""
    words = {name: text for part in parts for name, text in labels(language, part).items()}
    return words | {f"dimension_{each.id}": each.name.of(language) for each in rubric.dimensions}
