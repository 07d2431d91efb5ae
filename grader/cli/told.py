"""What is said to people, on stderr, made harmless for a terminal."""

import re
import shlex
import sys
from collections.abc import Sequence

from ..text import controls_shown

_ADDRESS = re.compile(r"\s*(?:--[\w-]+=)?\w+://")
_SECRET_PARTS = re.compile(r"(?<=://)[^/@\s]+@|\?.*$")


def harmless(text: str) -> str:
    """*text* with control characters shown, not obeyed; only line ends and tabs stay."""
    return controls_shown(text.replace("\r\n", "\n").replace("\r", "␍"))


def say(text: str) -> None:
    """One line for a person, on stderr; a line end inside it is shown."""
    print(harmless(text).replace("\n", "␊"), file=sys.stderr)


def shown_command(arguments: Sequence[str]) -> str:
    """The command as typed, without what an address may hide (user names, keys in queries)."""
    safe = [_SECRET_PARTS.sub("", each) if _ADDRESS.match(each) else each for each in arguments]
    return shlex.join(["grader", *safe])


def resume_command(arguments: Sequence[str]) -> None:
    """Tell the command that goes on from here."""
    if arguments and arguments[0] == "grade":
        say(f"grader: to go on, run the same command again: {shown_command(arguments)}")
