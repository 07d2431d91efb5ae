"""Agreement with its intervals, differences over the scale, and which points became which."""

import math
from collections import Counter
from collections.abc import Sequence

from ...core.agreement.verdict import LEAST
from ...records.agreement import Calibration, Measured
from ..measure import Amounts, Heat, Scatter, Section, Whisker, Whiskers, number, scale_point
from ..views import Words
from .naming import Naming
from .tables import limits

# More rows than these are no picture; the tables have them all.
_MOST_ROWS = 30
# A table of counts with more points than these on its side cannot be read.
_MOST_POINTS = 13
_MOST_HEATS = 60
# Past this many pairs, those that lie near each other are drawn as one dot.
_MOST_DOTS, _ACROSS, _UP = 500, 48, 32
_ENDS = (1, 2, 3, 4, 5, 6, 8, 10)


def intervals_section(of: Calibration, words: Words, naming: Naming) -> Section | None:
    """QWK of each criterion, or of each item where no criterion was marked, with intervals."""
    charts = tuple(
        _chart(kind, found, words, naming)
        for kind in ("criterion", "item", "dimension")
        if (found := [each for each in of.measured if each.kind == kind and each.names])
    )
    if not charts:
        return None
    return Section(id="intervals", title=words("intervals"), blocks=charts)


def _chart(kind: str, found: Sequence[Measured], words: Words, naming: Naming) -> Whiskers:
    amounts = Amounts(words)
    told = words("intervals_told", value=number(LEAST, 2))
    shown = list(found)
    if len(found) > _MOST_ROWS:
        told = f"{told} {words('intervals_some', n=_MOST_ROWS, of=len(found))}"
        shown = sorted(found, key=_lowest_first)[:_MOST_ROWS]
    rows = tuple(Whisker(label=naming.of(each), amount=amounts.plain(each.machine.qwk))
                 for each in shown)  # fmt: skip
    lowest = min((each.amount.low if each.amount.low is not None else each.amount.value or 0.0
                  for each in rows), default=0.0)  # fmt: skip
    low = 0.0 if lowest >= 0 else -0.5 if lowest >= -0.5 else -1.0
    marks = ((low, number(low, 1)), (1.0, number(1.0, 1)), (LEAST, number(LEAST, 2)))
    return Whiskers(
        title=words(f"intervals_{kind}"), told=told, category=words(f"kind_{kind}"),
        figure=words("figure_qwk"), rows=rows, low=low, high=1.0, marks=marks,
    )  # fmt: skip


def _lowest_first(each: Measured) -> tuple[bool, float]:
    value = each.machine.qwk.value
    return value is None, value or 0.0


def differences_section(of: Calibration, words: Words) -> Section | None:
    """How far the machine lies from people over the scale, after Bland and Altman."""
    charts = tuple(
        _differences(each, words)
        for each in (of.total, of.pooled("item"))
        if each is not None and each.dots and each.machine.bias.value is not None
    )
    if not charts:
        return None
    return Section(
        id="differences", title=words("differences"), told=(words("differences_told"),),
        blocks=charts,
    )  # fmt: skip


def _differences(each: Measured, words: Words) -> Scatter:
    amounts, bias = Amounts(words), each.machine.bias.value or 0.0
    half = 1.96 * (each.machine.spread.value or 0.0)
    pairs = [((person + machine) / 2, machine - person) for person, machine in each.dots]
    far = _round_end(max(0.5, abs(bias) + half, *(abs(y) for _, y in pairs)))
    x_range, y_range = (0.0, each.max_points), (-far, far)
    unit = words("unit_percent" if each.unit == "percent" else "points")
    return Scatter(
        title=words(f"differences_{each.kind}"),
        told=words(
            "differences_seen",
            n=f"{each.machine.n:,}",
            people=f"{each.machine.candidates:,}",
            dots=f"{len(each.dots):,}",
            bias=amounts.points(each.machine.bias, each.unit, is_signed=True).text,
            limits=limits(each, words).text,
        ),
        across=words("mean_of_two", unit=unit),
        up=words("machine_less_person", unit=unit),
        points=_thinned(pairs, x_range, y_range),
        x_range=x_range,
        y_range=y_range,
        lines=((bias, words("line_bias")), (0.0, words("line_none")),
               (bias - half, words("line_low")), (bias + half, words("line_high"))),
    )  # fmt: skip


def _round_end(value: float) -> float:
    """The next end of an axis whose half reads easily as well."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _ENDS if step * power >= value)


def _thinned(
    pairs: Sequence[tuple[float, float]], x_range: tuple[float, float], y_range: tuple[float, float]
) -> tuple[tuple[float, float, int], ...]:
    """Places with how many pairs lie there; past 500 pairs, those nearby count as one place."""
    places: Counter[tuple[float, float]] = Counter()
    steps = (x_range[1] - x_range[0]) / _ACROSS, (y_range[1] - y_range[0]) / _UP
    for x, y in pairs:
        if len(pairs) > _MOST_DOTS:
            places[round(x / steps[0]) * steps[0], round(y / steps[1]) * steps[1]] += 1
        else:
            places[round(x, 6), round(y, 6)] += 1
    return tuple((x, y, n) for (x, y), n in sorted(places.items()))


def confusion_section(of: Calibration, words: Words, naming: Naming) -> Section | None:
    """Which points by people went with which by the machine."""
    found = [each for each in of.measured
             if each.machine.confusion and len(each.machine.scale) <= _MOST_POINTS]  # fmt: skip
    if not found:
        return None
    told = [words("confusion_told")]
    if len(found) > _MOST_HEATS:
        told.append(words("confusion_some", n=_MOST_HEATS, of=len(found)))
    return Section(
        id="confusion", title=words("confusion"), told=tuple(told),
        blocks=tuple(_heat(each, words, naming) for each in found[:_MOST_HEATS]),
    )  # fmt: skip


def _heat(each: Measured, words: Words, naming: Naming) -> Heat:
    return Heat(
        title=naming.of(each),
        down=words("by_people"),
        across=words("by_machine"),
        names=tuple(map(scale_point, each.machine.scale)),
        counts=each.machine.confusion,
        told=words("pairs_of", n=f"{each.machine.n:,}", people=f"{each.machine.candidates:,}"),
    )
