"""What a person is told of text written to the grader."""

from collections.abc import Collection

from ....message import Message
from .pattern import Kind
from .weigh import most_telling


def told(kinds: Collection[Kind], *, is_encoded: bool = False) -> Message:
    """Which two signals were seen; of several, the ones that tell most."""
    kind = most_telling(set(kinds))
    if is_encoded and kind not in {"hidden", "salad"}:
        return Message("addresses the grader in encoded or disguised text")
    return _TOLD.get(kind, Message("addresses the grader and asks for a score"))


_MET = Message("addresses the grader and declares the criteria met")
_TOLD: dict[Kind | None, Message] = {
    "hidden": Message("holds words in characters that nobody sees"),
    "salad": Message("is a row of words of praise or of signs that makes no sentence"),
    "deal": Message("addresses the grader and promises or threatens something for a score"),
    "result": Message("speaks as the grader and writes a score itself"),
    "claim": _MET,
    "met": _MET,
    "reply": Message("imitates the grader's own output"),
    "leak": Message("addresses the grader and asks for its instructions"),
    "role": Message("addresses the grader and gives it a role"),
    "dictated": Message("addresses the grader and dictates what it writes"),
    "format": Message("addresses the grader and dictates what it writes"),
}
