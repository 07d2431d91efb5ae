"""movement: what became of a score between two runs, and what that adds up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ..records import Score

_ZERO = Decimal(0)
_SETTLED = frozenset({"graded", "gated", "not_answered"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedMark:
    """A criterion's points with why and on which words."""

    criterion_id: str
    points: Decimal
    max_points: Decimal
    why: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A score without its answer: what another run's is held against."""

    candidate_id: str
    item_id: str
    text: str | None
    status: str
    points: Decimal | None
    low: Decimal
    high: Decimal
    max_points: Decimal
    flags: tuple[str, ...]
    rater: str
    marks: tuple[OutlinedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionMove:
    """A criterion's points before and after; None where it was not rated."""

    criterion_id: str
    old: OutlinedMark | None
    new: OutlinedMark | None

    @property
    def difference(self) -> Decimal | None:
        """What it gained; None where it is not in both."""
        if self.old is None or self.new is None:
            return None
        return self.new.points - self.old.points

    @property
    def has_moved(self) -> bool:
        """True where its points are not as they were."""
        return self.difference != _ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One answer in two runs; None where a run has it not."""

    old: Outline | None
    new: Outline | None
    criteria: tuple[CriterionMove, ...] = ()

    @property
    def candidate_id(self) -> str:
        """Whose answer it is."""
        return self._any.candidate_id

    @property
    def item_id(self) -> str:
        """Which item it answers, by its id in the new run where it is there."""
        return self._any.item_id

    @property
    def _any(self) -> Outline:
        found = self.new or self.old
        assert found is not None  # noqa: S101 - made of at least one
        return found

    @property
    def is_compared(self) -> bool:
        """True where both runs have it."""
        return self.old is not None and self.new is not None

    @property
    def difference(self) -> Decimal | None:
        """Points gained; None where it is open in one of the runs, or not there."""
        if self.old is None or self.new is None:
            return None
        if self.old.points is None or self.new.points is None:
            return None
        return self.new.points - self.old.points

    @property
    def has_moved(self) -> bool:
        """True where its state, points, range or a criterion's points are not as they were."""
        if self.old is None or self.new is None:
            return False
        one, other = (
            (each.status, each.points, each.low, each.high, each.max_points)
            for each in (self.old, self.new)
        )
        return one != other or any(each.has_moved for each in self.criteria)


def outline(score: Score) -> Outline:
    """What of *score* is held against another run's."""
    marks = score.rating.marks if score.rating else ()
    return Outline(
        candidate_id=score.candidate_id,
        item_id=score.item_id,
        text=score.answer.text,
        status=score.status,
        points=score.points,
        low=score.points_low,
        high=score.points_high,
        max_points=score.max_points,
        flags=score.flags,
        rater=score.rater,
        marks=tuple(
            OutlinedMark(
                criterion_id=mark.criterion_id,
                points=mark.points,
                max_points=mark.max_points,
                why=mark.rationale,
                quotes=tuple(each.quote for each in mark.evidence),
            )
            for mark in marks
        ),
    )


def movement(old: Outline | None, new: Outline | None) -> Movement:
    """What became of an answer; criteria are matched by their ids, in the order of the new run."""
    if old is None or new is None or not (old.marks and new.marks):
        return Movement(old=old, new=new)
    before = {mark.criterion_id: mark for mark in old.marks}
    after = {mark.criterion_id: mark for mark in new.marks}
    return Movement(
        old=old,
        new=new,
        criteria=tuple(
            CriterionMove(criterion_id=name, old=before.get(name), new=after.get(name))
            for name in (*after, *(name for name in before if name not in after))
        ),
    )


@dataclass(slots=True)
class CriterionTally:
    """How often a criterion rose and fell, and by how much in all."""

    compared: int = 0
    up: int = 0
    down: int = 0
    gained: Decimal = _ZERO


@dataclass(slots=True, kw_only=True)
class MovementTally:
    """
    What movements add up to.

    `differences` counts the answers settled in both runs by what they gained. `identical` has
    state, points and every criterion as they were. `flags_new` and `flags_gone` are counted by
    answer.
    """

    compared: int = 0
    identical: int = 0
    only_old: int = 0
    only_new: int = 0
    other_text: int = 0
    newly_open: int = 0
    newly_settled: int = 0
    differences: Counter[Decimal] = field(default_factory=Counter)
    flags_new: Counter[str] = field(default_factory=Counter)
    flags_gone: Counter[str] = field(default_factory=Counter)
    criteria: dict[tuple[str, str], CriterionTally] = field(default_factory=dict)

    @property
    def moved(self) -> int:
        """Answers that are not identical."""
        return self.compared - self.identical

    @property
    def settled(self) -> int:
        """Answers settled in both runs."""
        return sum(self.differences.values())

    @property
    def mean_difference(self) -> Decimal | None:
        """Points gained on average by those; None where there are none."""
        if not self.settled:
            return None
        gained = sum((points * n for points, n in self.differences.items()), _ZERO)
        return gained / self.settled

    def add(self, each: Movement) -> None:
        """Take in one more answer."""
        old, new = each.old, each.new
        if old is None or new is None:
            self.only_old += new is None
            self.only_new += old is None
            return
        self.compared += 1
        self.identical += not each.has_moved
        self.other_text += old.text != new.text
        self.newly_open += old.status in _SETTLED and new.status not in _SETTLED
        self.newly_settled += old.status not in _SETTLED and new.status in _SETTLED
        if each.difference is not None:
            self.differences[each.difference] += 1
        self.flags_new.update(set(new.flags) - set(old.flags))
        self.flags_gone.update(set(old.flags) - set(new.flags))
        self._add_criteria(each.item_id, each.criteria)

    def _add_criteria(self, item_id: str, criteria: Iterable[CriterionMove]) -> None:
        for each in criteria:
            gained = each.difference
            if gained is None:
                continue
            tally = self.criteria.setdefault((item_id, each.criterion_id), CriterionTally())
            tally.compared += 1
            tally.up += gained > 0
            tally.down += gained < 0
            tally.gained += gained
