"""Folding: what two readers would call the same words, with the way back to the original."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

_GAP = " "
# Accents and voicing marks that stand behind their letter in texts from some systems.
_MARKED = re.compile("[^\u0300-\u036f\u3099\u309a]?[\u0300-\u036f\u3099\u309a]{1,30}")


def is_cjk(char: str) -> bool:
    """True for Chinese characters, kana and Hangul: scripts written without spaces."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\u3005" <= char <= "\u3007"
        or "\uf900" <= char <= "\ufaff"
        or "\u3040" <= char <= "\u30ff"
        or "\uac00" <= char <= "\ud7af"
        or "\U00020000" <= char <= "\U000323af"
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `at[i]` is the offset in the original of folded character i."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the original behind folded characters *start* to *end*."""
        return self.at[start], self.at[end - 1] + 1


@cache
def _folded_char(char: str) -> str:
    """NFKC and case folding of one character; punctuation, symbols and space become a gap."""
    out = ""
    for part in unicodedata.normalize("NFKC", char).casefold():
        kind = unicodedata.category(part)[0]
        if kind in "LN":
            out += part
        elif kind in "ZPSC":
            out += _GAP
    return out


def _letters(text: str) -> Iterable[tuple[int, str]]:
    """The characters of *text* with their offsets; a letter and its accent are one."""
    return _composed(text) if _MARKED.search(text) else enumerate(text)


def _composed(text: str) -> Iterator[tuple[int, str]]:
    last = 0
    for match in _MARKED.finditer(text):
        start, end = match.span()
        yield from enumerate(text[last:start], start=last)
        yield from ((start, char) for char in unicodedata.normalize("NFC", match[0]))
        last = end
    yield from enumerate(text[last:], start=last)


def fold(text: str) -> Folded:
    """
    *text* with width, case, white space and punctuation evened out.

    A run of punctuation and space is one gap between Latin words or digits, and nothing beside
    a Chinese character, where spaces carry no meaning.
    """
    chars: list[str] = []
    at: list[int] = []
    gap_at = -1
    for offset, char in _letters(text):
        for part in _folded_char(char):
            if part == _GAP:
                if gap_at < 0:
                    gap_at = offset
                continue
            if gap_at >= 0 and chars and not (is_cjk(part) or is_cjk(chars[-1])):
                chars.append(_GAP)
                at.append(gap_at)
            gap_at = -1
            chars.append(part)
            at.append(offset)
    return Folded("".join(chars), tuple(at))


def content_size(folded: str) -> tuple[int, int]:
    """How much a folded text says: Chinese characters, and words of other scripts."""
    cjk = sum(map(is_cjk, folded))
    words = "".join(_GAP if is_cjk(char) else char for char in folded).split()
    return cjk, len(words)
