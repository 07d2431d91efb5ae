"""Whether one text repeats a passage of another."""

from functools import lru_cache

from .fold import fold, is_cjk

CHARACTERS = 12
WORDS = 8


def _passages(text: str) -> frozenset[str]:
    """Every run of 12 characters (Chinese) and of 8 words (other scripts) in *text*."""
    folded = fold(text).text
    joined = folded.replace(" ", "")
    runs = {
        joined[i : i + CHARACTERS]
        for i in range(len(joined) - CHARACTERS + 1)
        if any(map(is_cjk, joined[i : i + CHARACTERS]))
    }
    words = "".join(" " if is_cjk(char) else char for char in folded).split()
    runs |= {" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}
    return frozenset(runs)


# Everyone's letter holds the same few references, item after item, against short sentences.
_kept_passages = lru_cache(maxsize=32)(_passages)


def shares_passage(text: str, secret: str) -> bool:
    """True where *text* holds 12 characters or 8 words in a row of *secret*, folded."""
    return not _kept_passages(secret).isdisjoint(_passages(text))
