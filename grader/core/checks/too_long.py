"""Answers that are very long for their question."""

from collections.abc import Iterator

from ...message import Message
from ...records import Answer, Item, Language, Observation
from ...text.turns import candidate_only

_MOST = 10_000
_MOST_TIMES = 20
_SURELY_FINE = 2_000


def too_long(answer: Answer, item: Item, language: Language) -> Iterator[Observation]:
    """
    Flag `too_long` beyond 10,000 characters, or 20 times the reference and 2,000 characters.

    Both are fixed: how long other people write says nothing of this answer.
    """
    size = len("".join(candidate_only(answer.text or "").split()))
    reference = len("".join(item.reference.of(language).split()))
    most = min(_MOST, max(_SURELY_FINE, _MOST_TIMES * reference)) if reference else _MOST
    if size > most:
        told = Message("{size:,} characters, more than {most:,}", size=size, most=most)
        yield Observation(flag="too_long", told=told)
