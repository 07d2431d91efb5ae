"""anchors: which marked answers show a judge the levels of an item, and which cannot."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from ..records import MarkedAnswer
from ..text import content_size, fold

MOST_ANCHORS = 3
_LONGEST = 600
# A word of a spaced script takes about as much to say something as two Chinese characters.
_CHARACTERS_A_WORD = 2
LeftOut = Literal["whole", "long", "alike"]


def choose_anchors(
    marked: Iterable[MarkedAnswer],
) -> tuple[tuple[MarkedAnswer, ...], Counter[LeftOut]]:
    """
    At most three of the answers to an item, spread over what they were given, the lowest first.

    Then how many were left out, and why: `whole` where only the item as a whole was marked,
    `long` where one is longer than 600 Chinese characters (300 words), `alike` for the others,
    which show nothing that those chosen do not. No two have the same points.
    """
    left: Counter[LeftOut] = Counter()
    usable = []
    for each in marked:
        if not each.levels:
            left["whole"] += 1
        elif _size(each) > _LONGEST:
            left["long"] += 1
        else:
            usable.append(each)
    chosen = _spread(usable)
    left["alike"] += len(usable) - len(chosen)
    return chosen, left


def _size(marked: MarkedAnswer) -> int:
    cjk, words = content_size(fold(marked.answer.text or "").text)
    return cjk + _CHARACTERS_A_WORD * words


def _spread(usable: Sequence[MarkedAnswer]) -> tuple[MarkedAnswer, ...]:
    """The lowest, the highest, and the one nearest to the middle between them."""
    by_points: dict[Decimal, MarkedAnswer] = {}
    # By the text and nothing of its writer, so that the order of a file makes no difference.
    for each in sorted(usable, key=lambda one: _chance(one.answer.text or "")):
        by_points.setdefault(each.points, each)
    found = sorted(by_points)
    if len(found) > MOST_ANCHORS:
        middle = (found[0] + found[-1]) / 2
        inner = min(found[1:-1], key=lambda points: (abs(points - middle), points))
        found = [found[0], inner, found[-1]]
    return tuple(by_points[points] for points in found)


def _chance(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
