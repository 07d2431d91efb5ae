"""What comes out for groups of people, in figures that may be undefined."""

from dataclasses import dataclass

from .agreement import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOutcome:
    """
    One group of people beside all others.

    `scored` of `people` have a total. `difference` is their mean less that of the others, with
    its interval, `smd` that in standard deviations of everyone. `above` of them lie above the
    median of everyone: that share is the `rate`; `ratio` is the rate over the highest rate.
    `p` is that of Fisher's exact test, or of the z test in large groups (`test` says which),
    against the group with the highest rate. `is_small` under the number of people from which
    figures say something; `is_left_out` of ratios, being under 2 percent of everyone.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """
    The groups of one column, or of several together.

    `unknown` people have no entry there; `median` is that of all totals, and `tied` people have
    exactly it, so that they count as not above. `least` is the fewest people a figure needs.
    """

    columns: tuple[str, ...]
    groups: tuple[GroupOutcome, ...]
    people: int
    scored: int
    unknown: int
    median: float | None
    tied: int
    least: int
