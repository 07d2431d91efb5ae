"""Marked answers as a prompt shows them: cleaned, fenced, each with its levels in words."""

import hashlib
from collections.abc import Mapping, Sequence

from ...records import Item, MarkedAnswer
from ...text import clean, numbered

_LONGEST_REASON = 200


def shown_anchors(
    item: Item, anchors: Sequence[MarkedAnswer], names: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    """
    What the template `anchors` is filled with; *names* are what levels are called.

    The mark of the fence comes from the texts themselves, so that it is the same for every
    answer to *item* and none of those who wrote them could foretell it.
    """
    shown = [
        {
            "lines": [line.text for line in numbered(
                each.answer.text or "", each.answer.redactions)],
            "marks": _marks(item, each, names),
        }
        for each in anchors
    ]  # fmt: skip
    return {"anchors": shown, "nonce": _nonce(str(shown))}


def _marks(
    item: Item, anchor: MarkedAnswer, names: Mapping[str, Sequence[str]]
) -> list[dict[str, object]]:
    levels, reasons = dict(anchor.levels), dict(anchor.reasons)
    return [
        {
            "id": each.id,
            "level": levels[each.id],
            "words": names[each.id][levels[each.id]].rstrip("。.；;"),
            "reason": _one_line(reasons.get(each.id, "")),
        }
        for each in item.criteria
    ]


def _one_line(reason: str) -> str:
    said = " ".join(clean(reason)[0].split())
    return said if len(said) <= _LONGEST_REASON else f"{said[:_LONGEST_REASON]}…"


def _nonce(text: str) -> str:
    made = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return made if made not in text else _nonce(text + made)
