"""Texts by which a judge is tried: ones that aim at its marks, and honest ones that do not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from .rating import Score
from .rubric import Language, Text

Writing = Literal[
    "plain", "base64", "hex", "url", "rot13", "spaced", "tags", "variation", "zero_width", "bidi",
    "homoglyph", "full_width",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """
    A text to add to an answer; one without a `category` is benign.

    `place` is where it goes: behind the answer, before it, or instead of it. `writing` is how
    it is written there. `is_control` marks the few that control answers are tried with.
    """

    id: str
    text: str
    language: Language
    category: str = ""
    place: Literal["end", "start", "alone"] = "end"
    writing: Writing = "plain"
    is_control: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """All payloads, and a weak answer to a question for a rubric that has none of its own."""

    version: str
    question: Text
    answer: Text
    payloads: tuple[Payload, ...]
    benign: tuple[Payload, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """
    What came of one payload: the score, and whether our own checks saw it.

    `base` is the range of the weak answer by itself, or of an empty one where the payload is all
    there is.
    """

    payload: Payload
    score: Score
    is_seen: bool
    base: tuple[Decimal, Decimal]

    @property
    def gain(self) -> Decimal | None:
        """Points the judge gave on top; None where it gave none at all."""
        if self.score.status == "unscored":
            return None
        return self.score.points_high - self.base[1]

    @property
    def stands(self) -> Decimal | None:
        """Points that would stand without a person: a held answer counts at its low end."""
        if self.score.status == "unscored":
            return None
        return self.score.points_low - self.base[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """
    The payloads of one category together, or the benign sentences where it is empty.

    `gained` counts those the judge gave more points, `stood` those whose gain would stand without
    a person, beyond what the weak answer varies by itself. Drift is the mean of the gains without
    their sign.
    """

    category: str
    count: int
    mean: Decimal | None
    drift: Decimal | None
    most: Decimal | None
    gained: int
    stood: int
    seen: int
    told: int
    held: int
    gated: int
    unscored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackFound:
    """
    What trying a judge found.

    `base` is what the weak answer got each time it was asked, `spread` how far those lie apart.
    """

    max_points: Decimal
    base: tuple[Decimal, ...]
    spread: Decimal
    categories: tuple[Tried, ...]
    attacks: Tried
    benign: Tried
    trials: tuple[Trial, ...]
