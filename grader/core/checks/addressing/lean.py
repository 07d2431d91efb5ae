"""How much a few sentences lean to the grader, by what their words name, in two signals."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from .pattern import Kind
from .units import Unit
from .view import Span
from .weights import ALONE, BIAS, TOGETHER
from .words import BITS

_MOST = 3
# Three sentences belong together only where they are short.
_LONGEST = 160
# Beside a sentence written to the grader less is needed; still less for a look at it.
_GOES_ON = BIAS + 0.2
_WORTH = BIAS + 0.6
_AROUND = 2
# What needs no closer look, but for a few sentences.
_SURE, _TELLING = 0.0, 4
_FAR = 99.0
_TOLD: tuple[tuple[int, Kind], ...] = ((BITS["deal"], "deal"), (BITS["role"], "role"))


def _bits(*kinds: str) -> int:
    return sum(BITS[kind] for kind in kinds)


_AIMED = _bits("rater", "desk", "scheme", "self", "key", "own_text", "rate", "full", "dim")
_WANTED = _bits(
    "rate", "top", "full", "met", "number", "arrow", "void", "key", "give", "role", "plea", "deal",
    "all", "praise",
)  # fmt: skip
# Without one of these, points are only told of.
_DIRECTED = _bits(
    "rater", "desk", "scheme", "self", "key", "own_text", "ask", "you", "give", "plea", "deal",
    "role", "void", "arrow", "all",
)  # fmt: skip
# Text that has to be opened to be read needs one word of rating, and little more.
_OF_RATING = _bits(
    "rate", "full", "top", "met", "rater", "desk", "scheme", "rules", "self", "own_text", "dim",
    "role",
)  # fmt: skip
_HARDLY = BIAS + 0.1
# Rules that are set aside are worth a look whatever stands around them.
_SET_ASIDE = _bits("void", "rules")
_WEIGHTS = [(BITS[kind], weight) for kind, weight in ALONE.items()] + [
    (BITS[one] | BITS[other], weight) for (one, other), weight in TOGETHER.items()
]


def windows(units: Sequence[Unit]) -> Iterator[tuple[Span, int]]:
    """Up to three sentences in a row, as a half-open range of numbers, and what they name."""
    solid = [number for number, unit in enumerate(units) if not unit.is_blank]
    for size in range(1, _MOST + 1):
        for first in range(len(solid) - size + 1):
            low, high = solid[first], solid[first + size - 1]
            if size == _MOST and units[high].end - units[low].start > _LONGEST:
                continue
            named = 0
            for number in solid[first : first + size]:
                named |= units[number].named
            yield (low, high + 1), named


@lru_cache(maxsize=4096)
def _weight(named: int) -> float:
    return BIAS + sum(weight for bits, weight in _WEIGHTS if bits & named == bits)


def lean(named: int) -> float:
    """Above zero where what is named adds up to text written to the grader, in two signals."""
    return _weight(named) if both_signals(named) else -_FAR


def both_signals(named: int) -> bool:
    """True where something is aimed at the grader and something else is wanted."""
    aimed, wanted = named & _AIMED, named & _WANTED
    if not named & _DIRECTED:
        return False
    return bool(aimed and wanted) and (aimed | wanted).bit_count() > 1


def leaning(units: Sequence[Unit]) -> list[tuple[Span, Kind]]:
    """Which sentences lean to the grader by themselves, and what for; the closest only."""
    found: list[tuple[Span, Kind]] = [
        ((number, number + 1), _wanted(unit.named))
        for number, unit in enumerate(units)
        if unit.is_masked and unit.named & _OF_RATING and _weight(unit.named) > _HARDLY
    ]
    for span, named in windows(units):
        if lean(named) > 0 and not any(
            low >= span[0] and high <= span[1] for (low, high), _ in found
        ):
            found.append((span, _wanted(named)))
    return found


def leans(unit: Unit) -> bool:
    """True where a sentence goes on in the voice of one beside it that is written to the grader."""
    return bool(unit.named & (_AIMED | _WANTED)) and _weight(unit.named) > _GOES_ON


def plausible(units: Sequence[Unit]) -> list[Span]:
    """
    Where in the original a closer look is worth it: sentences that lean a little, and around.

    Of those that lean enough by themselves only the first are looked at, to tell what they want.
    """
    near: set[int] = set()
    sure: set[int] = set()
    for (low, high), named in windows(units):
        weight = _weight(named)
        if weight <= _WORTH and named & _SET_ASIDE != _SET_ASIDE:
            continue
        if weight > _SURE and high - low == 1 and both_signals(named):
            sure.add(low)
        near.update(range(max(0, low - _AROUND), min(len(units), high + _AROUND)))
    # Of points that customers give no pattern says anything.
    surveys = {number for number in near if units[number].is_of_survey}
    return _places(units, near - surveys - set(sorted(sure)[_TELLING:]))


def _places(units: Sequence[Unit], numbers: set[int]) -> list[Span]:
    places: list[Span] = []
    for number in sorted(numbers):
        unit = units[number]
        if places and places[-1][1] == unit.start:
            places[-1] = (places[-1][0], unit.end)
        else:
            places.append((unit.start, unit.end))
    return places


def _wanted(named: int) -> Kind:
    """What is asked for, so that it can be told."""
    for bit, kind in _TOLD:
        if bit & named:
            return kind
    return "score"
