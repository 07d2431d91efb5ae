"""Which answers to one item are written alike: few to compare, then compared in full."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from ..message import Message
from ..records import Likeness, Observation
from ..text import Tokens, content_size, tokens

# Less than this is said alike by many: 30 Chinese characters, 20 words, or some of both.
_FEWEST_CJK, _FEWEST_WORDS = 30, 20
# The least hash of each of 24 parts; two of them make a key. Texts whose runs of three tokens
# agree in 60 % share one of the 12 keys in 99.5 of 100 cases, in 45 % in 93, in 10 % in 11.
_PARTS = 24
_LOW = 0xFFFF_FFFF
_MIX = (0x9E37_79B1, 0x85EB_CA6B, 0xC2B2_AE35)
_KEY = (1 << 62) - 1
ALIKE = 80
_ALIKE_BEYOND_COMMON = 90
_MOST_COMMON = 0.3
# Whatever a third of an item's answers say is a form's words, or the way one answers it.
SAMPLED = 200
_FEWEST_SAMPLED = 20
_COMMON = 1 / 3
# Longer texts are compared by their beginning: the time it takes grows with the square.
_LONGEST = 10_000

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Traits:
    """What of an answer is compared: its tokens, and the share of its shingles that is common."""

    own: Tokens
    common: float


def shingles(text: str) -> Shingles:
    """Hashes of every three tokens in a row (two of scripts with words); none of a short text."""
    own = tokens(text)
    cjk, words = content_size(own.folded.text)
    if cjk / _FEWEST_CJK + words / _FEWEST_WORDS < 1:
        return frozenset()
    hashed = [_hash(word) for word in own.words]
    a, b, c = _MIX
    if words > cjk:
        return frozenset((x * a ^ y * b) * c & _LOW for x, y in pairwise(hashed))
    triples = zip(hashed, hashed[1:], hashed[2:], strict=False)
    return frozenset((x * a ^ y * b ^ z * c) * a >> 8 & _LOW for x, y, z in triples)


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return crc32(word.encode(errors="surrogatepass"))


def common_shingles(sample: Iterable[Shingles]) -> Shingles:
    """The shingles that a third of the sampled answers share; none where these are under 20."""
    answers = [each for each in sample if each]
    if len(answers) < _FEWEST_SAMPLED:
        return frozenset()
    seen = Counter(each for answer in answers for each in answer)
    return frozenset(each for each, n in seen.items() if n > _COMMON * len(answers))


def keys(item: int, text: str, said: Shingles, common: Shingles) -> list[int]:
    """
    Numbers of which two answers to *item* share one, if they are alike.

    One is of the whole text; 12 are of what it says, and 12 more of that less what is *common*.
    """
    if not said:
        return []
    whole = crc32(tokens(text).folded.text.encode(errors="surrogatepass"))
    made = [_key(item, -1, whole, len(said)), *_bands(item, said)]
    own = said - common
    return made if len(own) == len(said) or not own else made + _bands(item, own)


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


def traits(text: str, common: Shingles) -> Traits:
    """What of *text* is compared."""
    said = shingles(text)
    return Traits(tokens(text), len(said & common) / len(said) if said and common else 0.0)


def likeness(one: Traits, other: Traits) -> int:
    """
    How alike two answers are in hundredths: rapidfuzz `fuzz.ratio` of their folded texts.

    0 below 80; below 90 where what many answers say makes up 30 % of one of them.
    """
    has_common = max(one.common, other.common) > _MOST_COMMON
    least = _ALIKE_BEYOND_COMMON if has_common else ALIKE
    mine, theirs = one.own.folded.text[:_LONGEST], other.own.folded.text[:_LONGEST]
    # Rounded down: 100 is only what is the same throughout.
    return int(fuzz.ratio(mine, theirs, score_cutoff=least))


def longest_shared(text: Tokens, other: Tokens) -> tuple[int, int]:
    """Where in *text*, as written, the longest passage stands that it has in order with *other*."""
    mine, theirs = text.folded.text[:_LONGEST], other.folded.text[:_LONGEST]
    blocks = [
        (each.src_end - each.src_start, each.src_start, each.src_end)
        for each in Indel.opcodes(mine, theirs)
        if each.tag == "equal"
    ]
    length, start, end = max(blocks, key=lambda block: block[0], default=(0, 0, 0))
    return text.folded.span(start, end) if length else (0, 0)


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
