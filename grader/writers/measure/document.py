"""What a page of measured figures is made of, whatever form it is written in."""

from dataclasses import dataclass, field
from typing import Literal

from ...records import Language


@dataclass(frozen=True, slots=True)
class Amount:
    """
    A figure: `text` for reading, and numbers for a workbook.

    Where there is room for two lines, `said` is the first and `beside` what is small under it.
    `value`, `low` and `high` are scaled as they are shown; None is undefined, and `why` says in
    words what is missing, of the figure or of its interval.
    """

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""
    said: str = ""
    beside: str = ""


Cell = str | int | Amount
ColumnKind = Literal["name", "words", "count", "figure", "interval"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """
    A column of a grid, its figures with so many `places`.

    One with an interval takes three columns in a workbook. `is_more` is folded away on a page.
    """

    label: str
    kind: ColumnKind = "interval"
    places: int = 2
    is_more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; `sheet` names it in a workbook, where it has a sheet of its own."""

    title: str
    sheet: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Counts of pairs: a row for each of the `names` by the one, a column for each by the other."""

    title: str
    down: str
    across: str
    names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """A figure with its interval, in a row of a chart; an undefined one has no place in it."""

    label: str
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Whiskers:
    """Figures with intervals under one another from `low` to `high`, with lines at `marks`."""

    title: str
    told: str
    category: str
    figure: str
    rows: tuple[Whisker, ...]
    low: float
    high: float
    marks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """Points of a plane, each with how many lie there, and level `lines` with their names."""

    title: str
    told: str
    across: str
    up: str
    points: tuple[tuple[float, float, int], ...]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    lines: tuple[tuple[float, str], ...]


Block = Grid | Heat | Whiskers | Scatter


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page: what is told of it, facts by name, notes, then tables and charts."""

    id: str
    title: str
    told: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    A whole page under `title`; `verdict` is its one sentence, `notice` stands over everything.

    `when` is the ISO moment it tells of.
    """

    title: str
    kicker: str
    language: Language
    verdict: str
    sections: tuple[Section, ...]
    footer: tuple[str, ...]
    notice: str = ""
    when: str = ""
    blocks: tuple[Block, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "blocks", tuple(block for each in self.sections for block in each.blocks)
        )
