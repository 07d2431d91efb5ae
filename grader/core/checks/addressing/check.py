"""The check: does an answer hold text written to the grader, and which words are it."""

from collections.abc import Iterator

from ....records import Answer, Item, Language, Observation
from .reading import read
from .spans import stretches
from .told import told


def addressing(answer: Answer, _item: Item, _language: Language) -> Iterator[Observation]:
    """
    At most one observation: the stretches of *answer* that are written to the grader.

    Two signals are needed, something aimed at whoever grades and something wanted from them,
    close to each other. The spans are whole sentences or blocks, in order, apart.
    """
    text = answer.text or ""
    found = stretches(text, read(text))
    if found.spans:
        yield Observation(
            flag="injection_suspected",
            spans=found.spans,
            told=told(found.kinds, is_encoded=found.is_encoded),
        )
