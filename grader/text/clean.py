"""The copy of an answer that a judge sees: nothing invisible, no marks that steer a model."""

import re

from .defused import defused
from .unseen import seen

_LINE_END = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> tuple[str, "range | tuple[int, ...]"]:
    """
    *text* without invisible characters and with template tokens, role labels and fences defused.

    Returns:
        The cleaned text, and for each of its characters the offset it had in *text*: a
        `range` where nothing was taken out.
    """
    at: range | tuple[int, ...] = range(len(text))
    text = _LINE_END.sub("\n", text)
    kept = seen(text)
    if kept is not None:
        at = tuple(kept)
        text = "".join([text[i] for i in kept])
    return defused(text), at
