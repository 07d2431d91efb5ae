"""What an answer would have to say: the key points of each criterion, as bags of n-grams."""

import re

from ...records import Criterion, Item, Language
from ...text import fold, is_cjk

Grams = frozenset[str]

_COMMON = frozenset(
    """the a an and or of to in on for with is are was were be been it its this that these
    those i you we they he she my your our their his her as at by from not no do does did
    will would can could should may might have has had so if then than but about into over
    what when how why which who there here also just very more most""".split()
)
_CLAUSE = re.compile(r"[^。！？；，,;.!?\n]+")
_SENTENCE = re.compile(r"[^。！？；!?\n.]+")
_WORD_BEGINNING = 6
# Fewer n-grams than this are found in any text by chance.
_FEWEST = 3


def grams(text: str) -> Grams:
    """Pairs of Chinese characters, and the beginnings of other scripts' telling words."""
    folded = fold(text).text
    pairs = {
        folded[i : i + 2] for i in range(len(folded) - 1) if all(map(is_cjk, folded[i : i + 2]))
    }
    words = "".join(" " if is_cjk(char) else char for char in folded).split()
    telling = {word[:_WORD_BEGINNING] for word in words if len(word) > 1 and word not in _COMMON}
    return frozenset(pairs | telling)


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
