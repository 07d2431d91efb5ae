"""The words of an answer that are written to the grader: whole sentences, whole blocks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .pattern import Kind, Signal
from .view import Span
from .weigh import Unit, may_count, weighed

# So many characters between two sentences in the grader's direction belong to them.
_BRIDGE = 24
# A sentence ends at its mark or line; what stands in quotation marks stays with who says it.
_SENTENCE = re.compile(
    r"(?:“[^”\n]{0,300}”|「[^」\n]{0,300}」|\"[^\"\n]{0,300}\"|(?<!\w)'[^\n]{0,200}?[.,!?]'(?!\w)"
    r"|[^\n。！？!?；;.“「\"]|[“「\"]|[.;](?=\S)){1,240}"
    r"[。！？!?；;.]{0,3}[”’」』）)\"']{0,2}|[\n。！？!?；;.]"
)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of an answer written to the grader, in order, and what they want."""

    spans: tuple[Span, ...]
    kinds: frozenset[Kind]
    is_encoded: bool


_NONE = Stretches((), frozenset(), is_encoded=False)


def stretches(text: str, signals: Sequence[Signal]) -> Stretches:
    """What of *text* addresses the grader, given the *signals* in it."""
    if not any(may_count(signal) for signal in signals):
        return _NONE
    units = _units(text, signals)
    found = weighed(units)
    if not found:
        return _NONE
    chosen = _grown(units, {n for (low, high), _ in found for n in range(low, high)})
    spans = _merged(text, [(units[n].start, units[n].end) for n in sorted(chosen)])
    is_encoded = any(units[n].concealed for (low, high), _ in found for n in range(low, high))
    return Stretches(spans, frozenset(kind for _, kind in found), is_encoded)


def _units(text: str, signals: Iterable[Signal]) -> list[Unit]:
    units = [
        Unit(match.start(), match.end(), match[0].lower()) for match in _SENTENCE.finditer(text)
    ]
    ends = [unit.end for unit in units]
    for signal in signals:
        first, last = bisect_right(ends, signal.start), bisect_right(ends, signal.end - 1)
        for unit in units[first : last + 1]:
            (unit.concealed if signal.is_concealed else unit.kinds).add(signal.kind)
            unit.kinds.add(signal.kind)
    return units


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
        if number in core or (room >= 0 and unit.kinds - {"ask"} and not unit.is_elsewhere):
            chosen.update([*between, number])
            between, room = [], _BRIDGE
            continue
        room -= len(unit.said.strip())
        if room < 0 or unit.is_elsewhere:
            between, room = [], -1
        else:
            between.append(number)
    return chosen


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
