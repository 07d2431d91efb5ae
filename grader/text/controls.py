"""Control characters as signs one can see: what a terminal or a reader's eye would obey."""

import json
import re
from typing import Any

# Escape sequences repaint a terminal, bidi controls reorder a line. Line ends and tab stay.
_RANGES = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROL = re.compile(f"[{_RANGES}]")
# Scripts take these two for line ends; JSON does not.
_ESCAPED = re.compile(f"[{_RANGES}\u2028\u2029]")


def sign(char: str) -> str:
    """A sign for the character *char*, which itself cannot be shown."""
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else f"⟦U+{ord(char):04X}⟧"


def controls_shown(text: str) -> str:
    """*text* with a sign in the place of every control character."""
    return _CONTROL.sub(lambda match: sign(match[0]), text)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """*value* as JSON that reads in every script and has its control characters escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
