"""What is said to people, on stderr, made harmless for a terminal."""

import re
import shlex
import sys
from collections.abc import Sequence

# Escape sequences, other control characters and bidi controls could repaint the terminal.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ADDRESS = re.compile(r"\s*(?:--[\w-]+=)?\w+://")
_SECRET_PARTS = re.compile(r"(?<=://)[^/@\s]+@|\?.*$")


def harmless(text: str) -> str:
    """*text* with control characters shown, not obeyed."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def say(text: str) -> None:
    """One line for a person, on stderr."""
    print(harmless(text), file=sys.stderr)


def shown_command(arguments: Sequence[str]) -> str:
    """The command as typed, without what an address may hide (user names, keys in queries)."""
    safe = [_SECRET_PARTS.sub("", each) if _ADDRESS.match(each) else each for each in arguments]
    return shlex.join(["grader", *safe])


def resume_command(arguments: Sequence[str]) -> None:
    """Tell the command that goes on from here."""
    if arguments and arguments[0] == "grade":
        say(f"grader: to go on, run the same command again: {shown_command(arguments)}")
