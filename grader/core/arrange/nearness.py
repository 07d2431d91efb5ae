"""How near a header's words are to the text of an item."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from ...records import Item
from ...text import fold

# Different items of one shipped paper reach 66, questions of no item 61; a reworded item 71 to 95.
LEAST, MARGIN = 70.0, 10.0
# Shorter texts are too easily near to anything; a part of a text must be longer still.
_FEWEST, _FEWEST_IN_PART = 8, 14
# A part that fits exactly says less than a whole that does.
_OF_PART = 0.95


def nearness(header: str, text: str) -> float:
    """How near two folded texts are, 0 to 100; words may stand in another order."""
    one, other = header.replace(" ", ""), text.replace(" ", "")
    shorter = min(len(one), len(other))
    if shorter < _FEWEST:
        return 0.0
    whole = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(header, text))
    if shorter < _FEWEST_IN_PART:
        return whole
    return max(whole, _OF_PART * fuzz.partial_ratio(one, other))


def nearest(words: str, texts: Iterable[tuple[str, Item]]) -> list[tuple[Item, int]]:
    """
    The item nearest to *words* with its per cent, those as near as good as it behind it.

    Empty where none is near; more than one where the best is no clear one.
    """
    folded = fold(words).text
    best: dict[str, tuple[float, Item]] = {}
    for text, item in texts:
        near = nearness(folded, text)
        if near > best.get(item.id, (0.0, item))[0]:
            best[item.id] = (near, item)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < LEAST:
        return []
    return [(item, int(near)) for near, item in ranked if near > ranked[0][0] - MARGIN]
