"""What a rater said of one answer, and what stands after that."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..message import Message
from .answer import Answer
from .opinion import Opinion
from .review import SeenPoints

EvidenceKind = Literal["exact", "folded", "approximate", "whole"]
Status = Literal["graded", "held", "gated", "unscored", "not_answered"]
STATUSES: tuple[Status, ...] = ("graded", "held", "gated", "unscored", "not_answered")
REASONS = (
    "empty", "non_answer", "question_echo", "attachment", "refusal", "content_filter", "truncated",
    "invalid", "evidence", "critical", "injection", "unreachable", "too_long", "budget",
    "not_reached", "duplicate", "disagreement", "reviewers_disagree",
    "too_few_marks",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    Words of the answer that a mark rests on.

    `quote` is the answer as written, from `start` to `end` (half open, code points). `kind`
    says how the judge's quote was found there: `exact`, `folded` (equal but for width, case,
    white space and punctuation), `approximate`, or `whole` (the whole answer is the evidence).
    """

    quote: str
    start: int
    end: int
    kind: EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """
    One rater's level on one criterion, with why and on which words.

    `quotes_others` where it lacks evidence because the words quoted are an interviewer's.
    `rater` is named where it is not that of the whole rating.
    """

    criterion_id: str
    level: int
    points: Decimal
    max_points: Decimal
    rationale: str = ""
    evidence: tuple[Evidence, ...] = ()
    lacks_evidence: bool = False
    quotes_others: bool = False
    lowest: Decimal = Decimal(0)
    rater: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A critical finding: which one, and the words it rests on."""

    critical_id: str
    quote: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One rater's marks on all criteria of one answer; `opinion` says which of several it is."""

    rater: str
    marks: tuple[Mark, ...]
    critical: tuple[Finding, ...] = ()
    strengths: tuple[str, ...] = ()
    improvements: tuple[str, ...] = ()
    addresses_grader: bool = False
    opinion: Opinion = field(default=Opinion())


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """
    What a check of our own saw in an answer: it raises `flag` and changes no mark.

    `spans` are the words it is about, half open, in code points of the answer. `told` says what
    was seen, where the flag alone does not.
    """

    flag: str
    spans: tuple[tuple[int, int], ...] = ()
    told: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """
    What stands for one answer.

    `points` is None while `held` or `unscored`; then `points_low` and `points_high` say where
    it can still end. An unscored answer reaches from the lowest to the highest. `detail` says
    what happened, for an answer without a rating. `observations` are behind some of the `flags`.
    `ratings` are all there are, `rating` is what stands of them: of several, each mark with its
    evidence is from the one whose level was taken.
    `people` is all that people gave; where that counts, `machine` is what would stand without.
    """

    answer: Answer
    status: Status
    max_points: Decimal
    points: Decimal | None
    points_low: Decimal
    points_high: Decimal
    by_dimension: dict[str, Decimal] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    rater: str = ""
    reason: str = ""
    detail: str = ""
    rating: Rating | None = None
    observations: tuple[Observation, ...] = ()
    ratings: tuple[Rating, ...] = ()
    people: tuple[SeenPoints, ...] = ()
    machine: "Score | None" = None

    @property
    def of_machine(self) -> "Score":
        """What stands, or would, by machines alone."""
        return self.machine or self

    @property
    def is_settled_by_people(self) -> bool:
        """True where points that people gave stand."""
        return self.machine is not None and self.status == "graded"

    @property
    def candidate_id(self) -> str:
        """Whose answer it is."""
        return self.answer.candidate_id

    @property
    def item_id(self) -> str:
        """Which item it answers."""
        return self.answer.item_id
