"""A question paper as it is: sections, items, what it says of each, and what does not add up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from .declared import Declared
from .marks import Band, ScoringPoint

Closed = Literal["", "choice", "true_false", "blank"]
Cut = Literal["", "question", "answer", "explanation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something missing or contradictory: a code, where it is, and the figures it names."""

    code: str
    section: str = ""
    item: str = ""
    line: int = 0
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperItem:
    """
    A question of a paper; `points` is None where the paper gives none.

    `number` is as written; with its section it is the identity of the question. `cut` names the
    part at which the document breaks off.
    """

    number: str
    id: str
    line: int
    text: str
    points: Decimal | None = None
    options: tuple[str, ...] = ()
    answer: str = ""
    explanation: str = ""
    examines: tuple[str, ...] = ()
    scoring: tuple[ScoringPoint, ...] = ()
    bands: tuple[Band, ...] = ()
    closed: Closed = ""
    cut: Cut = ""

    @property
    def marks(self) -> Decimal | None:
        """Sum of the paper's own marks; None where it gives none."""
        return sum((each.marks for each in self.scoring), Decimal(0)) if self.scoring else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A section of a paper; `number` is empty where it has none."""

    number: str
    id: str
    title: str
    line: int
    declared: Declared
    items: tuple[PaperItem, ...]

    @property
    def points(self) -> Decimal:
        """Points of its items, as far as they have any."""
        return sum((each.points or Decimal(0) for each in self.items), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper, and what its author should look at."""

    title: str
    sections: tuple[PaperSection, ...]
    findings: tuple[Finding, ...] = ()
    junk: int = 0

    @property
    def items(self) -> Iterator[PaperItem]:
        """Every question, in the order of the paper."""
        return (item for section in self.sections for item in section.items)
