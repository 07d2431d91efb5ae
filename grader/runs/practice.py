"""Practice by one rubric: what was handed in, how it came out, what comes next."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal

from ..core.feedback import Feedback
from ..core.people_marks import item_hash
from ..core.practice import Line, Offer, offer, progress
from ..records import Attempt, DimensionPoints, HandedIn, Item, Rubric, Score
from ..stores.practice import PracticeFile

Numbered = tuple[int, HandedIn]
"""What was handed in, with its number in the file; 0 where there is none."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Practice:
    """
    One person's practice by *rubric*, kept in *file*; without one it ends with the process.

    `attempts` is everything rated by that rubric, oldest first; `rater` who rates from now on.
    """

    def __init__(
        self,
        rubric: Rubric,
        rater: str = "",
        file: PracticeFile | None = None,
        now: Callable[[], str] = _now,
    ) -> None:
        self.rubric = rubric
        self.rater = rater
        self.hash = rubric_hash(rubric)
        self.attempts: list[Attempt] = file.attempts(rubric.id) if file else []
        self._file = file
        self._now = now
        self._open: Numbered | None = file.unrated(rubric.id) if file else None

    @property
    def items(self) -> list[Item]:
        """The items of the rubric; of an open one, the questions practised so far."""
        if not self.rubric.is_open:
            return list(self.rubric.items)
        asked = dict.fromkeys(each.handed_in.question for each in self.attempts)
        return [self.rubric.item("Q1", question) for question in asked]

    @property
    def current(self) -> frozenset[str]:
        """The hashes of the items as they are now."""
        return frozenset(hashed for _, hashed in self.hashed_items())

    def hashed_items(self) -> list[tuple[Item, str]]:
        """The items, each with the hash that its answers are kept under."""
        return [(item, item_hash(item)) for item in self.items]

    def offer(self, dimension: str = "", just_done: str = "") -> Offer:
        """
        The item to practise next; for a rubric that has items.

        It is as `core.practice` says, but at first one whose answer was never rated.
        """
        left = self._open
        if left and not (dimension or just_done) and left[1].item_hash in self.current:
            return Offer(item=self.rubric.item(left[1].item_id), why="unrated")
        return offer(
            self.rubric,
            self.attempts,
            rater=self.rater,
            current=self.current,
            dimension=dimension,
            just_done=just_done,
        )

    def draft(self, item: Item) -> str:
        """The text handed in for *item* that was never rated, if it is the last of all."""
        left = self._open
        return left[1].text if left is not None and left[1].item_hash == item_hash(item) else ""

    def hand_in(self, item: Item, text: str, seconds: float | None = None) -> Numbered:
        """Keep *text* before it is sent anywhere; the same text again keeps its number."""
        if self._open is not None and self.draft(item) == text:
            return self._open
        answer = HandedIn(
            at=self._now(),
            rubric_id=self.rubric.id,
            rubric_hash=self.hash,
            item_id=item.id,
            item_hash=item_hash(item),
            question=item.text.of(self.rubric.language),
            text=text,
            seconds=seconds,
        )
        self._open = self._file.hand_in(answer) if self._file else 0, answer
        return self._open

    def keep(self, handed_in: Numbered, item: Item, score: Score, told: Feedback) -> Attempt:
        """Keep how what was handed in to *item* came out, and return that."""
        number, answer = handed_in
        attempt = Attempt(
            handed_in=answer,
            at=self._now(),
            rater=self.rater,
            status=score.status,
            reason=score.reason,
            points=score.points,
            points_low=score.points_low,
            points_high=score.points_high,
            max_points=score.max_points,
            by_dimension=_by_dimension(item, score),
            feedback=asdict(told),
        )
        if self._file is not None:
            self._file.keep(number, attempt)
        self.attempts.append(attempt)
        if score.status != "unscored":
            self._open = None
        return attempt

    def before(self, item: Item) -> Attempt | None:
        """The last settled answer to *item*, as it is now, that the same rater rated."""
        same = item_hash(item)
        return next(
            (each for each in reversed(self.attempts)
             if each.handed_in.item_hash == same and each.rater == self.rater
             and each.by_dimension),
            None,
        )  # fmt: skip

    def lines(self) -> list[Line]:
        """How points went, by rater and dimension."""
        return progress(self.attempts, self.current)


def rubric_hash(rubric: Rubric) -> str:
    """What tells one state of a rubric from another: its id and all that answers are rated by."""
    items = [rubric.item("", "")] if rubric.is_open else list(rubric.items)
    said = "\n".join([rubric.id, *map(item_hash, items)])
    return hashlib.sha256(said.encode()).hexdigest()


def _by_dimension(item: Item, score: Score) -> dict[str, DimensionPoints]:
    """Points by dimension, of the most there are; nothing for a score that is not settled."""
    if score.points is None:
        return {}
    most: dict[str, Decimal] = {}
    for each in item.criteria:
        worth = item.worth(each, len(each.steps) - 1)
        most[each.dimension] = most.get(each.dimension, Decimal(0)) + worth
    return {
        name: DimensionPoints(points=points, max_points=most[name])
        for name, points in score.by_dimension.items()
    }
