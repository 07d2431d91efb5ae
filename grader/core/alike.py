"""Which answers to one item are written alike: few to compare, then compared in full."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ..message import Message
from ..records import Likeness, Observation
from ..text import fold, plain_tokens

# Less than this is said alike by many: 30 Chinese characters, 20 words, or some of both.
_FEWEST_CJK, _FEWEST_WORDS = 30, 20
# The least hash of each of 24 parts; two of them make a key. Texts whose runs of three tokens
# agree in 60 % share one of the 12 keys in 99 of 100 cases, in 45 % in 93, in 10 % in 11.
_PARTS = 24
_MIX = (0x9E37_79B1, 0x85EB_CA6B, 0xC2B2_AE35)
_KEY = (1 << 62) - 1
ALIKE = 80
_ALIKE_BEYOND_COMMON = 90
_MOST_COMMON = 0.3
# Whatever a third of an item's answers say is a form's words, or the way one answers it. What
# one in fifty says is usual: it would make keys that unlike answers share.
SAMPLED = 200
_FEWEST_SAMPLED = 20
_COMMON, _USUAL = 1 / 3, 1 / 50
_MOST_USUAL = 0.5
# Longer texts are compared by their beginning: the time it takes grows with the square.
_LONGEST = 10_000

Shingles = frozenset[int]
_BYTES = array("I").itemsize


@dataclass(frozen=True, slots=True)
class Familiar:
    """The shingles that many answers to an item share: a third of them, and one in fifty."""

    common: Shingles = frozenset()
    usual: Shingles = frozenset()


def shingles(text: str) -> Shingles:
    """Hashes of every three tokens in a row (two of scripts with words); none of a short text."""
    words = plain_tokens(text)
    cjk = list(map(len, words)).count(1)
    if cjk / _FEWEST_CJK + (len(words) - cjk) / _FEWEST_WORDS < 1:
        return frozenset()
    # Hashed token by token, then run by run over the bytes: a tenth of a millisecond.
    run = (3 if cjk * 2 > len(words) else 2) * _BYTES
    hashed = array("I", map(_hash, words)).tobytes()
    return frozenset(
        [crc32(hashed[at : at + run]) for at in range(0, len(hashed) - run + 1, _BYTES)]
    )


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return crc32(word.encode(errors="surrogatepass"))


def familiar(sample: Iterable[Shingles]) -> Familiar:
    """What the sampled answers to an item share; nothing where these are under 20."""
    answers = [each for each in sample if each]
    if len(answers) < _FEWEST_SAMPLED:
        return Familiar()
    seen = Counter(each for answer in answers for each in answer)
    common, usual = (
        frozenset(each for each, n in seen.items() if n > share * len(answers))
        for share in (_COMMON, _USUAL)
    )
    return Familiar(common, usual)


def keys(item: int, text: str, known: Familiar) -> list[int]:
    """
    Numbers of which two answers to *item* share one, if they are alike; none of a short text.

    One is of the whole text, 12 are of what is not usual in it; or of all of it, where most is:
    so many people may have copied one text that it has become usual.
    """
    said = shingles(text)
    if not said:
        return []
    whole = crc32(compared(text).encode(errors="surrogatepass"))
    rare = said - known.usual
    if len(rare) < _MOST_USUAL * len(said):
        rare = said
    return [_key(item, -1, whole, len(said)), *_bands(item, rare)]


def _bands(item: int, said: Collection[int]) -> list[int]:
    least: dict[int, int] = {}
    for each in sorted(said):
        least.setdefault(each % _PARTS, each)
        if len(least) == _PARTS:
            break
    # A part without any hash borrows from the next: short texts have fewer hashes than parts.
    filled = sorted(least)
    values = [least.get(part) or least[_next(part, filled)] for part in range(_PARTS)]
    return [_key(item, at, values[at], values[at + 1]) for at in range(0, _PARTS, 2)]


def _next(part: int, filled: Sequence[int]) -> int:
    return next((each for each in filled if each > part), filled[0])


def _key(item: int, band: int, one: int, other: int) -> int:
    a, b, c = _MIX
    return ((one * a + other) * b + band * c + item) * a & _KEY


def compared(text: str) -> str:
    """What of *text* is compared: its letters and digits, without space between them."""
    return "".join(plain_tokens(text))[:_LONGEST]


def likeness(one: str, other: str) -> int:
    """
    How alike two answers are in hundredths, as `compared`; 0 below 80.

    It is rapidfuzz `fuzz.ratio`, rounded down: 100 is only what is the same throughout.
    """
    return int(fuzz.ratio(one, other, score_cutoff=ALIKE))


def is_alike(share: int, one: str, other: str, known: Familiar) -> bool:
    """Whether a likeness of *share* counts: 90 where 30 % of a text is what many answers say."""
    if share >= _ALIKE_BEYOND_COMMON or not known.common:
        return share >= ALIKE
    said = shingles(one), shingles(other)
    return all(len(each & known.common) <= _MOST_COMMON * len(each) for each in said)


def longest_shared(text: str, other: str) -> tuple[int, int]:
    """Where in *text* the longest passage stands that it has in order with *other*."""
    folded = fold(text)
    mine, theirs = folded.text[:_LONGEST], fold(other).text[:_LONGEST]
    blocks = [
        (each.src_end - each.src_start, each.src_start, each.src_end)
        for each in Indel.opcodes(mine, theirs)
        if each.tag == "equal"
    ]
    length, start, end = max(blocks, key=lambda block: block[0], default=(0, 0, 0))
    return folded.span(start, end) if length else (0, 0)


def near_duplicate(like: Likeness) -> Observation:
    """What a person is told of an answer that is like others."""
    others = " / ".join(like.others)
    if like.more:
        told = Message(
            "{share}% alike with the nearest of the answers of {others} and {n} more candidates",
            share=like.share,
            others=others,
            n=like.more,
        )
    else:
        told = Message(
            "{share}% alike with the answer of {others}", share=like.share, others=others
        )
    return Observation(flag="near_duplicate", spans=((like.start, like.end),), told=told)
