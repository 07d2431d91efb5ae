"""What comes out for groups of people, in figures that may be undefined."""

from dataclasses import dataclass
from typing import Literal

from .agreement import Figure

FOUR_FIFTHS = 0.8
"""The share of the highest rate under which the four-fifths rule asks for a closer look."""
_LIKELY = 0.05

OutcomeNote = Literal[
    "highest", "left_out", "too_few", "undefined", "below", "below_by_chance", "not_below"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """
    One group of people beside all others.

    `scored` of `people` have a total. `difference` is their mean less that of the others, with
    its interval, `smd` that in standard deviations of everyone. `above` of them lie above the
    median of everyone: that share is the `rate`; `ratio` is the rate over the highest rate.
    `p` is that of Fisher's exact test, or of the z test in large groups (`test` says which),
    against the group with the highest rate. `is_small` under the number of people from which
    figures say something, `is_beside_small` where the group with the highest rate is that;
    `is_left_out` of ratios, being under 2 percent of everyone.
    """

    names: tuple[str, ...]
    people: int
    scored: int
    mean: float | None
    difference: Figure
    smd: float | None
    above: int
    rate: float | None
    ratio: Figure
    p: float | None
    test: str
    is_small: bool
    is_left_out: bool
    is_highest: bool
    is_beside_small: bool = False

    @property
    def note(self) -> OutcomeNote:
        """
        What there is to say of the ratio.

        `below` four fifths, `below_by_chance` where chance alone gives such a gap in more than 5
        of 100 cases; `too_few` people in this group, or in the one with the highest rate.
        """
        if self.is_left_out:
            return "left_out"
        if self.is_small or self.is_beside_small:
            return "too_few"
        if self.ratio.value is None:
            return "undefined"
        if self.is_highest:
            return "highest"
        if self.ratio.value >= FOUR_FIFTHS:
            return "not_below"
        is_by_chance = self.p is None or self.p >= _LIKELY
        return "below_by_chance" if is_by_chance else "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """
    The groups of one column, or of several together.

    `unknown` people have no entry there; `median` is that of all totals, and `tied` people have
    exactly it, so that they count as not above. `least` is the fewest people a figure needs.
    With a `cut`, `above` are those at the cut or above it, and `tied` those exactly at it.
    """

    columns: tuple[str, ...]
    groups: tuple[GroupOutcome, ...]
    people: int
    scored: int
    unknown: int
    median: float | None
    tied: int
    least: int
    cut: float | None = None
