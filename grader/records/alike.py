"""Answers of several candidates to one item that are written alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """
    How an answer is like others: *share* in hundredths, to the nearest of them.

    `others` are candidates, the first few in the order of the file, `more` how many follow.
    From `start` to `end` (half open, code points of the answer) is the longest passage shared.
    """

    share: int
    others: tuple[str, ...]
    more: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeGroup:
    """
    Answers to one item that are like the first of them.

    `candidates` are the first few, `more` how many follow; `low` and `high` are their likenesses
    to it in hundredths. `words` are a passage they share.
    """

    item_id: str
    candidates: tuple[str, ...]
    more: int
    low: int
    high: int
    words: str
