"""Passages of an answer to quote: verbatim ones, and ones that are not in it."""

import itertools
import re
import unicodedata

_WORD = re.compile(r"\S*\w\S*")
_MIN_WORDS, _WORDS = 3, 4
_MIN_LETTERS, _CHARACTERS = 6, 12
# An answer pasted as one line of megabytes needs no more of it to be quoted.
_MOST_WORDS, _MOST_CHARACTERS = 200, 1_000

Passage = tuple[int, str]


def passages(lines: list[str], count: int) -> list[Passage]:
    """
    *count* verbatim passages with their line numbers, spread over the *lines*.

    Each has at least three words or six letters, as long as the answer has any line that long.
    More passages than lines take further ones of the same lines, then repeat. Empty when there
    is nothing to quote.
    """
    usable = [(n, line) for n, line in enumerate(lines, start=1) if _is_quotable(line)]
    if not usable:
        usable = [(n, line) for n, line in enumerate(lines, start=1) if line.strip()]
    if not usable:
        return []
    spread = max(len(usable), count)
    return [_passage(usable, i * spread // count) for i in range(count)]


def invented_passages(lines: list[str], count: int) -> list[Passage]:
    """*count* passages that are nowhere in *lines*, on existing line numbers."""
    text = "\n".join(lines)
    invented = "words that nobody wrote here"
    while invented in text:
        invented += " again"
    return [(i % max(len(lines), 1) + 1, f"{invented} ({i + 1})") for i in range(count)]


def _passage(usable: list[Passage], index: int) -> Passage:
    turn, place = divmod(index, len(usable))
    number, line = usable[place]
    found = _passages_of(line)
    return number, found[turn % len(found)]


def _is_quotable(line: str) -> bool:
    start = line.strip()[:_MOST_CHARACTERS]
    return _letters(start) >= _MIN_LETTERS or len(_WORD.findall(start)) >= _MIN_WORDS


def _letters(text: str) -> int:
    """Letters and ideographs: digits and marks say too little to be quoted alone."""
    return sum(map(str.isalpha, text))


def _passages_of(line: str) -> list[str]:
    """*line* in passages of about four words, or of twelve characters where words have no gaps."""
    words = list(itertools.islice(_WORD.finditer(line), _MOST_WORDS))
    if len(words) >= _MIN_WORDS:
        spans = _parts(len(words), _WORDS)
        return [line[words[start].start() : words[end - 1].end()] for start, end in spans]
    text = line.strip()
    # A cut between a letter and its accent would no longer be found once the answer is composed.
    if not unicodedata.is_normalized("NFC", text):
        return [text]
    parts = [text[start:end].strip() for start, end in _parts(len(text), _CHARACTERS)]
    return parts if all(_letters(part) >= _MIN_LETTERS for part in parts) else [text]


def _parts(length: int, size: int) -> list[tuple[int, int]]:
    """Bounds of as many even parts of *length* as have at least *size*, but at least one."""
    count = max(1, length // size)
    return [(i * length // count, (i + 1) * length // count) for i in range(count)]
