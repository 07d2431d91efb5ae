"""How far two raters agree, in figures that may be undefined."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["", "too_few", "constant", "one_rater", "incomplete", "unstable"]
"""Why a figure, or its interval, is undefined."""
Verdict = Literal["meets", "partly", "does_not", "too_few"]


@dataclass(frozen=True, slots=True)
class Figure:
    """
    A figure with its 95 percent interval; None is undefined, and `why` says what is missing.

    `why` also tells of an interval alone that is undefined.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: Why = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """
    One rater's points beside another's, the first taken as the measure.

    `n` pairs of `candidates` people. `near` is the share of pairs that differ by no more than the
    `reach`. `bias` is the second's mean less the first's, `smd` that in standard deviations of the
    first, `spread` the standard deviation of the differences: 95 percent of them lie between
    `bias` - 1.96 `spread` and `bias` + 1.96 `spread` where they are normal.
    `within_r` and `within_qwk` leave out what items alone explain. `confusion[i][j]` counts pairs
    at the i-th point of the `scale` by the first and the j-th by the second; it is empty where
    there is no scale.
    """

    n: int
    candidates: int
    exact: Figure
    near: Figure
    qwk: Figure
    pearson: Figure
    spearman: Figure
    smd: Figure
    mae: Figure
    bias: Figure
    spread: Figure
    within_r: Figure
    within_qwk: Figure
    reach: float = 0.0
    scale: tuple[float, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()


Kind = Literal["criterion", "item", "dimension", "total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """
    People's points beside the machine's on one thing that is scored.

    `names` say which: item and criterion, item, dimension, or nothing for all criteria (kind
    `criterion`, pooled) and for totals. `machine` pairs every person's rating with the machine's;
    `people` every two people's, None with one rater. `lost` is how much better two people agree
    than a person and the machine, in QWK. `alpha` and `icc` are over all raters, machine included.
    """

    kind: Kind
    names: tuple[str, ...]
    max_points: float
    machine: Agreement
    people: Agreement | None
    lost: Figure
    alpha: Figure
    icc: Figure
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """
    How one run agreed with people.

    `raters` are people's names with how many answers each rated. `marked` answers of `answers`
    were rated by a person, of `candidates` people; `unusable` marked ones have no points by the
    machine. `rubric`, `prompt` and `judge` say what was measured, `when` at which moment.
    """

    rubric: str
    prompt: str
    judge: str
    when: str
    raters: tuple[tuple[str, int], ...]
    answers: int
    marked: int
    candidates: int
    unusable: int
    measured: tuple[Measured, ...]
    seed: int
    draws: int

    @property
    def total(self) -> Measured | None:
        """What was measured of totals, if anything was."""
        return next((each for each in self.measured if each.kind == "total"), None)
