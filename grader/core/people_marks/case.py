"""What stands for one answer when people have given it points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...records import (
    Criterion,
    GivenPoints,
    Item,
    Mark,
    MarkState,
    PersonMark,
    Rating,
    Score,
    SeenPoints,
    is_same,
    level_of,
)
from .bound import answer_hash, item_hash

_ZERO = Decimal(0)
_WHOLE = ""
# They tell of what a machine gave, which no longer stands.
_OF_RATING = {"evidence_missing", "gated", "interviewer_quoted", "judges_disagree"}


def lower_middle(values: Iterable[int]) -> int:
    """The middle one of *values*, of two middle ones the lower."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def settle_people(
    item: Item, score: Score, marks: Sequence[PersonMark], *, tolerance: int = 0
) -> Score:
    """
    What stands for the answer of *score*, a machine's, given people's *marks* in log order.

    A mark on another text, or made before the item changed, is stale and counts no more. What one
    person gave last counts; several people agree where they are at most *tolerance* levels apart
    on each criterion (then the lower middle one stands), or gave equal points to the whole item.
    Where they do not, the answer is held until an adjudicator's mark settles it. Criteria that
    nobody marked keep the machine's level, unless that is open: then the answer stays open.
    """
    bound = item_hash(item), answer_hash(score.answer)
    case = _Case(item, score, tolerance)
    for mark in marks:
        case.hear(mark, is_stale=(mark.item_hash, mark.answer_hash) != bound)
    return case.settled()


@dataclass(slots=True)
class _Voice:
    """What one person's marks come to, by criterion; the key of the whole item is empty."""

    name: str
    given: dict[str, GivenPoints] = field(default_factory=dict)

    @property
    def whole(self) -> Decimal | None:
        found = self.given.get(_WHOLE)
        return found.points if found else None

    def take(self, given: GivenPoints) -> None:
        """Points on the whole item and points by criterion displace each other."""
        if not given.criterion_id or _WHOLE in self.given:
            self.given.clear()
        self.given[given.criterion_id] = given


