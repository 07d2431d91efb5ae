"""Criteria for a question without marks: from its own list, what it examines, its sentences."""

import re
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from ...records import Criterion, Text
from .dimensions import dimension_of
from .lines import Line
from .paper import PaperItem
from .points_of_list import list_points

MOST_CRITERIA = 8
_HALF = Decimal("0.5")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?|\n")
_FEWEST, _LONGEST, _LONGEST_LABEL = 6, 300, 16
_HEAD_ENDS = re.compile(r"[:：,，、。;；(（\n]|\s-\s")
_OPENERS = re.compile(r"^(?:能够?|可以|应该?|需要?|是否|会|首先|其次|然后|最后)")


def proposed_criteria(item: PaperItem, points: Decimal) -> tuple[Criterion, ...]:
    """
    Criteria proposed for *item*, which has no scoring points, that sum to *points*.

    From the list its reference answer holds, else from what the paper says it examines, else from
    the answer's sentences. Empty where the paper says nothing to go by.
    """
    texts = _told(item)
    if not texts or points <= 0:
        return ()
    most = min(MOST_CRITERIA, max(1, int(points / _HALF)))
    shares = split(points, min(len(texts), most))
    return tuple(
        criterion(f"p{place}", text, share)
        for place, (text, share) in enumerate(
            zip(_joined(texts, len(shares)), shares, strict=True), start=1
        )
    )


def criterion(name: str, text: str, points: Decimal) -> Criterion:
    """A criterion of that text; its dimension is proposed from its words."""
    dimension = dimension_of(text)
    return Criterion(
        id=name,
        points=points,
        dimension=dimension,
        label=_both(label_of(text)) if dimension == "other" else Text(),
        description=_both(text),
        status="proposed",
    )


def label_of(text: str) -> str:
    """What a scoring point is about, in a few characters: its heading or its first words."""
    head = _HEAD_ENDS.split(_OPENERS.sub("", text) or text, maxsplit=1)[0].strip() or text
    if head.isascii():
        return " ".join(head.split()[:4])[:40]
    return head[:_LONGEST_LABEL]


def split(points: Decimal, parts: int) -> list[Decimal]:
    """*points* in so many nearly equal parts of halves; what is no half stays with the last."""
    base = (points / parts / _HALF).to_integral_value(ROUND_FLOOR) * _HALF
    shares = [base] * parts
    rest = points - base * parts
    for place in range(int(rest / _HALF)):
        shares[place] += _HALF
        rest -= _HALF
    shares[-1] += rest
    return shares


def _both(text: str) -> Text:
    return Text(zh=text, en=text)


def _told(item: PaperItem) -> list[str]:
    lines = [Line(0, line) for line in item.answer.split("\n") if line.strip()]
    listed = [text[:_LONGEST] for _, text in list_points(lines)]
    if len(listed) > 1:
        return listed
    if item.examines:
        return [text[:_LONGEST] for text in item.examines]
    found = (match[0].strip(" 　\t\n；;。") for match in _SENTENCE.finditer(item.answer))
    sentences = [text[:_LONGEST] for text in found if len(text) >= _FEWEST]
    return sentences or ([item.answer[:_LONGEST]] if item.answer else [])


def _joined(texts: Sequence[str], parts: int) -> list[str]:
    """*texts* in so many groups of neighbours, their words joined."""
    size, more = divmod(len(texts), parts)
    made, start = [], 0
    for place in range(parts):
        stop = start + size + (place < more)
        joint = " / " if texts[start].isascii() else "；"
        made.append(joint.join(texts[start:stop])[: 2 * _LONGEST])
        start = stop
    return made
