"""traces: by which words an erased person would be known again, wherever they stood."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from ..text import is_cjk

Trace = Literal["id", "words", "about"]

# Long enough that others hardly write the same, short enough to fit between two marks.
_CJK_SIZE, _LATIN_SIZE = 12, 32
_SHORTEST = 6
# What tables, pages and JSON write otherwise than it was, a line end among it.
_CHANGED = re.compile(
    "[\"'&<>\\\\\\x00-\\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069=+@-]+"
)
_ABOUT = re.compile(r"\d{7}|\S@\S")
_SHORT_ID = re.compile(r"\A(?:[\x00-\x7f]{1,3}|\d{1,5}|.)\Z", re.DOTALL)


class Traces:
    """
    What to look for once people are erased: their ids, stretches of their answers, their data.

    An id that is too short to mean a person wherever it stands (`7`, `A12`), or that others
    wrote as well, is `quiet`: it is looked for as a whole cell of a table only. Stretches that
    others wrote too tell nothing and are dropped.
    """

    def __init__(
        self,
        ids: Collection[str],
        texts: Iterable[str] = (),
        about: Iterable[str] = (),
        names: Iterable[str] = (),
        others: Iterable[str] = (),
    ) -> None:
        self._words = {piece for text in texts for piece in _stretches(text)}
        self._about = {value.strip() for value in about if _ABOUT.search(value)}
        self._about |= {name.strip() for name in names if not _SHORT_ID.match(name.strip())}
        self._about.discard("")
        loud = {each for each in ids if not _SHORT_ID.match(each)}
        for text in others:
            self._words -= set(_held(text, self._words))
            self._about -= {each for each in self._about if each in text}
            loud -= {each for each in loud if each in text}
        self.quiet = frozenset(ids) - loud
        self.loud = frozenset(loud)
        self._ids = [_whole(each) for each in sorted(loud)]

    def found_in(self, text: str) -> Trace | None:
        """What of them stands in *text*, the most telling first; None for nothing."""
        if any(pattern.search(text) for pattern in self._ids):
            return "id"
        if next(_held(text, self._words), None) is not None:
            return "words"
        return "about" if any(each in text for each in self._about) else None


def _whole(name: str) -> re.Pattern[str]:
    """*name* as a word of its own, as far as its script has words."""
    begins = r"(?<![A-Za-z0-9_])" if name[0].isascii() else ""
    ends = r"(?![A-Za-z0-9_])" if name[-1].isascii() else ""
    return re.compile(begins + re.escape(name) + ends)


def _stretches(text: str) -> Iterator[str]:
    """Pieces of *text* that every kind of file writes as they are, all of one length."""
    for piece in _CHANGED.split(text):
        said = piece.strip()
        size = _size(said)
        if len(said) >= size:
            step = max(1, size // 2)
            for first in range(0, len(said) - size + 1, step):
                yield said[first : first + size]
            yield said[-size:]
        elif len(said) >= (_SHORTEST if size == _CJK_SIZE else _LATIN_SIZE):
            yield said


def _size(text: str) -> int:
    return _CJK_SIZE if sum(map(is_cjk, text)) * 2 >= len(text) else _LATIN_SIZE


def _held(text: str, words: Collection[str]) -> Iterator[str]:
    """Those of *words* that stand in *text*; of many by their lengths, so that it stays quick."""
    if len(words) < 64 or not text:
        yield from (each for each in words if each in text)
        return
    for size in {len(each) for each in words}:
        windows = (text[first : first + size] for first in range(len(text) - size + 1))
        yield from {window for window in windows if window in words}
