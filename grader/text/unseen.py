"""Characters nobody sees: those a script or an emoji needs, and those that only hide."""

import re
import unicodedata
from collections.abc import Iterator

# Control and format characters, blank letters, variation selectors, tags, lone surrogates; new
# line and tab are none of them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\ud800-\udfff]+"
)
_JOINER, _NON_JOINER, _KEYCAP = "\u200d", "\u200c", "\u20e3"
_PRESENTATION = "\ufe0e\ufe0f"
_MARKS = "\u200e\u200f\u061c"
_MONGOLIAN = "\u180b\u180c\u180d\u180e\u180f"
_SOMETIMES = frozenset(_JOINER + _NON_JOINER + _PRESENTATION + _MARKS + _MONGOLIAN)
# England, Scotland and Wales: the only flags that are spelt with tag characters.
_FLAG = re.compile(
    "(?<=\U0001f3f4)\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069\n]{1,80}\u2069")
# Scripts in which a joiner or its absence changes how a word is spelt.
_JOINING = re.compile(
    "[\u0620-\u07ff\u0860-\u1059\u1780-\u17d3\u1820-\u18aa\ufb50-\ufdff\ufe70-\ufefc]"
)
# Signs with an emoji form that are no symbols by category.
_BASES = frozenset("‼⁉〰ℹ")
_SKIN = range(0x1F3FB, 0x1F400)
# A mark may stand behind the stop of a right-to-left sentence.
_NEAR = 2


def seen(text: str) -> list[int] | None:
    """
    Offsets of the characters of *text* that stay; None where all do.

    A joiner or variation selector stays inside an emoji and where its script needs it, a tag
    only in a real flag, a bidi mark or isolate only beside right-to-left letters. Embeddings
    and overrides never stay.
    """
    if not _UNSEEN.search(text):
        return None
    needed = set(_flags_and_isolates(text))
    kept: list[int] = []
    last = 0
    for run in _UNSEEN.finditer(text):
        kept += range(last, run.start())
        for i in range(run.start(), run.end()):
            if i in needed or (text[i] in _SOMETIMES and _is_needed(text, kept, i)):
                kept.append(i)
        last = run.end()
    if last == len(kept):
        return None
    kept += range(last, len(text))
    return kept


def _flags_and_isolates(text: str) -> Iterator[int]:
    for flag in _FLAG.finditer(text):
        yield from range(*flag.span())
    for pair in _ISOLATE.finditer(text):
        start, end = pair.span()
        around = text[max(start - _NEAR, 0) : start] + text[end : end + _NEAR]
        if any(map(_is_right_to_left, pair[0] + around)):
            yield from (start, end - 1)


def _is_needed(text: str, kept: list[int], at: int) -> bool:
    """True where the character *at* belongs to what is *kept* before it and stands behind it."""
    char, after = text[at], text[at + 1 : at + 1 + _NEAR]
    before = text[kept[-1]] if kept else ""
    if not before:
        return char in _MARKS and any(map(_is_right_to_left, after))
    if char in _MARKS:
        near = [text[i] for i in kept[-_NEAR:]]
        return before not in _MARKS and any(map(_is_right_to_left, [*near, *after]))
    if char in _PRESENTATION:
        return _has_emoji_form(before) or (before in "0123456789#*" and after[:1] == _KEYCAP)
    if char in _MONGOLIAN:
        return "\u1820" <= before <= "\u18aa"
    if _JOINING.match(before):
        return after[:1] not in _SOMETIMES
    return (
        char == _JOINER and _ends_emoji(before) and unicodedata.category(after[:1] or "a") == "So"
    )


def _is_right_to_left(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"} and unicodedata.category(char)[0] == "L"


def _has_emoji_form(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind == "So" or (kind == "Sm" and char >= "\u2190") or char in _BASES


def _ends_emoji(char: str) -> bool:
    return _has_emoji_form(char) or ord(char) in _SKIN or char in _PRESENTATION
