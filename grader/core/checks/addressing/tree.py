"""Many words as one pattern that looks at each letter once."""

import re
from collections.abc import Iterable


def tree(words: Iterable[str]) -> str:
    """A pattern of *words*, the longest first, that shares what they begin with."""
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    by_first: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_first.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + _branch(rests) for first, rests in by_first.items()]
    if not branches:
        return ""
    may_end = "?" if "" in words else ""
    if len(branches) == 1 and not may_end:
        return branches[0]
    return f"(?:{'|'.join(branches)}){may_end}"
