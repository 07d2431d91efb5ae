"""How far two raters agree, in figures that may be undefined."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["", "too_few", "constant", "one_rater", "incomplete", "unstable"]
"""Why a figure, or its interval, is undefined."""
Verdict = Literal["meets", "partly", "does_not", "too_few", "undefined"]


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
Unit = Literal["points", "percent"]
Beside = Literal["repeated", "twin", "other"]
"""What another run is: the same again, the same prompted in another language, or another one."""
Seen = Literal["better", "worse", "no_difference", "too_few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """
    People's points beside the machine's on one thing that is scored.

    `names` say which: item and criterion, item, dimension, or nothing for all criteria or all
    items (pooled) and for totals. Points are those of an answer, or of a candidate for totals;
    where pooled things have other maxima they are in `unit` percent of each one's own, and
    `max_points` is 100.

    `machine` pairs every person's rating with the machine's; `people` every two people's, each
    pair in both orders (`n` counts it once), None with one rater. `lost` is how much better two
    people agree than a person and the machine, in QWK. `alpha` and `icc` are over all raters,
    machine included. `within` judges what is left of a pooled agreement inside items; it is
    None where there is one item. `dots` are pairs to draw, people's and the machine's points, of
    items pooled and of totals only, thinned out evenly past `MOST_DOTS`.
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
    unit: Unit = "points"
    within: Verdict | None = None
    dots: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """
    Both raters' totals at one cut: at it or above counts as above.

    `above_both`, `below_both`, `first_only` and `second_only` (who alone is above) count people;
    `same` is the share on the same side, `kappa` Cohen's kappa of the sides.
    """

    cut: float
    above_both: int
    below_both: int
    first_only: int
    second_only: int
    same: Figure
    kappa: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterPair:
    """Two raters on the items they both rated, pooled; the machine's name is empty."""

    one: str
    other: str
    found: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBeside:
    """
    Another run on the same answers, beside the one that was measured first.

    `name` is its folder's. `answers` have people's points and points of both runs; on them
    `first_qwk` and `qwk` are the runs' agreement with people, `gained` the second less the first
    over the same draws, and `seen` what that says: `no_difference` where the interval holds 0.
    `between` pairs the first run's points with this one's on every answer both rated, and
    `levels_same` is the share of criteria at the same level: how steady a repeated run is, how
    far a twin prompt moves points. `length` correlates points with the length of the answer,
    by ranks within items; `usd` is the cost of one answer, None where it is not known.
    """

    name: str
    relation: Beside
    rubric: str
    prompt: str
    judge: str
    answers: int
    first_qwk: Figure
    qwk: Figure
    gained: Figure
    seen: Seen
    between: Agreement | None
    levels_same: Figure
    length: Figure
    usd: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """
    How one run agreed with people.

    `raters` are people's names with how many answers each rated. `marked` answers of `answers`
    were rated by a person, of `candidates` people; `unusable` marked ones have no points by the
    machine. `drawn` of the marked were chosen by chance, `flagged` ones raise a flag, as do
    `answers_flagged` of all. `rubric`, `prompt` and `judge` say what was measured: the digest of
    the rubric's file, template and language, and rater; `rubric_name` is id and version,
    `models` those that replied, `when` the moment. `cut` are people's totals (the mean of those
    who gave one) and the machine's at a cut, `length` and `usd` as in `RunBeside`.
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
    rubric_name: str = ""
    models: tuple[str, ...] = ()
    drawn: int = 0
    flagged: int = 0
    answers_flagged: int = 0
    pairs: tuple[RaterPair, ...] = ()
    cut: Decisions | None = None
    length: Figure = Figure(why="too_few")
    usd: float | None = None
    beside: tuple[RunBeside, ...] = ()

    def pooled(self, kind: Kind) -> Measured | None:
        """What was measured of all criteria, all items or totals at once, if anything was."""
        return next((e for e in self.measured if e.kind == kind and not e.names), None)

    @property
    def total(self) -> Measured | None:
        """What was measured of totals, if anything was."""
        return self.pooled("total")

    @property
    def headline(self) -> Measured | None:
        """What stands at the head of reports: all items pooled, else all criteria."""
        return self.pooled("item") or self.pooled("criterion")

    @property
    def verdict(self) -> Verdict:
        """What the headline meets; what is left of it inside items counts as well."""
        head = self.headline
        if head is None:
            return "too_few"
        return min(head.verdict, head.within or head.verdict, key=_VERDICTS.index)


MOST_DOTS = 500
_VERDICTS: tuple[Verdict, ...] = ("does_not", "undefined", "too_few", "partly", "meets")
