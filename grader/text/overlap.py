"""Whether one text repeats a passage of another."""

from .fold import fold, is_cjk

CHARACTERS = 12
WORDS = 8


def _passages(text: str) -> set[str]:
    """Every run of 12 characters (Chinese) and of 8 words (other scripts) in *text*."""
    folded = fold(text).text
    joined = folded.replace(" ", "")
    runs = {
        joined[i : i + CHARACTERS]
        for i in range(len(joined) - CHARACTERS + 1)
        if any(map(is_cjk, joined[i : i + CHARACTERS]))
    }
    words = "".join(" " if is_cjk(char) else char for char in folded).split()
    return runs | {" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}


def shares_passage(text: str, secret: str) -> bool:
    """True where *text* holds 12 characters or 8 words in a row of *secret*, folded."""
    return not _passages(text).isdisjoint(_passages(secret))
