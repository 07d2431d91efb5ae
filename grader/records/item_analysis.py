"""What a paper's author learns of the items: figures over people, never about one."""

from dataclasses import dataclass
from typing import Literal

from .agreement import Figure
from .rubric import Criterion, Item

Reached = Literal["all", "nearly_all", "none", "nearly_none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """
    One item over the people with a total; not answered counts 0.

    `difficulty` is the mean share of its points, 0 to 1: high is easy. `discrimination` is the
    correlation with the candidates' other items, point-biserial where it `has_two_values`.
    `floor` and `ceiling` are the shares of people with none and with all of the points. `weight`
    is the share of the totals' variance that comes with the item; all weights add up to 1.
    """

    item: Item
    difficulty: Figure
    discrimination: Figure
    has_two_values: bool
    floor: Figure
    ceiling: Figure
    weight: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionReach:
    """A criterion that nearly all of its rated `answers` reach in full, or not at all."""

    item: Item
    criterion: Criterion
    answers: int
    reached: Reached
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionPair:
    """How points in two dimensions go together over `people`; `is_halo` where almost wholly."""

    names: tuple[str, str]
    people: int
    r: Figure
    is_halo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """
    The paper as a whole: `people` of `everyone` have a total, and only they count.

    `alpha` is Cronbach's over the items, `floor` and `ceiling` are shares of people whose total
    is nothing and everything.
    """

    people: int
    everyone: int
    items: tuple[ItemFigures, ...]
    criteria: tuple[CriterionReach, ...]
    alpha: Figure
    pairs: tuple[DimensionPair, ...]
    floor: Figure
    ceiling: Figure
