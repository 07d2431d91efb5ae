"""What stands for an answer that was rated more than once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ...message import Message
from ...records import Answer, Item, Missing, Observation, Rating, Score
from .middle import Middle, differ, middle, spread
from .settle import settle_rating, settle_unrated
from .suspicion import SUSPECTED

MOVED = "rating_moved"
Opinions = Sequence[Rating | Missing]


def of_whole(opinions: Iterable[Rating | Missing], judge: int) -> list[Rating | Missing]:
    """The opinions of that judge on the whole answer."""
    return [
        each for each in opinions if each.opinion.judge == judge and each.opinion.part == "whole"
    ]


def jurors_differ(opinions: Opinions, tolerance: int) -> bool:
    """True where the first two judges have a rating each, and these are too far apart."""
    sides = [_of_judge(of_whole(opinions, judge), tolerance) for judge in (0, 1)]
    one, other = sides
    if isinstance(one, Missing) or isinstance(other, Missing):
        return False
    return differ(one.rating, other.rating, tolerance)


def settle_ratings(
    answer: Answer,
    item: Item,
    opinions: Opinions,
    *,
    seen: Sequence[Observation] = (),
    look: Callable[[Rating], Iterable[Observation]] = lambda _: (),
    tolerance: int = 1,
) -> Score:
    """
    The score of an answer with several *opinions*.

    *seen* is what our checks saw in its text, *look* sees what the rating that stands rests on.

    Each judge stands by the lower middle of its samples, several judges by the lower middle of
    theirs; of either, more than half must be there, else the answer is unscored for the reason
    of the first that is not. Where the two in the middle differ by more than *tolerance* levels
    the answer is held (reason `disagreement`), with a range from the one to the other; ratings
    further apart than that anywhere raise the flag `judges_disagree`.

    Ratings of the answer without flagged words tell whether these moved it, and nothing more.
    """
    ratings = tuple(each for each in opinions if isinstance(each, Rating))
    seen = [*seen, *_moved(opinions, item)]
    judges = sorted({each.opinion.judge for each in opinions})
    sides = [_of_judge(of_whole(opinions, judge), tolerance) for judge in judges]
    stands = _of_all(sides, tolerance)
    if isinstance(stands, Missing):
        score = settle_unrated(answer, item, "unscored", stands.reason, stands.detail, seen=seen)
        return replace(score, ratings=ratings)
    score = settle_rating(answer, item, stands.rating, [*seen, *look(stands.rating)])
    whole = [each for each in ratings if each.opinion.part == "whole"]
    flags = {*score.flags, *(["judges_disagree"] if spread(whole) > tolerance else [])}
    score = replace(score, ratings=ratings, flags=tuple(sorted(flags)))
    return _held_apart(score, stands) if stands.open else score


def _of_judge(opinions: Sequence[Rating | Missing], tolerance: int) -> Middle | Missing:
    return _most([each for each in opinions if isinstance(each, Rating)], opinions, tolerance)


def _of_all(sides: Sequence[Middle | Missing], tolerance: int) -> Middle | Missing:
    """What stands of several judges; what was open of one of them stays so."""
    there = [side for side in sides if isinstance(side, Middle)]
    stands = _most([side.rating for side in there], sides, tolerance)
    if isinstance(stands, Missing) or len(there) == 1:
        return there[0] if isinstance(stands, Middle) else stands
    upper = [
        max([stands.upper[place], *(side.upper[place] for side in there if place in side.open)],
            key=lambda mark: mark.level)
        for place in range(len(stands.upper))
    ]  # fmt: skip
    is_open = stands.open.union(*(side.open for side in there))
    return replace(stands, upper=tuple(upper), open=is_open)


def _most(ratings: Sequence[Rating], asked: Sequence[object], tolerance: int) -> Middle | Missing:
    """The middle of *ratings*, if they are more than half of what was *asked*."""
    if 2 * len(ratings) > len(asked):
        return middle(ratings, _rater(ratings), tolerance)
    return next(each for each in asked if isinstance(each, Missing))


def _rater(ratings: Sequence[Rating]) -> str:
    """The rater they have in common, else the jury by its members."""
    names = list(dict.fromkeys(each.rater for each in ratings))
    if len(names) == 1:
        return names[0]
    return "jury:" + "+".join(name.partition(":")[2] or name for name in names)


def _held_apart(score: Score, stands: Middle) -> Score:
    """*score*, held because nothing decides between the two in the middle."""
    marks = zip(stands.rating.marks, stands.upper, strict=True)
    more = sum(
        (upper.points - lower.points for place, (lower, upper) in enumerate(marks)
         if place in stands.open),
        Decimal(0),
    )  # fmt: skip
    return replace(
        score,
        status="held",
        reason=score.reason or "disagreement",
        points=None,
        by_dimension={},
        points_high=score.points_high + more,
    )


def _moved(opinions: Opinions, item: Item) -> list[Observation]:
    """What the first judge made of the answer without its flagged words, where it was asked."""
    without = next((each for each in opinions if each.opinion.part != "whole"), None)
    if without is None:
        return []
    if isinstance(without, Missing):
        told = Message("no rating could be had without that text")
        return [Observation(flag=SUSPECTED, told=told)]
    whole = next((each for each in of_whole(opinions, 0) if isinstance(each, Rating)), None)
    most = _shown(item.max_points)
    before = _shown(_points(without))
    if whole is None:
        told = Message("without that text: {without} of {most}", without=before, most=most)
        return [Observation(flag=SUSPECTED, told=told)]
    after = _shown(_points(whole))
    is_same = [mark.level for mark in whole.marks] == [mark.level for mark in without.marks]
    if is_same:
        told = Message("the same without that text: {points} of {most}", points=after, most=most)
        return [Observation(flag=SUSPECTED, told=told)]
    told = Message(
        "without that text: {without} of {most}; with it: {points} of {most}",
        without=before,
        points=after,
        most=most,
    )
    return [Observation(flag=MOVED, told=told)]


def _points(rating: Rating) -> Decimal:
    return sum((mark.points for mark in rating.marks), Decimal(0))


def _shown(points: Decimal) -> str:
    """Points with at most one decimal place."""
    text = f"{points:.1f}"
    return text.removesuffix(".0")
