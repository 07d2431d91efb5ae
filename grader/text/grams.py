"""What a text is about, as grams: enough to see whether two texts share anything."""

from .fold import fold, is_cjk

Grams = frozenset[str]

_COMMON = frozenset(
    """the a an and or of to in on for with is are was were be been it its this that these
    those i you we they he she my your our their his her as at by from not no do does did
    will would can could should may might have has had so if then than but about into over
    what when how why which who there here also just very more most""".split()
)
_WORD_BEGINNING = 6


def grams(text: str) -> Grams:
    """Pairs of Chinese characters, and the beginnings of other scripts' telling words."""
    folded = fold(text).text
    pairs = {
        folded[i : i + 2] for i in range(len(folded) - 1) if all(map(is_cjk, folded[i : i + 2]))
    }
    words = "".join(" " if is_cjk(char) else char for char in folded).split()
    telling = {word[:_WORD_BEGINNING] for word in words if len(word) > 1 and word not in _COMMON}
    return frozenset(pairs | telling)
