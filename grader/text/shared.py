"""Which passages of a text stand word for word in another."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .fold import Folded, fold

# A Chinese character or kana or Hangul is a token, and so is a word of any other script.
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_TOKEN = re.compile(rf"[{_CJK}]|[^\s{_CJK}]+")
_PLAIN = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")
RUN = 8
"""Tokens in a row that are no set phrase any more."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A folded text as its characters (Chinese) and words."""

    words: tuple[str, ...]
    folded: Folded

    def spans(self, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """For tokens *first* to before *end*: the half-open stretch of the text as written."""
        # Only few texts are asked for places: nearly all share nothing.
        places = [match.span() for match in _TOKEN.finditer(self.folded.text)]
        for first, end in ranges:
            yield self.folded.span(places[first][0], places[end - 1][1])


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
    return Tokens(tuple(_TOKEN.findall(folded.text)), folded)


@lru_cache(maxsize=4)
def plain_tokens(text: str) -> tuple[str, ...]:
    """Nearly what `tokens` gives, several times faster, without a way back to the text."""
    words = _PLAIN.findall(text.casefold())
    # Punctuation is what mostly has another form; without it the check is all that it takes.
    if unicodedata.is_normalized("NFKC", "".join(words)):
        return tuple(words)
    return tuple(_PLAIN.findall(unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=8)
def runs(text: str) -> list[tuple[str, ...]]:
    """Every 8 tokens in a row of *text*, in order."""
    words = tokens(text).words
    return list(zip(*(words[i:] for i in range(RUN)), strict=False))


@lru_cache(maxsize=256)
def _known_runs(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(runs(text))


def shared_passages(text: str, other: str) -> tuple[Passage, ...]:
    """The passages of *text*, of 8 tokens and more, whose every 8 tokens stand in *other*."""
    known, mine = _known_runs(other), runs(text)
    if known.isdisjoint(mine):
        return ()
    return stretches(tokens(text), [run in known for run in mine])


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
    spans = own.spans((first, end) for first, end in found)
    return tuple(
        Passage(*span, end - first) for span, (first, end) in zip(spans, found, strict=True)
    )
