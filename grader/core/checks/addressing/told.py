"""What a person is told of text written to the grader."""

from collections.abc import Collection

from ....message import Message
from .pattern import Kind
from .weigh import most_telling


def told(kinds: Collection[Kind], *, is_encoded: bool = False) -> Message:
    """Which two signals were seen; of several, the ones that tell most."""
    kind = most_telling(set(kinds))
    if kind == "hidden":
        return Message("holds words in characters that nobody sees")
    if is_encoded:
        return Message("addresses the grader in encoded or disguised text")
    if kind == "deal":
        return Message("addresses the grader and promises or threatens something for a score")
    if kind == "result":
        return Message("speaks as the grader and writes a score itself")
    if kind in {"claim", "met"}:
        return Message("addresses the grader and declares the criteria met")
    if kind == "reply":
        return Message("imitates the grader's own output")
    if kind == "leak":
        return Message("addresses the grader and asks for its instructions")
    if kind == "role":
        return Message("addresses the grader and gives it a role")
    if kind == "format":
        return Message("addresses the grader and dictates what it writes")
    return Message("addresses the grader and asks for a score")
