"""feedback: what a rating says to the person who wrote the answer."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ..records import Criterion, Item, Language, Mark, Score
from ..text import shares_passage

_ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One criterion in the writer's words: what it asks for, what of it was found."""

    dimension: str
    asks: str
    found: str
    quotes: tuple[str, ...]
    is_full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """
    What was hit (with the writer's own words), what was missed, what to write instead.

    Nothing in it repeats 12 characters or 8 words in a row of the item's reference answer or of
    the instructions to the rater; the writer's own words are the writer's.
    """

    question: str
    status: str
    reason: str
    points: str
    max_points: str
    hit: tuple[Point, ...] = ()
    missed: tuple[Point, ...] = ()
    instead: tuple[str, ...] = ()
    withheld: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """What a criterion asks for, and how the rubric words its highest level; "" if it does not."""

    dimension: str
    asks: str
    full: str
    points: str


def feedback(score: Score, item: Item, language: Language, *, secrets: str) -> Feedback:
    """
    The feedback for *score*.

    *secrets* is what must not be passed on: the reference in every language, the instructions.
    """
    shown = Feedback(
        question=item.text.of(language),
        status=score.status,
        reason=score.reason,
        points=_range(score),
        max_points=plain_points(score.max_points),
    )
    rating = score.rating
    if rating is None:
        missed = tuple(_point(each, None, language, secrets) for each in item.criteria)
        return replace(shown, missed=missed)
    pairs = list(zip(item.criteria, rating.marks, strict=True))
    hit = tuple(_point(c, m, language, secrets) for c, m in pairs if m.level > 0)
    missed = tuple(_point(c, m, language, secrets) for c, m in pairs if m.level < len(c.steps) - 1)
    safe = tuple(text for text in rating.improvements if not shares_passage(text, secrets))
    return replace(
        shown,
        hit=hit,
        missed=missed,
        instead=safe,
        withheld=len(rating.improvements) - len(safe),
    )


def key_points(item: Item, language: Language, *, secrets: str) -> tuple[KeyPoint, ...]:
    """What each criterion of *item* asks of a full answer; nothing that is in *secrets*."""
    return tuple(_key_point(item, each, language, secrets) for each in item.criteria)


def _key_point(item: Item, criterion: Criterion, language: Language, secrets: str) -> KeyPoint:
    top = len(criterion.steps) - 1
    full = criterion.levels[top].description.of(language) if criterion.levels else ""
    return KeyPoint(
        dimension=criterion.dimension,
        asks=_asks(criterion, language, secrets),
        full="" if shares_passage(full, secrets) else full,
        points=plain_points(item.worth(criterion, top)),
    )


def _range(score: Score) -> str:
    if score.points is not None:
        return plain_points(score.points)
    low, high = plain_points(score.points_low), plain_points(score.points_high)
    return low if low == high else f"{low}–{high}"


def plain_points(points: Decimal) -> str:
    """Points with at most one decimal place: a second one would claim too much."""
    return f"{points.quantize(_ONE_PLACE, ROUND_HALF_UP):f}".removesuffix(".0")


def _asks(criterion: Criterion, language: Language, secrets: str) -> str:
    asks = criterion.description.of(language)
    return (criterion.label.of(language) or criterion.id) if shares_passage(asks, secrets) else asks


def _point(criterion: Criterion, mark: Mark | None, language: Language, secrets: str) -> Point:
    level = mark.level if mark else 0
    found = criterion.levels[level].description.of(language) if criterion.levels else ""
    return Point(
        dimension=criterion.dimension,
        asks=_asks(criterion, language, secrets),
        found="" if shares_passage(found, secrets) else found,
        quotes=tuple(each.quote for each in mark.evidence) if mark else (),
        is_full=level == len(criterion.steps) - 1,
    )
