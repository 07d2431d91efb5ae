"""The copy of an answer that a judge sees: nothing invisible, no chat-template tokens."""

import re
import unicodedata
from collections.abc import Iterator

# Control and format characters say nothing to a reader, but can hide text from one or steer a
# model. New line and tab stay; a joiner inside an emoji is part of the sign (see _KEPT).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
_LINE_END = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_KEPT = frozenset("\u200d\ufe0f")
_JOINED = frozenset(["So", "Sk", "Mn"])

# Self-hosted servers turn these strings into special tokens wherever they stand. The brackets
# are swapped one for one, so that every character keeps its place.
_TOKENS = re.compile(
    r"<\|[^<>|\n]{1,40}\|>|<｜[^<>\n]{1,40}｜>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>"
    r"|</?(?:system|assistant|user|human|answer|think|tool_call)(?:[-\s][^<>\n]{0,40})?/?>",
    re.IGNORECASE,
)
_SWAP = str.maketrans({"<": "‹", ">": "›", "[": "［", "]": "］"})


def clean(text: str) -> tuple[str, "range | tuple[int, ...]"]:
    """
    *text* without invisible characters and with chat-template tokens defused.

    Returns:
        The cleaned text, and for each of its characters the offset it had in *text*: a
        `range` where nothing was taken out.
    """
    at: range | tuple[int, ...] = range(len(text))
    text = _LINE_END.sub("\n", text)
    if _INVISIBLE.search(text):
        at = tuple(_visible(text))
        text = "".join(text[i] for i in at)
    if "<" in text or "[" in text:
        text = _defused(text)
    return text, at


def _visible(text: str) -> Iterator[int]:
    """Offsets of what stays: a joiner only behind a sign that stays itself."""
    last = ""
    for i, char in enumerate(text):
        is_joiner = char in _KEPT and last and unicodedata.category(last) in _JOINED
        if is_joiner or not _INVISIBLE.match(char):
            yield i
            last = char


def _defused(text: str) -> str:
    """*text* without tokens; again until there is none, for swapping one can complete another."""
    found = 1
    while found:
        text, found = _TOKENS.subn(lambda match: match[0].translate(_SWAP), text)
    return text
