"""The control answers of a run, for machines."""

from typing import Any

from ..core.report import decimal
from ..records import ControlRating, ControlResult, ControlsFound


def controls_object(found: ControlsFound) -> dict[str, Any]:
    """*found* in the form of `run.schema.json`: points as numbers, None where there are none."""
    results = found.results
    return {
        "known": sum(each.is_known for each in results),
        "moved": sum(bool(each.levels_moved) for each in results),
        "inflated": sum((each.gain or 0) > 0 for each in results),
        "earlier": found.earlier or None,
        "left": found.left,
        "answers": [_result(each) for each in results],
    }


def _result(each: ControlResult) -> dict[str, Any]:
    return {
        "id": each.control.id,
        "kind": each.control.kind,
        "item_id": each.control.item_id or None,
        "known": _number(each.known),
        "max_points": _number(each.max_points),
        "difference": _number(each.difference),
        "levels_moved": each.levels_moved,
        "since_earlier": _number(each.since_earlier),
        "gain": _number(each.gain),
        "gain_settled": _number(each.gain_settled),
        "ratings": [_rating(rating) for rating in (*each.clean, *each.attacked)],
    }


def _rating(rating: ControlRating) -> dict[str, Any]:
    return {
        "place": rating.place,
        "payload": rating.payload or None,
        "status": rating.status,
        "reason": rating.reason or None,
        "points": _number(rating.points),
        "points_low": _number(rating.low),
        "points_high": _number(rating.high),
        "levels": list(rating.levels),
        "flags": list(rating.flags),
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(decimal(value))
