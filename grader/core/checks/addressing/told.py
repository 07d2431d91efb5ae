"""What a person is told of text written to the grader."""

from collections.abc import Collection

from ....message import Message
from .pattern import Kind


def told(kinds: Collection[Kind]) -> Message:
    """Which two signals were seen; of several, those that tell most."""
    if "score" in kinds:
        return Message("addresses the grader and asks for a score")
    return Message("addresses the grader")
