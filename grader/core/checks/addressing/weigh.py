"""When signals add up to text written to the grader: two of them, close to each other."""

from collections.abc import Sequence

from .pattern import Kind, Signal
from .units import Unit
from .view import Span

_STRONG = frozenset({"override", "machine", "frame", "authority"})
_TARGETS = frozenset(
    {"score", "result", "claim", "role", "format", "dictated", "leak", "met", "value", "deal"}
)
# Of points, whoever speaks; the others are also said to chatbots and staff at work.
_OF_POINTS = frozenset({"score", "result", "claim", "met", "value", "deal"})
_ASKS = frozenset({"score", "claim", "met"})
# What is said to nobody but a grader.
_PLAIN = frozenset({"score", "result", "claim", "leak", "dictated"})
_BESIDE_VALUE = frozenset({"self", "ask", "rater", "rating", "role", "format"})
_WHOLE = frozenset({"reply", "hidden", "override"})
_ALONE: tuple[Kind, ...] = ("hidden", "reply", "salad")
_NEAR = 2
_ORDER: tuple[Kind, ...] = (
    "hidden", "deal", "result", "score", "claim", "met", "reply", "leak", "dictated", "role",
    "format", "value", "salad",
)  # fmt: skip


def may_count(signal: Signal) -> bool:
    """True for a signal without the like of which nothing adds up."""
    return signal.is_concealed or signal.kind in _TARGETS or signal.kind in _WHOLE


def weighed(units: Sequence[Unit]) -> list[tuple[Span, Kind]]:
    """Which units, as a half-open range of their numbers, address the grader, and for what."""
    found: list[tuple[Span, Kind]] = []
    for number, unit in enumerate(units):
        if not unit.kinds:
            continue
        if (kind := _alone(unit)) is not None:
            found.append(((number, number + 1), kind))
        if not unit.kinds & (_STRONG | {"role"}):
            continue
        near = range(max(0, number - _NEAR), min(len(units), number + _NEAR + 1))
        found += [
            ((min(number, other), max(number, other) + 1), wanted)
            for other in near
            if (wanted := _together(unit, units[other])) is not None
        ]
    return found


def most_telling(kinds: set[Kind]) -> Kind | None:
    """The kind among *kinds* that says most of what is wanted; None where none is a target."""
    return next((kind for kind in _ORDER if kind in kinds), None)


def _alone(unit: Unit) -> Kind | None:
    """What a unit asks for where it holds both signals itself."""
    kinds = unit.kinds
    if whole := [each for each in _ALONE if each in kinds]:
        return whole[0]
    if unit.concealed - {"mild", "rating", "self", "ask", "rater"}:
        return most_telling(unit.concealed) or "format"
    names_it = "self" in kinds
    if unit.is_of_survey:
        return None
    is_told = bool(kinds & (_STRONG | {"rater"}))
    if names_it and "override" in kinds and not unit.is_elsewhere:
        return most_telling(kinds & _TARGETS) or "score"
    if names_it and kinds & _ASKS and (is_told or not unit.is_of_writer):
        return most_telling(kinds & _ASKS)
    if is_told and "score" in kinds and "ask" in kinds and not unit.is_of_work:
        return "score"
    if "deal" in kinds and (is_told or not unit.is_of_work):
        return "deal"
    if unit.is_elsewhere:
        return None
    if (kind := most_telling(kinds & _PLAIN)) is not None:
        return kind
    return "value" if "value" in kinds and kinds & _BESIDE_VALUE else None


def _together(unit: Unit, other: Unit) -> Kind | None:
    """What is asked for where *unit* is aimed at the grader and *other* says what for."""
    both = unit.kinds | other.kinds
    if unit.is_of_survey or other.is_of_survey:
        return None
    if unit.is_elsewhere or other.is_elsewhere:
        sure = unit.kinds & {"override", "machine", "frame"} and other.kinds & _OF_POINTS
        is_work = unit.is_of_work or other.is_of_work
        return most_telling(other.kinds) if sure and ("self" in both or not is_work) else None
    if unit.kinds & _STRONG:
        return most_telling(other.kinds & _TARGETS)
    # A part to play, and rating in the same breath.
    return "role" if "rating" in other.kinds else None
