"""Where totals lie: their standard error, the band each is in, and ranks that ties share."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate
from math import isfinite

import numpy as np

from ...records import CandidateTotal, Item, Person, Rating, Score
from ...records.agreement import Calibration, Figure
from ...records.banding import (
    UNDEFINED,
    Banding,
    Basis,
    Placed,
    Placing,
    Threshold,
    Withheld,
)
from .decisions import NORMAL_95, band, not_told_apart
from .total_error import TotalError, total_error

_NOTHING = Decimal(0)
_STANDING = "standing"
_PERSON = "person:"


@dataclass(slots=True)
class PlacesTally:
    """
    Adds people up, to place them when all have come.

    It holds a number for each item, rating and person with a total: 8 bytes each.
    """

    banding: Banding
    _totals: Counter[Decimal] = field(default_factory=Counter)
    _most: Decimal = _NOTHING
    _items: tuple[str, ...] = ()
    _people: int = 0
    # By who rated: points item by item, person by person.
    _columns: "dict[str, array[float]]" = field(default_factory=dict)
    # Beside each of these: whether nobody rated it, which is the same by any rater.
    _unrated: "array[int]" = field(default_factory=lambda: array("b"))

    def add(self, person: Person) -> None:
        """Take *person* into account; without a total there is no place."""
        total = person.total
        if total.total is None or not total.max_total:
            return
        self._totals[total.total] += 1
        self._most = max(self._most, total.max_total)
        if not self._people:
            self._items = tuple(item.id for item, _ in person.scored)
        if tuple(item.id for item, _ in person.scored) != self._items:
            return
        for at, (item, score) in enumerate(person.scored, start=len(self._unrated)):
            self._add(at, item, score)
        self._people += 1

    def _add(self, at: int, item: Item, score: Score) -> None:
        given = {_STANDING: float(score.points or 0), **dict(_given(item, score))}
        self._unrated.append(len(given) == 1)
        for name, points in given.items():
            column = self._columns.setdefault(name, array("d"))
            column.extend([np.nan] * (at - len(column)))
            column.append(points)

    def placing(
        self,
        *,
        least: float | None = None,
        calibration: Calibration | None = None,
        withheld: Withheld | None = None,
    ) -> Placing:
        """
        How everyone added lies; bands and ranks only where *calibration* reaches *least*.

        With *withheld* that is settled already.
        """
        error, basis = self._error()
        agreed = _agreed(calibration) if calibration else None
        if withheld is None:
            withheld = _withheld(least, calibration, agreed)
        made = Placing(
            banding=self.banding,
            sem=error.sem,
            reliability=error.reliability,
            people=error.people,
            items=error.items,
            raters=error.raters,
            basis=basis,
            totals=self._totals.total(),
            least=least,
            agreed=agreed,
            calibrated=(calibration.when, calibration.marked) if calibration else None,
            withheld=withheld,
        )
        if withheld:
            return made
        if self.banding.ranks:
            made = replace(made, ranks=self._ranks(), not_told_apart=self._beside(error))
        return replace(made, bands=self._bands(made))

    def _error(self) -> tuple[TotalError, Basis]:
        """From as many raters as there are for enough people; else from what stands alone."""
        persons = [name for name in self._columns if name.startswith(_PERSON)]
        # A third judge is asked about few answers, and would leave hardly anyone whole.
        machines = [
            name
            for name, column in self._columns.items()
            if name not in {_STANDING, *persons}
            and sum(map(isfinite, column)) * 2 >= self._unrated.count(0)
        ]
        choices: list[tuple[list[str], Basis]] = [(machines, "ratings")]
        if persons:
            choices.insert(0, ([*machines, *persons], "people"))
        for names, basis in choices:
            if len(names) > 1:
                found = total_error(self._points(names))
                if found.sem.value is not None:
                    return found, basis
        return total_error(self._points([_STANDING])), "items"

    def _points(self, names: Sequence[str]) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        """People by items by the raters of these *names*."""
        size = self._people * len(self._items)
        made = np.full((size, len(names)), np.nan)
        for at, name in enumerate(names):
            column = np.asarray(self._columns.get(name, array("d")), dtype=float)
            made[: column.size, at] = column
        if size:
            unrated = np.asarray(self._unrated, dtype=bool)
            made[unrated] = np.asarray(self._columns[_STANDING])[unrated, None]
        return made.reshape(self._people, len(self._items), len(names))

    def _ranks(self) -> dict[Decimal, int]:
        """By total: one more than the people above it."""
        ordered = sorted(self._totals, reverse=True)
        above = accumulate((self._totals[each] for each in ordered), initial=0)
        return {total: n + 1 for total, n in zip(ordered, above, strict=False)}

    def _beside(self, error: TotalError) -> int | None:
        if error.sem.value is None:
            return None
        totals = [float(total) for total in self._totals]
        return not_told_apart(np.repeat(totals, list(self._totals.values())), error.sem.value)

    def _bands(self, placing: Placing) -> dict[str, int]:
        found: Counter[str] = Counter()
        for total, n in self._totals.items():
            name, _ = band_of(total, self._most, placing)
            if name:
                found[name] += n
        return dict(found)


def _agreed(calibration: Calibration) -> Figure | None:
    """
    How totals agreed with people; all answers together where totals have no interval.

    Whoever marks a sample of answers marks few papers whole.
    """
    total, head = calibration.total, calibration.headline
    if total is not None and total.machine.qwk.low is not None:
        return total.machine.qwk
    return head.machine.qwk if head is not None else None


def _withheld(
    least: float | None, calibration: Calibration | None, agreed: Figure | None
) -> Withheld:
    if least is None:
        return ""
    if calibration is None:
        return "uncalibrated"
    reaches = agreed is not None and agreed.low is not None and agreed.low >= least
    return "" if reaches else "below"


def _given(item: Item, score: Score) -> Iterator[tuple[str, float]]:
    """Who gave how many points: judges that rated the whole answer, and people."""
    whole = [each for each in score.of_machine.ratings if each.opinion.part == "whole"]
    for each in whole:
        yield f"{each.rater}|{each.opinion.sample}", _points_of(each)
    by_person: dict[str, dict[str, Decimal]] = {}
    for seen in score.people:
        if seen.state in {"stands", "disputed"}:
            given = by_person.setdefault(seen.mark.reviewer, {})
            given[seen.given.criterion_id] = seen.given.points
    for name, given in by_person.items():
        if "" in given:
            yield f"{_PERSON}{name}", float(given[""])
        elif len(given) == len(item.criteria):
            yield f"{_PERSON}{name}", float(sum(given.values()))


def _points_of(rating: Rating) -> float:
    return float(sum((mark.points for mark in rating.marks), _NOTHING))


def placed(person: Person, placing: Placing) -> Person:
    """*person* with the place its total has in *placing*; without a total there is none."""
    total = person.total
    if total.total is None or not total.max_total:
        return replace(person, placed=Placed(told=placing.told))
    sem = placing.sem.value
    name, between = band_of(total.total, total.max_total, placing)
    low, high = _interval(total, sem)
    rank = placing.ranks.get(total.total)
    return replace(
        person,
        placed=Placed(sem=sem, low=low, high=high, band=name, between=between, rank=rank,
                      told=placing.told),
    )  # fmt: skip


def _interval(total: CandidateTotal, sem: float | None) -> tuple[Decimal | None, Decimal | None]:
    """The total's 95 percent interval, within what can be had."""
    if sem is None or total.total is None:
        return None, None
    reach = Decimal(repr(NORMAL_95 * sem))
    return max(_NOTHING, total.total - reach), min(total.max_total, total.total + reach)


def band_of(total: Decimal, max_total: Decimal, placing: Placing) -> tuple[str, tuple[str, ...]]:
    """
    The band of *total*, and the named bands it lies between where it is too close to tell.

    A total at a threshold, or whose 95 percent interval holds one, is too close.
    """
    banding, sem = placing.banding, placing.sem.value
    if placing.withheld or not banding.thresholds:
        return "", ()
    if sem is None:
        return UNDEFINED, ()
    sides = [band(float(total), sem, _cut(each, max_total)) for each in banding.thresholds]
    if not banding.names:
        return sides[0], ()
    lowest = sum(side == "clear_above" for side in sides)
    highest = sum(side != "clear_below" for side in sides)
    if lowest == highest:
        return banding.names[lowest], ()
    return "too_close", banding.names[lowest : highest + 1]


def _cut(threshold: Threshold, max_total: Decimal) -> float:
    return float(threshold.points(max_total))
