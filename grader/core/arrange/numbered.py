"""Cells that hold all answers of a candidate, numbered: taken apart and matched to items."""

from collections.abc import Collection, Sequence

from ...message import Message
from ...records import Assumed
from ...text import fold
from ...text.numbered_answers import split_numbered
from .matching import ItemIndex

# A greeting before the first number is no answer; more than that may be one.
_LONGEST_HEAD = 20


class NumberedCells:
    """
    Takes such cells apart.

    A number means the item of that id or number. Where items of several sections share numbers,
    1 to n are the n items in the order of the paper, or the n items to keep.
    """

    def __init__(self, index: ItemIndex, kept: Collection[str] = ()) -> None:
        self._index = index
        self._wanted = [each for each in index.ids if not kept or each in kept]

    def assumed(self, column: str, file: str) -> Assumed:
        """What is assumed of *column*, for a person to confirm."""
        ids = ", ".join(self._wanted)
        return Assumed(
            what=Message(
                "{column!r} holds all answers of a candidate, numbered; they are to items {ids}",
                column=column,
                ids=ids,
            ),
            is_sure=False,
            file=file,
        )

    def parts(self, cell: str) -> list[tuple[str, str | None]] | Message:
        """
        The items that *cell* answers, each with its text, or what is wrong with the cell.

        A number with nothing behind it, and an empty cell, are not answered: the text is None.
        """
        if not cell.strip():
            return [(each, None) for each in self._wanted]
        named = split_numbered(cell, self._index.ids)
        if not named:
            return Message(
                "no column says which item an answer is to, and the cell is not numbered 1. 2. …"
            )
        if not named[0][0] and len(fold(named[0][1]).text) > _LONGEST_HEAD:
            return Message(
                "words stand before the first number ({words!r} …)",
                words=named[0][1][:_LONGEST_HEAD],
            )
        items = self._by_number(named)
        missing = [each for each in self._wanted if each not in items]
        if items and not missing:
            return _paired(items, named)
        for ids in (self._index.ids, self._wanted):
            numbers = [str(number) for number in range(1, len(ids) + 1)]
            counted = split_numbered(cell, numbers)
            if [label for label, _ in counted if label] == numbers:
                return _paired(ids, counted)
        if items:
            return Message(
                "no answer is numbered for item {missing}; where it was left out, write its "
                "number with nothing behind it",
                missing=", ".join(missing),
            )
        labels = ", ".join(label for label, _ in named if label)
        return Message(
            "the numbers {labels} do not fit the items {ids}",
            labels=labels,
            ids=", ".join(self._index.ids),
        )

    def _by_number(self, named: list[tuple[str, str]]) -> list[str]:
        """The items that the labels name; none where one names no item, or their order is off."""
        labels = [label for label, _ in named if label]
        items = [item.id for label in labels if (item := self._index.by_id(label))]
        is_in_order = items == [each for each in self._index.ids if each in set(items)]
        return items if len(items) == len(labels) and is_in_order else []


def _paired(items: Sequence[str], named: Sequence[tuple[str, str]]) -> list[tuple[str, str | None]]:
    """*items* with the bodies of *named*; what stands before the first label is left out."""
    bodies = [body for label, body in named if label]
    return [(item, body or None) for item, body in zip(items, bodies, strict=True)]
