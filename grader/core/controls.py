"""controls: answers with known points, as they are asked beside a run and what they tell."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from ..records import (
    Answer,
    Control,
    ControlAsked,
    ControlRating,
    ControlResult,
    Item,
    Language,
    Score,
)

MOST_BETWEEN = 500
"""Answers between two sittings of the control answers, at most."""


def spacing(answers: int) -> int:
    """After how many of *answers* the control answers are asked again: halfway, or every 500."""
    return max(1, min(MOST_BETWEEN, -(-answers // 2)))


def control_answer(control: Control, language: Language) -> Answer:
    """*control* as an answer of nobody."""
    return Answer(
        candidate_id=f"control/{control.id}",
        item_id=control.item_id,
        text=control.text.of(language),
        question=control.question.of(language),
    )


def control_key(key: str, asked: ControlAsked) -> str:
    """
    The key by which a control answer is stored, whose *key* as anybody's answer would be that.

    Each sitting of each session has its own, so that nothing stored answers for it.
    """
    place = [key, asked.session, asked.round, asked.payload]
    return hashlib.sha256(json.dumps(place, ensure_ascii=False).encode()).hexdigest()


def control_rating(asked: ControlAsked, score: Score) -> ControlRating:
    """What *score* says of a control answer."""
    marks = score.rating.marks if score.rating else ()
    return ControlRating(
        place=asked.place,
        payload=asked.payload,
        status=score.status,
        points=score.points,
        low=score.points_low,
        high=score.points_high,
        levels=tuple(mark.level for mark in marks),
        flags=score.flags,
        reason=score.reason,
    )


def control_result(
    control: Control,
    item: Item,
    ratings: Sequence[ControlRating],
    before: Mapping[str, Sequence[ControlRating]],
) -> ControlResult:
    """*control* over a session, beside what it got in the session *before*, by control id."""
    earlier = [each.points for each in before.get(control.id, ()) if not each.payload]
    return ControlResult(
        control=control,
        known=control.known(item),
        known_levels=control.known_levels(item),
        max_points=item.max_points,
        clean=tuple(each for each in ratings if not each.payload),
        attacked=tuple(each for each in ratings if each.payload),
        earlier=next((each for each in earlier if each is not None), None),
    )
