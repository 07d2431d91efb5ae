"""The words of an answer that are written to the grader: whole sentences, whole blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lean import leaning, leans
from .pattern import Kind
from .units import Unit
from .view import Span
from .weigh import weighed

# So many characters between two sentences in the grader's direction belong to them.
_BRIDGE = 24


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of an answer written to the grader, in order, and what they want."""

    spans: tuple[Span, ...]
    kinds: frozenset[Kind]
    is_encoded: bool


_NONE = Stretches((), frozenset(), is_encoded=False)


def stretches(text: str, units: Sequence[Unit]) -> Stretches:
    """What of *text* addresses the grader, given its sentences and what stands in them."""
    known, leant = weighed(units), leaning(units)
    found = [*known, *leant]
    if not found:
        return _NONE
    chosen = _grown(units, {n for (low, high), _ in found for n in range(low, high)})
    spans = _merged(text, [(units[n].start, units[n].end) for n in sorted(chosen)])
    is_encoded = any(units[n].concealed for (low, high), _ in found for n in range(low, high))
    return Stretches(spans, frozenset(kind for _, kind in known or leant), is_encoded)


def _grown(units: Sequence[Unit], core: set[int]) -> set[int]:
    """*core* with the sentences beside it that go on in the same voice."""
    forward = range(len(units))
    return _swept(units, core, forward) | _swept(units, core, reversed(forward))


def _swept(units: Sequence[Unit], core: set[int], order: Iterable[int]) -> set[int]:
    chosen: set[int] = set()
    between: list[int] = []
    room = -1
    for number in order:
        unit = units[number]
        if number in core or (room >= 0 and _goes_on(unit)):
            chosen.update([*between, number])
            between, room = [], _BRIDGE
            continue
        room -= len(unit.said.strip())
        if room < 0 or unit.is_elsewhere:
            between, room = [], -1
        else:
            between.append(number)
    return chosen


def _goes_on(unit: Unit) -> bool:
    return not unit.is_elsewhere and (bool(unit.kinds - {"ask"}) or leans(unit))


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """*spans* in order, joined over white space, without white space at their ends."""
    joined: list[Span] = []
    for start, end in spans:
        piece = text[start:end]
        low = start + len(piece) - len(piece.lstrip())
        high = start + len(piece.rstrip())
        if low >= high:
            continue
        if joined and not text[joined[-1][1] : low].strip():
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return tuple(joined)
