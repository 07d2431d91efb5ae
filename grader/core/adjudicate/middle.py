"""The middle of several ratings, criterion by criterion; nothing is averaged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...records import Finding, Mark, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """
    What stands of several ratings.

    `upper` are the marks of the upper middle, equal to those of `rating` where the number of
    ratings is odd. `open` are the places of the criteria on which the two in the middle differ
    by more than the tolerance, so that nothing decides between them.
    """

    rating: Rating
    upper: tuple[Mark, ...]
    open: frozenset[int] = frozenset()


def middle(ratings: Sequence[Rating], rater: str, tolerance: int) -> Middle:
    """
    The lower middle of *ratings*, which are of the same item, as a rating by *rater*.

    Each mark is a whole one, with its words and evidence: of those at the level taken the first
    that has evidence where it needs some. Critical findings are all kept, for they only ask for a
    person; that the text addresses the grader is kept where more than half say so.
    """
    lower: list[Mark] = []
    upper: list[Mark] = []
    apart: set[int] = set()
    taken: Counter[int] = Counter()
    for place, marks in enumerate(zip(*(each.marks for each in ratings), strict=True)):
        levels = sorted(mark.level for mark in marks)
        low, high = levels[(len(levels) - 1) // 2], levels[len(levels) // 2]
        lower.append(_at(low, marks))
        upper.append(_at(high, marks))
        taken.update(at for at, mark in enumerate(marks) if mark.level == low)
        if high - low > tolerance:
            apart.add(place)
    # Strengths and advice go with most of the marks.
    nearest = ratings[max(range(len(ratings)), key=lambda at: (taken[at], -at))]
    standing = replace(
        nearest,
        rater=rater,
        marks=tuple(lower),
        critical=_findings(ratings),
        addresses_grader=2 * sum(each.addresses_grader for each in ratings) > len(ratings),
    )
    return Middle(rating=standing, upper=tuple(upper), open=frozenset(apart))


def spread(ratings: Sequence[Rating]) -> int:
    """The most levels between any two of *ratings* on one criterion; 0 for fewer than two."""
    levels = [[mark.level for mark in marks] for marks in zip(*(each.marks for each in ratings))]  # noqa: B905 - of one item
    return max((max(each) - min(each) for each in levels), default=0)


def differ(one: Rating, other: Rating, tolerance: int) -> bool:
    """True where the two are more than *tolerance* levels apart on any criterion."""
    return spread((one, other)) > tolerance


def _at(level: int, marks: Sequence[Mark]) -> Mark:
    """The mark at *level*: with what it rests on, where any of them has it."""
    fitting = [mark for mark in marks if mark.level == level]
    return next((mark for mark in fitting if not mark.lacks_evidence), fitting[0])


def _findings(ratings: Sequence[Rating]) -> tuple[Finding, ...]:
    found: dict[tuple[str, str], Finding] = {}
    for each in ratings:
        for finding in each.critical:
            found.setdefault((finding.critical_id, finding.quote), finding)
    return tuple(found.values())
