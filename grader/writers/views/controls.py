"""The control answers of a run: whether the judge held still, in sentences and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...records import ControlPlace, ControlRating, ControlResult, ControlsFound
from .wording import Words, between, moment, points

COLUMNS = (
    "control",
    "item",
    "known",
    "start",
    "among",
    "end",
    "apart",
    "moved",
    "earlier",
    "tried",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsView:
    """`told` are sentences; `rows` stand under `header`, a control answer each."""

    told: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def controls_view(found: ControlsFound | None, words: Words) -> ControlsView | None:
    """What *found* says; None where no control answers were asked."""
    if found is None or not found.results:
        return None
    return ControlsView(
        told=tuple(_told(found, words)),
        header=tuple(words(f"controls_{name}") for name in COLUMNS),
        rows=tuple(_row(each, words) for each in found.results),
    )


def controls_told(found: ControlsFound, words: Words) -> str:
    """Whether the control answers got the known points, and whether they moved, in a sentence."""
    known = sum(each.is_known for each in found.results)
    moved = [each.levels_moved for each in found.results if each.levels_moved]
    said = words("controls_known_told", n=known, of=len(found.results))
    if not moved:
        return said + words("controls_still")
    levels = words.number("controls_levels", max(moved))
    return said + words("controls_moved_told", n=len(moved), levels=levels)


def _told(found: ControlsFound, words: Words) -> Iterator[str]:
    yield controls_told(found, words)
    yield _since(found, words)
    gains = [each.gain for each in found.results if each.gain is not None]
    up = [gain for gain in gains if gain > 0]
    if up:
        stands = [each.gain_settled for each in found.results if (each.gain_settled or 0) > 0]
        yield words("controls_tried_up", n=len(up), of=len(gains), points=points(max(up)),
                    settled=len(stands))  # fmt: skip
    elif gains:
        yield words("controls_tried_still", of=len(gains))
    elif any(each.attacked for each in found.results):
        yield words("controls_tried_full")
    if found.left:
        yield words("controls_left", n=found.left)


def _since(found: ControlsFound, words: Words) -> str:
    """Against the session before."""
    if not found.earlier:
        return words("controls_no_earlier")
    apart = [abs(each.since_earlier) for each in found.results if each.since_earlier]
    when = moment(found.earlier)
    if not apart:
        return words("controls_as_before", when=when)
    return words("controls_other_than_before", when=when, n=len(apart), of=len(found.results),
                 points=points(max(apart)))  # fmt: skip


def _row(each: ControlResult, words: Words) -> tuple[str, ...]:
    kind = words.name("control_kind", each.control.kind)
    return (
        words("labelled", dimension=each.control.id, label=kind),
        each.control.item_id or "–",
        f"{points(each.known)} / {points(each.max_points)}",
        *(_got(each, place, words) for place in ("start", "among", "end")),
        _apart(each.difference),
        str(each.levels_moved),
        _apart(each.since_earlier),
        _tried(each, words),
    )


def _got(each: ControlResult, place: ControlPlace, words: Words) -> str:
    told = [_rating(rating, words) for rating in each.clean if rating.place == place]
    return words("semicolon").join(told) or "–"


def _rating(rating: ControlRating, words: Words) -> str:
    if rating.points is not None:
        return points(rating.points)
    status = words.name("status", rating.status)
    if rating.status == "unscored":
        return status
    return words("labelled", dimension=between(rating.low, rating.high), label=status)


def _apart(value: Decimal | None) -> str:
    if value is None:
        return "–"
    return f"{'+' if value > 0 else ''}{points(value)}".replace("-", "−")


def _tried(each: ControlResult, words: Words) -> str:
    if each.gain is None:
        return "–"
    held = sum(rating.status == "held" for rating in each.attacked)
    flagged = sum("injection_suspected" in rating.flags for rating in each.attacked)
    return words("controls_tried_cell", points=_apart(each.gain), held=held, flagged=flagged,
                 of=len(each.attacked))  # fmt: skip
