"""What grader practice gives as JSON."""

from collections.abc import Mapping
from typing import Any

from ..core.practice import Line, Offer
from ..core.report import decimal
from ..records import Attempt, DimensionPoints
from ..runs.practice import Practice


def attempt_object(attempt: Attempt) -> dict[str, Any]:
    """A rated answer in plain values; points that are open are null."""
    answer = attempt.handed_in
    return {
        "at": answer.at,
        "item_id": answer.item_id,
        "question": answer.question,
        "rater": attempt.rater,
        "status": attempt.status,
        "reason": attempt.reason,
        "points": None if attempt.points is None else decimal(attempt.points),
        "points_low": decimal(attempt.points_low),
        "points_high": decimal(attempt.points_high),
        "max_points": decimal(attempt.max_points),
        "by_dimension": _dimensions(attempt.by_dimension),
        "seconds": None if answer.seconds is None else round(answer.seconds),
        "rubric_hash": answer.rubric_hash,
        "item_hash": answer.item_hash,
        "answer": answer.text,
        "feedback": attempt.feedback,
    }


def offer_object(offer: Offer) -> dict[str, Any]:
    """The item to practise next, and why."""
    return {
        "item_id": offer.item.id,
        "why": offer.why,
        "dimension": offer.dimension or None,
    }


def history_object(practice: Practice, file: str | None) -> dict[str, Any]:
    """Everything kept, oldest first, and the lines of progress by rater and dimension."""
    current = practice.current
    return {
        "rubric": practice.rubric.id,
        "rubric_hash": practice.hash,
        "file": file,
        "attempts": [
            {**attempt_object(each), "is_older": each.handed_in.item_hash not in current}
            for each in practice.attempts
        ],
        "progress": [_line(each) for each in practice.lines()],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "rater": line.rater,
        "dimension": line.dimension,
        "is_older": line.is_older,
        "answers": [
            {
                "at": each.at,
                "item_id": each.item_id,
                "points": decimal(each.points),
                "max_points": decimal(each.max_points),
            }
            for each in line.steps
        ],
    }


def _dimensions(reached: Mapping[str, DimensionPoints]) -> dict[str, dict[str, str]]:
    return {
        name: {"points": decimal(each.points), "max_points": decimal(each.max_points)}
        for name, each in reached.items()
    }
