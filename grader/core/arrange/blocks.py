"""A document before and after it is taken apart: what is asked, its lines, its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...records import Item, Rubric

# What stands in a block for a picture or an embedded object.
OBJECT = "\ufffc"
PICTURE = "[图片]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a document answers: the items in their order, or one question of an open rubric."""

    items: tuple[Item, ...] = ()
    question: str = ""

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
    """What is asked by *rubric*, of *items* only where there are any."""
    kept = tuple(item for item in rubric.items if not items or item.id in items)
    return Asked(items=kept, question=question)
