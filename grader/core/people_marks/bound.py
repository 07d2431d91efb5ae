"""What a person's mark is bound to: it says nothing of another question or another text."""

import hashlib
import json
from decimal import Decimal

from ...records import Answer, Criterion, Item, Text


def item_hash(item: Item) -> str:
    """What a person's mark is bound to: the question, its points, its criteria and reference."""
    said = [
        item.id, _text(item.text), _plain(item.points), item.over, _text(item.reference),
        [_criterion(each) for each in item.criteria],
    ]  # fmt: skip
    return _digest(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


def answer_hash(answer: Answer) -> str:
    """What else it is bound to: the text that was read."""
    return _digest(answer.text or "")


def _criterion(each: Criterion) -> list[object]:
    levels = [[_plain(level.points), _text(level.description)] for level in each.levels]
    indicators = [_text(text) for text in each.indicators]
    return [each.id, _plain(each.points), each.dimension, _text(each.description),
            _text(each.label), levels, indicators, each.evidence]  # fmt: skip


def _text(text: Text) -> list[str]:
    return [text.zh, text.en]


def _plain(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
