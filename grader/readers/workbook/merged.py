"""Merged cells: what stands in the first holds for those below it."""

from collections.abc import Iterable

from .sheet import Merge
from .values import Value


class Merged:
    """
    Fills merged cells downwards, for rows that come in the order of the sheet.

    `filled` counts the cells that got a value so.
    """

    def __init__(self, merges: Iterable[Merge]) -> None:
        self.filled = 0
        self._wide = {each.top for each in merges if each.right > each.left}
        tall = sorted(each for each in merges if each.bottom > each.top)
        self._coming = iter(tall)
        self._next = next(self._coming, None)
        self._held: dict[int, tuple[int, Value]] = {}

    def is_wide(self, number: int) -> bool:
        """True where cells of that row are merged sideways, as in a title."""
        return number in self._wide

    def fill(self, number: int, cells: dict[int, Value]) -> None:
        """Give the cells of row *number* what they share with a row above."""
        for column, (bottom, value) in list(self._held.items()):
            if number > bottom:
                del self._held[column]
            elif value and not cells.get(column):
                cells[column] = value
                self.filled += 1
        while self._next and self._next.top <= number:
            merge, self._next = self._next, next(self._coming, None)
            if merge.bottom > number:
                value = cells.get(merge.left, "") if merge.top == number else ""
                self._held[merge.left] = (merge.bottom, value)
