"""What a rubric says: dimensions, items in sections, criteria with levels."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DIMENSIONS = ("empathy", "process", "coordination", "closure", "other")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Chinese, English or both; the other language stands in where one is missing."""

    zh: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """The text in *language*, else in the other one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A quality that criteria are tagged with; it carries no weight of its own."""

    id: str
    name: Text
    description: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A score point of a criterion, told as an observable behaviour."""

    points: Decimal
    description: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """
    A scoring point of an item.

    `points` are the marks as the document or the author gave them; what a level is worth in
    the item is `Item.worth`, which knows about `over: scale`.
    """

    id: str
    points: Decimal
    dimension: str
    description: Text
    label: Text = Text()
    levels: tuple[Level, ...] = ()
    indicators: tuple[Text, ...] = ()
    evidence: Literal["span", "whole", "none"] = "span"
    status: Literal["", "proposed"] = ""

    steps: tuple[Decimal, ...] = field(init=False, repr=False, compare=False)
    """Points of each level, lowest first; without levels: nothing, half, all."""

    def __post_init__(self) -> None:
        steps = tuple(level.points for level in self.levels)
        object.__setattr__(self, "steps", steps or (Decimal(0), self.points / 2, self.points))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question with its criteria."""

    id: str
    text: Text
    points: Decimal
    criteria: tuple[Criterion, ...]
    reference: Text = Text()
    source: str = ""
    points_source: Literal["", "document", "ours"] = ""
    over: Literal["", "scale", "raise", "choose"] = ""
    notes: tuple[str, ...] = ()
    section: str = ""
    marks: Decimal = field(init=False, repr=False, compare=False)
    """Sum of the criteria's own points."""

    def __post_init__(self) -> None:
        marks = sum((criterion.points for criterion in self.criteria), Decimal(0))
        object.__setattr__(self, "marks", marks)

    @property
    def is_proposed(self) -> bool:
        """True where a criterion of it is a draft that no person has confirmed."""
        return any(criterion.status == "proposed" for criterion in self.criteria)

    @property
    def max_points(self) -> Decimal:
        """Points an answer can reach: the item's, or its marks where `over: raise` says so."""
        return self.marks if self.over == "raise" else self.points

    def worth(self, criterion: Criterion, level: int) -> Decimal:
        """Points that *level* (0 = lowest) of *criterion* gives in this item."""
        points = criterion.steps[level]
        return points * self.points / self.marks if self.over == "scale" else points

    def lowest(self) -> Decimal:
        """Points of an answer that is at the lowest level of every criterion."""
        return sum((self.worth(criterion, 0) for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Critical:
    """A behaviour that needs a person whatever the points."""

    id: str
    description: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedItem:
    """A question with one right answer; kept with its paper, not graded by the rubric."""

    id: str
    kind: Literal["choice", "true_false", "blank"]
    text: Text
    points: Decimal | None = None
    options: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFigures:
    """What the heading of a published section says of it; None where it does not."""

    items: int | None = None
    points_each: Decimal | None = None
    points: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a paper; items keep its order."""

    id: str
    title: Text
    items: tuple[Item, ...]
    closed: tuple[ClosedItem, ...] = ()
    declared: DeclaredFigures = DeclaredFigures()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """
    An answer whose points are known, graded beside a run to see whether the judge holds still.

    It answers the item `item_id`, or `question` where the rubric is open. `points` are the
    levels' points by criterion, as they stand in the file; where only the whole is known they
    are empty and `total` has it, in points of the item.
    """

    id: str
    kind: Literal["anchor", "generic"]
    text: Text
    item_id: str = ""
    question: Text = Text()
    points: dict[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None
    why: Text = Text()

    def known(self, item: Item) -> Decimal:
        """The points it is known to deserve, in points of *item*."""
        if self.total is not None:
            return self.total
        levels = zip(item.criteria, self.known_levels(item), strict=True)
        return sum((item.worth(criterion, level) for criterion, level in levels), Decimal(0))

    def known_levels(self, item: Item) -> tuple[int, ...]:
        """The level of each criterion of *item*; none where only the whole is known."""
        if self.total is not None:
            return ()
        return tuple(each.steps.index(self.points[each.id]) for each in item.criteria)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """
    Points of one dimension or section below which a person looks at a candidate.

    Either `points`, or `share` of the most there is (0 to 1).
    """

    dimension: str = ""
    section: str = ""
    points: Decimal | None = None
    share: Decimal | None = None

    FEWEST_CRITERIA: ClassVar[int] = 5

    def covers(self, item: Item, criterion: Criterion) -> bool:
        """True where the points of *criterion* in *item* count towards it."""
        return (
            item.section == self.section
            if self.section
            else (criterion.dimension == self.dimension)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """
    What stands of several ratings of one answer.

    `lower_middle`: per criterion the middle level, of an even number the lower of the two in the
    middle; nothing is averaged. Ratings that differ by more than `tolerance` levels are told.
    People who differ by more than `people_tolerance` levels are told and settle nothing.
    """

    rule: Literal["lower_middle"] = "lower_middle"
    tolerance: int = 1
    people_tolerance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """
    A whole guide: how answers to its items are rated.

    `written_in` is its own language, where it is rendered in another.
    """

    id: str
    version: str
    title: Text
    language: Language
    use: Literal["practice", "selection"]
    dimensions: tuple[Dimension, ...]
    criteria: tuple[Criterion, ...] = ()
    sections: tuple[Section, ...] = ()
    critical: tuple[Critical, ...] = ()
    controls: tuple[Control, ...] = ()
    minima: tuple[Minimum, ...] = ()
    notes: tuple[str, ...] = ()
    adjudication: Adjudication = Adjudication()
    written_in: Language | None = field(default=None, compare=False)
    by_id: dict[str, Item] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.by_id.update({item.id: item for item in self.items})

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in the order of the paper."""
        return (item for section in self.sections for item in section.items)

    @property
    def max_points(self) -> Decimal:
        """Points of the whole paper, or of one question where the rubric is open."""
        items = [self.item("", "")] if self.is_open else self.items
        return sum((item.max_points for item in items), Decimal(0))

    @property
    def proposed(self) -> int:
        """How many items have draft criteria; an open rubric counts as one."""
        items = [self.item("", "")] if self.is_open else self.items
        return sum(item.is_proposed for item in items)

    @property
    def undecided(self) -> list[Item]:
        """Items whose author has still to choose what their marks mean (`over: choose`)."""
        return [item for item in self.items if item.over == "choose"]

    @property
    def is_open(self) -> bool:
        """True where the rubric has no items and grades any question."""
        return not self.sections

    def item(self, item_id: str, question: str = "") -> Item:
        """
        The item of that id; an open rubric makes one of *question*.

        Raises:
            KeyError: the rubric has items and none of that id.
        """
        if not self.is_open:
            return self.by_id[item_id]
        points = sum((criterion.points for criterion in self.criteria), Decimal(0))
        return Item(
            id=item_id,
            text=Text(zh=question, en=question),
            points=points,
            criteria=self.criteria,
        )

    def with_language(self, language: Language) -> "Rubric":
        """The same rubric, to be rendered in *language*."""
        own = self.written_in or self.language
        return replace(self, language=language, written_in=own, by_id={})