class _Case:
    """One answer, and all who spoke about it."""

    def __init__(self, item: Item, score: Score, tolerance: int) -> None:
        self._item, self._score, self._tolerance = item, score, tolerance
        self._criteria = {each.id: each for each in item.criteria}
        self._said: list[tuple[PersonMark, GivenPoints, bool]] = []
        self._reviewers: dict[str, _Voice] = {}
        self._adjudicator: _Voice | None = None
        self._disputed: set[str] = set()
        # Here people spoke of the whole item and differ: the machine's level may not stand in.
        self._open: set[str] = set()

    def hear(self, mark: PersonMark, *, is_stale: bool) -> None:
        """Take *mark*, later than those before, into account."""
        self._said += [(mark, given, is_stale) for given in mark.given]
        if is_stale:
            return
        if mark.kind == "adjudication":
            if self._adjudicator is None:
                self._adjudicator = _Voice(mark.reviewer)
            voice = self._adjudicator
            voice.name = mark.reviewer
        else:
            voice = self._reviewers.setdefault(mark.reviewer, _Voice(mark.reviewer))
        for given in mark.given:
            voice.take(given)

    def settled(self) -> Score:
        """The score that stands."""
        if not self._reviewers and self._adjudicator is None:
            flags = tuple(sorted({*self._score.flags, "review_stale"}))
            return replace(self._score, flags=flags, people=tuple(self._seen()))
        voices = list(self._reviewers.values())
        names = "+".join(each.name for each in voices)
        by_criterion, whole = self._agreed(voices)
        if self._adjudicator is not None:
            names = self._adjudicator.name
            by_criterion, whole = self._adjudicated(by_criterion)
        found = self._outcome(by_criterion, whole, f"person:{names}")
        return replace(found, people=tuple(self._seen()), machine=self._score)

    def _adjudicated(self, levels: dict[str, int]) -> tuple[dict[str, int], Decimal | None]:
        voice = self._adjudicator or _Voice("")
        if voice.whole is not None:
            self._disputed.clear()
            return {}, voice.whole
        own = self._levels(voice)
        found = {**levels, **own}
        wholes = {each.whole for each in self._reviewers.values() if each.whole is not None}
        left = {*self._criteria} - {*own}
        if not wholes or not left or self._comes_to(found, wholes):
            self._disputed -= {_WHOLE, *own}
            return found, None
        is_apart = _WHOLE in self._disputed
        self._open = left if is_apart else left - {*levels}
        self._disputed = {_WHOLE, *self._open} if self._open else self._disputed - {*own}
        return found, None

    def _agreed(self, voices: Sequence[_Voice]) -> tuple[dict[str, int], Decimal | None]:
        """What reviewers gave together: levels by criterion, or points of the whole item."""
        wholes = {each.whole for each in voices if each.whole is not None}
        levels: dict[str, list[int]] = {}
        for voice in voices:
            for name, given in voice.given.items():
                if name:
                    levels.setdefault(name, []).append(self._level(given))
        for name, found in levels.items():
            if max(found) - min(found) > self._tolerance:
                self._disputed.add(name)
        middle = {name: lower_middle(found) for name, found in levels.items()}
        if len(wholes) > 1 or (wholes and middle and not self._comes_to(middle, wholes)):
            self._disputed |= {_WHOLE, *levels}
        return middle, min(wholes) if wholes and not middle else None

    def _comes_to(self, levels: Mapping[str, int], wholes: set[Decimal]) -> bool:
        """True where *levels*, with the machine's for the others, are the points given as one."""
        low, high = self._range(levels)
        return low == high and all(is_same(low, each) for each in wholes)

    def _levels(self, voice: _Voice) -> dict[str, int]:
        return {name: self._level(given) for name, given in voice.given.items() if name}

    def _level(self, given: GivenPoints) -> int:
        criterion = self._criteria[given.criterion_id]
        level = level_of(self._item, criterion, given.points)
        # The log holds nothing else; only a changed log could, and verify tells of that.
        return 0 if level is None else level

    def _outcome(self, levels: dict[str, int], whole: Decimal | None, rater: str) -> Score:
        if self._disputed:
            return self._held(levels)
        if whole is not None:
            return self._graded(rater, whole, self._one_dimension(whole), None)
        low, high = self._range(levels)
        left = {name: self._machine_mark(name) for name in self._criteria if name not in levels}
        if None in left.values():
            return replace(self._score, points_low=low, points_high=high)
        marks = tuple(
            self._mark(criterion, levels[name], rater) if name in levels else left[name]
            for name, criterion in self._criteria.items()
        )
        kept = tuple(mark for mark in marks if mark is not None)
        rating = Rating(rater=rater, marks=kept)
        sums: dict[str, Decimal] = {}
        for criterion, mark in zip(self._item.criteria, kept, strict=True):
            sums[criterion.dimension] = sums.get(criterion.dimension, _ZERO) + mark.points
        return self._graded(rater, sum(sums.values(), _ZERO), sums, rating)

    def _one_dimension(self, whole: Decimal) -> dict[str, Decimal]:
        """Points of a whole item belong to a dimension only where it has just one."""
        names = {each.dimension for each in self._item.criteria}
        return dict.fromkeys(names, whole) if len(names) == 1 else {}

    def _graded(
        self, rater: str, points: Decimal, sums: dict[str, Decimal], rating: Rating | None
    ) -> Score:
        return replace(
            self._score,
            status="graded",
            points=points,
            points_low=points,
            points_high=points,
            by_dimension=sums,
            flags=tuple(each for each in self._score.flags if each not in _OF_RATING),
            rater=rater,
            reason="",
            detail="",
            rating=rating,
        )

    def _held(self, levels: Mapping[str, int]) -> Score:
        """People differ: it can end where each of them would have it, given what was ruled."""
        ruled = self._levels(self._adjudicator) if self._adjudicator else {}
        ends = [self._range(ruled if self._open else levels)] if levels else []
        for voice in [] if self._open else self._reviewers.values():
            own = {**levels, **self._levels(voice), **ruled}
            whole = voice.whole
            ends.append((whole, whole) if whole is not None else self._range(own))
        return replace(
            self._score,
            status="held",
            points=None,
            points_low=min(low for low, _ in ends),
            points_high=max(high for _, high in ends),
            by_dimension={},
            flags=tuple(sorted({*self._score.flags, "reviewers_disagree"})),
            reason="reviewers_disagree",
            detail="",
        )

    def _mark(self, criterion: Criterion, level: int, rater: str) -> Mark:
        item, voices = self._item, [*self._reviewers.values()]
        heard = [self._adjudicator] if self._adjudicator else []
        speaks = [each for each in heard if criterion.id in each.given] or voices
        given = [each.given[criterion.id] for each in speaks if criterion.id in each.given]
        return Mark(
            criterion_id=criterion.id,
            level=level,
            points=item.worth(criterion, level),
            max_points=item.worth(criterion, len(criterion.steps) - 1),
            rationale="\n".join(dict.fromkeys(each.reason for each in given if each.reason)),
            lowest=item.worth(criterion, 0),
            rater=rater,
        )

    def _machine_mark(self, name: str) -> Mark | None:
        """The machine's mark on a criterion that nobody marked; None where that is open."""
        score, criterion = self._score, self._criteria[name]
        if name in self._open:
            return None
        if score.status == "gated":
            return replace(self._mark(criterion, 0, ""), rationale="")
        if score.rating is None or not (score.status == "graded" or self._lacks_evidence_only()):
            return None
        mark = next(each for each in score.rating.marks if each.criterion_id == name)
        return None if mark.lacks_evidence else replace(mark, rater=mark.rater or score.rater)

    def _lacks_evidence_only(self) -> bool:
        """True where marks without located evidence, and nothing else, hold the answer."""
        score = self._score
        if score.reason != "evidence" or score.rating is None:
            return False
        marks = score.rating.marks
        low = sum((m.lowest if m.lacks_evidence else m.points for m in marks), _ZERO)
        high = sum((m.points for m in marks), _ZERO)
        is_critical = any(finding.evidence for finding in score.rating.critical)
        # Words that all marks share, or judges too far apart, open the range further than that.
        return not is_critical and (score.points_low, score.points_high) == (low, high)

    def _range(self, levels: Mapping[str, int]) -> tuple[Decimal, Decimal]:
        """Where the item's points can end, given *levels* on some criteria."""
        low = high = _ZERO
        for name, criterion in self._criteria.items():
            if name in levels:
                ends = (self._item.worth(criterion, levels[name]),) * 2
            elif (mark := self._machine_mark(name)) is not None:
                ends = (mark.points, mark.points)
            else:
                top = len(criterion.steps) - 1
                ends = self._item.worth(criterion, 0), self._item.worth(criterion, top)
            low, high = low + ends[0], high + ends[1]
        return low, high

    def _seen(self) -> Iterator[SeenPoints]:
        for mark, given, is_stale in self._said:
            state = "stale" if is_stale else self._state(mark, given)
            yield SeenPoints(mark=mark, given=given, state=state)

    def _state(self, mark: PersonMark, given: GivenPoints) -> MarkState:
        voice = self._adjudicator
        if mark.kind != "adjudication":
            if voice and self._is_ruled(given.criterion_id, voice):
                return "superseded"
            voice = self._reviewers[mark.reviewer]
        if voice is None or voice.given.get(given.criterion_id) is not given:
            return "superseded"
        is_adjudged = mark.kind == "adjudication"
        return "disputed" if given.criterion_id in self._disputed and not is_adjudged else "stands"

    def _is_ruled(self, name: str, voice: _Voice) -> bool:
        """True where the adjudicator's *voice* takes the place of points on *name*."""
        is_whole = not name and _WHOLE not in self._disputed
        return is_whole or bool({name, _WHOLE} & {*voice.given})
