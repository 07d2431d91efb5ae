"""Text from strangers, with nothing invisible left in it."""

import re
import unicodedata

# Control and format characters can reorder or hide what a reader sees. New line and tab stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
# A joiner or selector inside an emoji is part of the sign.
_JOINERS = frozenset("\u200d\ufe0f")
_JOINED = frozenset({"So", "Sk", "Sm", "Mn", "Po", "Nd"})


def visible(text: str) -> str:
    """*text* with plain line ends, and every hidden character as a sign one can see."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    char, at = match[0], match.start()
    if char in _JOINERS and at and unicodedata.category(match.string[at - 1]) in _JOINED:
        return char
    if char < " ":
        return chr(0x2400 + ord(char))
    return "␡" if char == "\x7f" else f"⟦U+{ord(char):04X}⟧"
