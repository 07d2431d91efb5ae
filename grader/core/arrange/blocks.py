"""A document before and after it is taken apart: what is asked, its lines, its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...records import Item, Rubric
from .matching import ItemIndex

# What stands in a block for a picture or an embedded object.
OBJECT = "\ufffc"
PICTURE = "[图片]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What a document answers: the items in their order, or one question of an open rubric.

    `whole` is the item that a text without questions answers: the only one, or the one chosen.
    """

    items: tuple[Item, ...] = ()
    question: str = ""
    whole: str = ""

    @property
    def ids(self) -> list[str]:
        """The ids of the items."""
        return [item.id for item in self.items]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """
    A line or paragraph; `row` counts from 1.

    `is_question` where its place says so (a cell under 题目), `label` what stands under 题号.
    """

    text: str
    row: int
    is_heading: bool = False
    is_question: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer; `has_object` where a picture stands beside its words, which is not read."""

    item_id: str
    question: str
    answer: str
    row: int
    has_object: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a document holds: who wrote it, the parts, and the text if it has no parts."""

    candidate: str = ""
    about: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    whole: Part | None = None


def asked_of(rubric: Rubric, items: Sequence[str] = (), question: str = "") -> Asked:
    """What is asked by *rubric*; *items* are those chosen, by id or number, if any are."""
    asked = tuple(rubric.items)
    index = ItemIndex(rubric)
    chosen = [item.id for each in items if (item := index.by_id(each))] or [
        item.id for item in asked
    ]
    whole = chosen[0] if len(chosen) == 1 else ""
    return Asked(items=asked, question="" if asked else question, whole=whole)
