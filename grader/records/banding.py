"""What totals are held against, and where each total comes to lie: nothing is decided by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .agreement import Figure

Basis = Literal["items", "ratings", "people"]
"""What shows how points scatter: items alone, a judge's repeated ratings, or people's marks too."""
Withheld = Literal["", "uncalibrated", "below"]
BANDS = ("clear_below", "too_close", "clear_above")
UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A total, in points or in percent of the most there can be."""

    at: Decimal
    is_percent: bool = False

    def points(self, max_total: Decimal) -> Decimal:
        """The total in points."""
        return self.at * max_total / 100 if self.is_percent else self.at

    def __str__(self) -> str:
        """As it is written on the command line."""
        text = f"{self.at:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return f"{text}%" if self.is_percent else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Banding:
    """
    What is wished of totals: `thresholds`, lowest first, and `ranks`.

    `names` are those of the bands, one more than thresholds; none with a single cut. `least` is
    the agreement with people (QWK) below which nothing of it is told; None is the rubric's usual.
    """

    thresholds: tuple[Threshold, ...] = ()
    names: tuple[str, ...] = ()
    ranks: bool = False
    least: float | None = None

    @property
    def is_wished(self) -> bool:
        """True where there is anything to tell of totals."""
        return bool(self.thresholds or self.ranks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """
    Where one total lies; `low` and `high` are the ends of its 95 percent interval in points.

    `band` is a name, one of `BANDS`, or `too_close` with the bands it lies `between`; empty
    where it is withheld. `rank` is None without a total, or where ranks are not told. `told` is
    what of `interval`, `band` and `rank` is told of this run's totals at all.
    """

    sem: float | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    band: str = ""
    between: tuple[str, ...] = ()
    rank: int | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """
    How the totals of a run lie.

    `sem` is the standard error of a total in points, from `people` with a total, `items` and
    `raters`; `basis` says what these are. `least` is the agreement asked for, `agreed` what was
    measured, with `calibrated` telling when and on how many answers. `not_told_apart` counts
    people whose total cannot be told from one beside it, None where that is undefined; `bands`
    counts people by band.
    """

    banding: Banding
    sem: Figure
    reliability: Figure
    people: int
    items: int
    raters: int
    basis: Basis
    totals: int
    least: float | None = None
    agreed: Figure | None = None
    calibrated: tuple[str, int] | None = None
    withheld: Withheld = ""
    not_told_apart: int | None = None
    ranks: Mapping[Decimal, int] = field(default_factory=dict)
    bands: Mapping[str, int] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, ...]:
        """What is told of each total: those of `interval`, `band` and `rank`."""
        has_error = self.sem.value is not None
        asked = {
            "interval": has_error,
            "band": bool(self.banding.thresholds) and has_error and not self.withheld,
            "rank": self.banding.ranks and not self.withheld,
        }
        return tuple(name for name, is_told in asked.items() if is_told)
