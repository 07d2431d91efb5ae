"""What people say of answers: their points, what comes of them, and the log they are kept in."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .rubric import Criterion, Item

# Tables write four places; what is read back from them is as exact as that.
_HALF_PLACE = Decimal("0.00006")
MarkKind = Literal["mark", "adjudication"]
MarkState = Literal["stands", "stale", "superseded", "disputed"]
Agreement = Literal["", "same", "near", "more"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPoints:
    """A person's points on one criterion, or on the whole item where `criterion_id` is empty."""

    criterion_id: str = ""
    points: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMark:
    """
    What one person gave one answer at one time.

    It holds for that item and that text alone: `item_hash` and `answer_hash` tell them. An
    `adjudication` settles what reviewers leave open. `is_drawn` where the answer was looked at
    because chance chose it, not because something was flagged. `number` is its place in the log.
    """

    candidate_id: str
    item_id: str
    reviewer: str
    given: tuple[GivenPoints, ...]
    item_hash: str
    answer_hash: str
    kind: MarkKind = "mark"
    is_drawn: bool = False
    at: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPoints:
    """
    Points from a mark, and what became of them.

    `stale`: the item or the answer is another one since. `superseded`: the same person gave
    others later, or an adjudicator settled it. `disputed`: another person gave others.
    """

    mark: PersonMark
    given: GivenPoints
    state: MarkState


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFigures:
    """
    How many answers people looked at, and how often machine and person gave the same.

    `drawn` of the `answers` were chosen by chance. Of the `compared` answers, where a machine had
    settled points and a person's stand, `same` have equal ones; `drawn_compared` and
    `drawn_same` are those chosen by chance. `criteria` were marked by both, `criteria_same` at
    the same level and `criteria_near` at neighbouring ones. `several` answers were marked by more
    than one person.
    """

    answers: int = 0
    drawn: int = 0
    compared: int = 0
    same: int = 0
    drawn_compared: int = 0
    drawn_same: int = 0
    criteria: int = 0
    criteria_same: int = 0
    criteria_near: int = 0
    several: int = 0
    stale: int = 0
    disputed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """
    An entry of the log as it is stored, tied to the one before.

    `content` and `salt` are None where the entry was purged; the `commitment` to them stays.
    """

    number: int
    at: str
    content: str | None
    salt: bytes | None
    commitment: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How long the log was at some time, and the hash of its last entry then."""

    entries: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainCheck:
    """
    Whether the log is what was written: `broken_at` is the first entry that is not, else None.

    One past the last entry means that entries are missing at the end.
    """

    entries: int = 0
    purged: int = 0
    broken_at: int | None = None


def is_same(one: Decimal, other: Decimal) -> bool:
    """True where two points are equal as far as tables write them, to four places."""
    return abs(one - other) < _HALF_PLACE


def level_of(item: Item, criterion: Criterion, points: Decimal) -> int | None:
    """The level of *criterion* that gives *points* in *item*; None where none does."""
    levels = range(len(criterion.steps))
    return next((n for n in levels if is_same(item.worth(criterion, n), points)), None)
