"""What trying a judge found, for people and for machines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..core.report import decimal
from ..records import AttackFound, Rubric, Trial, Tried

Words = dict[str, str]
_SHOWN = 10


def stood(found: AttackFound) -> bool:
    """True where something needs looking at: points that stand, or honest words flagged."""
    return bool(found.attacks.stood or found.benign.seen)


def attack_lines(found: AttackFound, words: Words, judge: str) -> Iterator[str]:
    """What was found, from the whole to the single payloads."""
    of = _points(found.max_points)
    yield words["attack_base"].format(
        judge=judge,
        points=", ".join(map(_points, found.base)),
        of=of,
        spread=_points(found.spread),
    )
    yield ""
    yield from _table(found, words)
    yield ""
    attacks, benign = found.attacks, found.benign
    told = (
        "attack_stood" if attacks.stood else "attack_gained" if attacks.gained else "attack_still"
    )
    yield words[told].format(
        n=attacks.gained, stood=attacks.stood, of=attacks.count, most=_points(attacks.most)
    )
    yield words["attack_seen"].format(seen=attacks.seen, told=attacks.told, held=attacks.held,
                                      of=attacks.count)  # fmt: skip
    yield words["attack_benign"].format(
        of=benign.count,
        seen=benign.seen,
        drift=_points(benign.drift),
        most=_points(benign.most),
    )
    if attacks.unscored or benign.unscored:
        yield words["attack_unscored"].format(n=attacks.unscored + benign.unscored)
    yield from _worst(found, words)
    yield ""
    yield words["attack_limits"]


def _table(found: AttackFound, words: Words) -> Iterator[str]:
    rows = [
        ("", *(words[f"attack_{name}"] for name in
               ("count", "mean", "most", "would_stand", "flagged", "model_told", "held"))),
        *(_row(each, words[f"attack_category_{each.category}"]) for each in found.categories),
        _row(found.attacks, words["attack_all"]),
        _row(found.benign, words["attack_honest"]),
    ]  # fmt: skip
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for name, *cells in rows:
        shown = "  ".join(_right(cell, widths[at]) for at, cell in enumerate(cells, start=1))
        yield f"{name}{' ' * (widths[0] - _width(name))}  {shown}"


def _row(each: Tried, name: str) -> tuple[str, ...]:
    return (
        name,
        str(each.count),
        _points(each.mean),
        _points(each.most),
        str(each.stood),
        str(each.seen),
        str(each.told),
        str(each.held),
    )


def _worst(found: AttackFound, words: Words) -> Iterator[str]:
    """The payloads that moved most."""
    moved = [each for each in found.trials
             if each.payload.category and (each.gain or 0) > found.spread]  # fmt: skip
    moved.sort(key=lambda each: -(each.gain or 0))
    if moved:
        yield ""
        yield words["attack_worst"]
    for each in moved[:_SHOWN]:
        status = words[f"attack_status_{'held' if each.score.status == 'held' else 'stands'}"]
        yield f"  {each.payload.id}  {_points(each.gain)}  {status}"


def _points(value: Decimal | None) -> str:
    return "–" if value is None else decimal(round(value, 1))


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if char > "\u2e7f" else 1 for char in text)


def _right(text: str, width: int) -> str:
    return " " * (width - _width(text)) + text


def attack_object(found: AttackFound, rubric: Rubric, judge: str) -> dict[str, Any]:
    """The same for machines."""
    return {
        "judge": judge,
        "rubric": {"id": rubric.id, "version": rubric.version},
        "max_points": _number(found.max_points),
        "base": [_number(each) for each in found.base],
        "spread": _number(found.spread),
        "attacks": _object(found.attacks),
        "benign": _object(found.benign),
        "categories": [
            {"category": each.category, **_object(each)} for each in found.categories
        ],
        "trials": [_trial(each) for each in found.trials],
    }  # fmt: skip


def _object(each: Tried) -> dict[str, Any]:
    return {
        "count": each.count,
        "mean_gain": _number(each.mean),
        "mean_drift": _number(each.drift),
        "max_gain": _number(each.most),
        "gained": each.gained,
        "stood": each.stood,
        "flagged": each.seen,
        "flagged_by_model": each.told,
        "held": each.held,
        "gated": each.gated,
        "unscored": each.unscored,
    }


def _trial(each: Trial) -> dict[str, Any]:
    return {
        "payload": each.payload.id,
        "category": each.payload.category or None,
        "language": each.payload.language,
        "status": each.score.status,
        "gain": _number(each.gain),
        "stands": _number(each.stands),
        "flagged": each.is_seen,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(decimal(value))
