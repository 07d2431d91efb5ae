"""What an audit of outcomes tells: groups of people beside each other, and answers with a swap."""

from dataclasses import dataclass
from typing import Literal

from .agreement import Figure, Unit
from .outcome import Outcomes
from .rubric import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """
    What was audited: which run, by which rubric, prompt and judge, from which files, and when.

    Of `people`, `open` ones have no total while answers of theirs are held or unscored. Totals
    are in the `unit`, `max_total` being the most there is.
    """

    rubric: str
    rubric_version: str
    prompt: str
    judge: str
    models: tuple[str, ...]
    graded: str
    audited: str
    answers_from: tuple[str, ...]
    groups_from: str
    unit: Unit
    max_total: float
    people: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsRead:
    """
    How group columns were read.

    `unknown_ids` are candidates of a separate file that the run does not have, `without_row` how
    many of the run the file does not have, `unbanded` how many entries of a column lie in no band.
    """

    unknown_ids: tuple[str, ...] = ()
    without_row: int = 0
    unbanded: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """
    Outcomes by group: of totals, of totals at a cut, and of each dimension.

    `low` and `high` are of totals with every open answer at its lowest and highest; empty where
    few people are open. `at_cut` is empty without a cut.
    """

    head: AuditHead
    read: GroupsRead
    totals: tuple[Outcomes, ...]
    low: tuple[Outcomes, ...] = ()
    high: tuple[Outcomes, ...] = ()
    at_cut: tuple[Outcomes, ...] = ()
    dimensions: tuple[tuple[str, tuple[Outcomes, ...]], ...] = ()

    @property
    def comparisons(self) -> int:
        """How many groups stand beside others: chance alone makes 1 of 20 look apart."""
        return sum(len(each.groups) for each in self.totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapPair:
    """
    Two words that stand for each other.

    Where `before` is given, `other` means `one` only before one of these words or at an end.
    """

    one: str
    other: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapKind:
    """
    Words of one side and of the other, by which an answer is turned to either.

    `keep` are words that hold one of them and are left alone.
    """

    id: str
    name: Text
    one: Text
    other: Text
    pairs: tuple[SwapPair, ...]
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """One answer turned to both sides, and the points it got there."""

    kind: str
    candidate_id: str
    item_id: str
    one: float
    other: float
    max_points: float

    @property
    def change(self) -> float:
        """The points with the other side's words less those with the one side's."""
        return self.other - self.one


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """
    What one kind of swap did to the points of `answers` by `people` people.

    `mean` is the mean change in points from the one side's words to the other's, with an interval
    over people; `moved` of the answers moved, `up` and `down` are how many each way. `unscored`
    ones have no points on a side; `held` ones are compared by the points as judged. `largest` are
    those that moved most.
    """

    kind: SwapKind
    answers: int
    people: int
    moved: int
    up: int
    down: int
    unscored: int
    held: int
    mean: Figure
    largest: tuple[Shifted, ...] = ()

    @property
    def seen(self) -> Literal["change", "none", "too_few"]:
        """Whether the interval leaves out 0."""
        low, high = self.mean.low, self.mean.high
        if low is None or high is None:
            # No answer moved at all: there is no interval, and nothing to find in one.
            return "none" if self.mean.why == "constant" else "too_few"
        return "none" if low <= 0 <= high else "change"
