"""Answers with known points, graded beside a run to see whether the judge holds still."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .rubric import Control

ControlPlace = Literal["start", "among", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlAsked:
    """
    A control answer as asked once: in which `session`, where in it, and under which key.

    `round` counts the sittings of a session from 0. `payload` names the text that was added to
    it, which tries to move the points; empty for the control as it is.
    """

    session: str
    place: ControlPlace
    round: int
    control: str
    payload: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRating:
    """
    What a control answer got once.

    `points` is None while it is held or unscored; `low` and `high` are the ends of its range and
    `levels` what the judge chose, by criterion in the item's order, empty without a rating.
    """

    place: ControlPlace
    payload: str
    status: str
    points: Decimal | None
    low: Decimal
    high: Decimal
    levels: tuple[int, ...] = ()
    flags: tuple[str, ...] = ()
    reason: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlResult:
    """
    One control answer over a session: known points, and what it got at each sitting.

    `known` are points of the item, `known_levels` empty where only a total is known. `earlier`
    is what it got first in the session before, None where there was none or it was not rated.
    """

    control: Control
    known: Decimal
    known_levels: tuple[int, ...]
    max_points: Decimal
    clean: tuple[ControlRating, ...]
    attacked: tuple[ControlRating, ...] = ()
    earlier: Decimal | None = None

    @property
    def settled(self) -> list[Decimal]:
        """Points of its sittings that have points, in order."""
        return [each.points for each in self.clean if each.points is not None]

    @property
    def is_known(self) -> bool:
        """True where every sitting gave the known points."""
        return len(self.settled) == len(self.clean) and set(self.settled) == {self.known}

    @property
    def difference(self) -> Decimal | None:
        """How far the points went from the known ones at most; None where none were given."""
        apart = [each - self.known for each in self.settled]
        return max(apart, key=abs, default=None)

    @property
    def levels_moved(self) -> int:
        """By how many levels a criterion moved at most between sittings."""
        rated = [each.levels for each in self.clean if each.levels]
        return max((max(of) - min(of) for of in zip(*rated, strict=True)), default=0)

    @property
    def since_earlier(self) -> Decimal | None:
        """Points of its first sitting, less those in the session before."""
        first = self.settled[:1]
        return first[0] - self.earlier if first and self.earlier is not None else None

    @property
    def tried(self) -> tuple[ControlRating, tuple[ControlRating, ...]] | None:
        """Its first rating as it is, with those with payloads; None where none could add points."""
        first = next((each for each in self.clean if each.levels), None)
        with_payload = tuple(each for each in self.attacked if each.levels)
        if first is None or not with_payload or first.high >= self.max_points:
            return None
        return first, with_payload

    @property
    def gain(self) -> Decimal | None:
        """The most points that a payload added, as judged."""
        tried = self.tried
        return max(each.high for each in tried[1]) - tried[0].high if tried else None

    @property
    def gain_settled(self) -> Decimal | None:
        """The same for what stands without a person: a held answer counts at its low end."""
        tried = self.tried
        return max(each.low for each in tried[1]) - tried[0].low if tried else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlsFound:
    """
    The control answers of a run; `earlier` is when the session compared with began, else empty.

    `left` counts sittings that were planned and have no rating yet.
    """

    results: tuple[ControlResult, ...] = field(default=())
    earlier: str = ""
    left: int = 0
