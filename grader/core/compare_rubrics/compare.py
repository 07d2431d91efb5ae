"""Two rubrics side by side, item by item."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ...records import Item, Rubric
from .changes import Change, head_changes, item_changes, moved

Effect = Literal["asked", "reckoned", "told"]
"""What a change does to answers graded before: asked again, points reckoned anew, words only."""

Kind = Literal["added", "removed", "renamed", "changed", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """
    What became of one item.

    `effect` is None for an item that was removed. `was` is its id before, where it was renamed.
    """

    item_id: str
    kind: Kind
    effect: Effect | None
    changes: tuple[Change, ...] = ()
    was: str = ""

    @property
    def may_move_scores(self) -> bool:
        """True where an answer graded before may get other points."""
        return self.effect in {"asked", "reckoned"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricDifference:
    """Everything that differs; `head` is what stands outside the items."""

    head: tuple[Change, ...]
    items: tuple[ItemChange, ...]

    def __bool__(self) -> bool:
        return bool(self.head or self.items)


def compare_rubrics(
    old: Rubric, new: Rubric, asks: Callable[[Item, Rubric], str]
) -> RubricDifference:
    """
    What leads from *old* to *new*.

    *asks* gives a digest of all that a judge is told of an item: where it differs, the item is
    asked again whatever the cause (its own text, a dimension's, a critical finding), and where
    it is the same, the stored replies are kept.
    """
    before, after = _items(old), _items(new)
    renamed = _renamed(before, after)
    order = moved(list(before), list(after))
    items = [*_gone(before, after, renamed)]
    for name, item in after.items():
        was = renamed.get(name, name)
        if was not in before:
            items.append(ItemChange(item_id=name, kind="added", effect="asked"))
            continue
        effect = _effect(before[was], item, asked=asks(before[was], old) != asks(item, new))
        found = _changed(before[was], item, effect, order)
        if found is not None:
            items.append(found)
    return RubricDifference(head=tuple(head_changes(old, new)), items=tuple(items))


def _items(rubric: Rubric) -> dict[str, Item]:
    if rubric.is_open:
        return {"*": rubric.item("*", "")}
    return {item.id: item for item in rubric.items}


def _gone(
    before: dict[str, Item], after: dict[str, Item], renamed: dict[str, str]
) -> Iterator[ItemChange]:
    kept = {*after, *renamed.values()}
    for name in before:
        if name not in kept:
            yield ItemChange(item_id=name, kind="removed", effect=None)


def _renamed(before: dict[str, Item], after: dict[str, Item]) -> dict[str, str]:
    """New ids of items that are otherwise as they were under an id that is gone."""
    gone = {_content(item): name for name, item in before.items() if name not in after}
    found = {
        name: gone[_content(item)]
        for name, item in after.items()
        if name not in before and _content(item) in gone
    }
    return {new: old for new, old in found.items() if list(found.values()).count(old) == 1}


def _content(item: Item) -> str:
    return repr((item.text, item.points, item.criteria, item.reference, item.over))


def _effect(old: Item, new: Item, *, asked: bool) -> Effect:
    if asked:
        return "asked"
    return "told" if _worths(old) == _worths(new) else "reckoned"


def _worths(item: Item) -> list[object]:
    """What each level gives, the most there is to have, and the dimension it counts for."""
    each = [
        (criterion.dimension, *(item.worth(criterion, n) for n in range(len(criterion.steps))))
        for criterion in item.criteria
    ]
    # What needs a quote decides whether an answer is held.
    return [item.max_points, *each, *(criterion.evidence for criterion in item.criteria)]


def _changed(old: Item, new: Item, effect: Effect, order: set[str]) -> ItemChange | None:
    changes = tuple(item_changes(old, new))
    if old.id != new.id:
        own = tuple(each for each in changes if each.what != "section")
        return ItemChange(item_id=new.id, kind="renamed", effect=effect, changes=own, was=old.id)
    if changes or effect != "told":
        return ItemChange(item_id=new.id, kind="changed", effect=effect, changes=changes)
    if new.id in order:
        return ItemChange(item_id=new.id, kind="moved", effect="told")
    return None
