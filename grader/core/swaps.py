"""swaps: an answer with names, sex words or words of a region turned to the other side."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from ..records import Answer, Redaction
from ..records.audit import SwapKind

Side = Literal["one", "other"]
SIDES: tuple[Side, Side] = ("one", "other")
_LATIN = re.compile(r"[A-Za-z0-9']")


def swapped(answer: Answer, kind: SwapKind, side: Side) -> Answer:
    """
    *answer* with every word of the other side put as *side* says it; the same where there is none.

    What no judge sees of the text stays, and so does where it stands.
    """
    turn = _turner(kind, side)
    made, length = [], 0
    moved: list[Redaction] = []
    at = 0
    for hidden in answer.redactions:
        part = turn.text((answer.text or "")[at : hidden.start])
        kept = (answer.text or "")[hidden.start : hidden.end]
        start = length + len(part)
        length = start + len(kept)
        moved.append(replace(hidden, start=start, end=length))
        made += [part, kept]
        at = hidden.end
    made.append(turn.text((answer.text or "")[at:]))
    text = "".join(made)
    if text == answer.text:
        return answer
    return replace(answer, text=text, redactions=tuple(moved))


def has_swap(answer: Answer, kind: SwapKind) -> bool:
    """True where a word of *kind* stands in what a judge sees of *answer*."""
    return any(swapped(answer, kind, side) is not answer for side in SIDES)


class _Turner:
    """Puts words of *kind* as one side says them; longer words go before the shorter in them."""

    def __init__(self, kind: SwapKind, side: Side) -> None:
        self._puts: dict[str, str] = {}
        parts: dict[str, int] = {}
        for pattern, word, put in _said(kind, side):
            if pattern not in parts:
                parts[pattern] = len(word)
                self._puts[f"w{len(parts)}"] = put
        named = dict(zip(parts, self._puts, strict=True))
        # At equal length, what also looks at the words behind it comes first.
        ordered = sorted(parts, key=lambda each: (-parts[each], -len(each)))
        joined = "|".join(f"(?P<{named[each]}>{each})" for each in ordered)
        self._pattern = re.compile(joined or r"(?!)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """*text* with what is to be put."""
        return self._pattern.sub(self._put, text)

    def _put(self, match: re.Match[str]) -> str:
        found, put = match[0], self._puts[match.lastgroup or ""]
        if not put:
            return found
        if found.isupper() and len(found) > 1:
            return put.upper()
        return put[0].upper() + put[1:] if found[0].isupper() else put


@cache
def _turner(kind: SwapKind, side: Side) -> _Turner:
    return _Turner(kind, side)


def _said(kind: SwapKind, side: Side) -> Iterator[tuple[str, str, str]]:
    """Patterns with their word and what is put for it; nothing is put for what is left alone."""
    for pair in kind.pairs:
        if side == "other":
            yield _word(pair.one), pair.one, pair.other
        else:
            yield _word(pair.other, pair.before), pair.other, pair.one
    for pair in kind.pairs:
        # What is as wished already may hold a shorter word that is not.
        word = pair.other if side == "other" else pair.one
        yield _word(word), word, ""
    for word in kind.keep:
        yield _word(word), word, ""


def _word(word: str, before: tuple[str, ...] = ()) -> str:
    """The pattern of *word*; one in Latin letters is a whole word."""
    first = r"(?<![A-Za-z0-9_])" if _LATIN.match(word[0]) else ""
    last = r"(?![A-Za-z0-9_])" if _LATIN.match(word[-1]) else ""
    behind = ""
    if before:
        words = "|".join(map(re.escape, before))
        behind = rf"(?=\s+(?:{words})(?![A-Za-z])|\s*(?:[^\w\s]|\Z))"
    return f"{first}{re.escape(word)}{last}{behind}"
