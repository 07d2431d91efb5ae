"""What an answer would have to say: the key points of each criterion, as bags of n-grams."""

import re

from ...records import Criterion, Item, Language
from ...text import Grams, grams

_CLAUSE = re.compile(r"[^。！？；，,;.!?\n]+")
_SENTENCE = re.compile(r"[^。！？；!?\n.]+")
# Fewer n-grams than this are found in any text by chance.
_FEWEST = 3


def key_points(item: Item, language: Language) -> dict[str, tuple[Grams, ...]]:
    """
    The key points of each criterion of *item*, words of the question left out.

    They are its indicators, what its highest level describes, and those sentences of the
    reference that share most with it.
    """
    asked = grams(item.text.of(language))
    points = {each.id: _own_points(each, language, asked) for each in item.criteria}
    wanted = {name: frozenset().union(*bags) for name, bags in points.items()}
    for sentence in _SENTENCE.findall(item.reference.of(language)):
        bag = grams(sentence) - asked
        # The first criterion wins a tie, so that the assignment does not depend on chance.
        best = max(wanted, key=lambda name: len(bag & wanted[name]), default="")
        if best and bag & wanted[best]:
            points[best].append(bag)
    return {
        name: tuple(bag for bag in bags if len(bag) >= _FEWEST) for name, bags in points.items()
    }


def _own_points(criterion: Criterion, language: Language, asked: Grams) -> list[Grams]:
    texts = [each.of(language) for each in criterion.indicators]
    highest = criterion.levels[-1].description if criterion.levels else criterion.description
    texts += _CLAUSE.findall(highest.of(language))
    return [grams(text) - asked for text in texts]
