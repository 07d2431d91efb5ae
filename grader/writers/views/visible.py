"""Text from strangers, with nothing invisible left in it."""

import re
import unicodedata

from ...text import sign

# Control and format characters can reorder or hide what a reader sees; the last few no XML takes.
# New line and tab stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
# A joiner or selector inside an emoji is part of the sign.
_JOINERS = frozenset("\u200d\ufe0f")
_JOINED = frozenset({"So", "Sk", "Sm", "Mn", "Po", "Nd"})
# Between letters of these scripts a joiner is spelling: Arabic to N'Ko, India, Mongolia.
_SPELLING = frozenset("\u200c\u200d")
_JOINING = re.compile("[\u0620-\u07ff\u0860-\u0dff\u1820-\u18aa]")
# No language stacks so many marks on a letter; more of them paint over the lines around.
_MOST_MARKS = 4
_FLOOD = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{_MOST_MARKS + 1},}})"
)


def visible(text: str) -> str:
    """
    *text* with plain line ends, and every hidden character as a sign one can see.

    Joiners stay where an emoji or a script needs them; a flood of marks is cut, and told.
    """
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FLOOD.sub(_cut, _HIDDEN.sub(_shown, text))


def _shown(match: re.Match[str]) -> str:
    char, at, text = match[0], match.start(), match.string
    before = text[at - 1] if at else ""
    if char in _JOINERS and before and unicodedata.category(before) in _JOINED:
        return char
    if char in _SPELLING and _JOINING.match(before) and _JOINING.match(text, at + 1):
        return char
    return sign(char)


def _cut(match: re.Match[str]) -> str:
    marks = match[0]
    return f"{marks[:_MOST_MARKS]}⟦+{len(marks) - _MOST_MARKS}⟧"
