"""Which passages of a text stand word for word in another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .fold import fold

# A Chinese character or kana or Hangul is a token, and so is a word of any other script.
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
RUN = 8
"""Tokens in a row that are no set phrase any more."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as its characters (Chinese) and words, folded, with where each stands in it."""

    words: tuple[str, ...]
    at: tuple[tuple[int, int], ...]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the text from token *first* to before token *end*."""
        return self.at[first][0], self.at[end - 1][1]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text, half open in code points, and how many tokens it has."""

    start: int
    end: int
    tokens: int


@lru_cache(maxsize=64)
def tokens(text: str) -> Tokens:
    """*text* in tokens; punctuation, case, width and white space say nothing."""
    folded = fold(text)
    words, at = [], []
    for match in _TOKEN.finditer(folded.text):
        words.append(match[0])
        at.append(folded.span(*match.span()))
    return Tokens(tuple(words), tuple(at))


def runs(words: Sequence[str], length: int = RUN) -> list[tuple[str, ...]]:
    """Every run of *length* tokens of *words*, one for each that begins one."""
    return list(zip(*(words[i:] for i in range(length)), strict=False))


@lru_cache(maxsize=256)
def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(runs(tokens(text).words))


def shared_passages(text: str, other: str) -> tuple[Passage, ...]:
    """The passages of *text*, of 8 tokens and more, whose every 8 tokens stand in *other*."""
    known, own = _runs_of(other), tokens(text)
    if not known:
        return ()
    return stretches(own, [run in known for run in runs(own.words)])


def stretches(own: Tokens, begins: Sequence[bool]) -> tuple[Passage, ...]:
    """The stretches of *own* covered by the runs of 8 tokens that *begins* tells of, in order."""
    found: list[list[int]] = []
    for first, is_shared in enumerate(begins):
        if not is_shared:
            continue
        if found and first <= found[-1][1]:
            found[-1][1] = first + RUN
        else:
            found.append([first, first + RUN])
    return tuple(Passage(*own.span(first, end), end - first) for first, end in found)
