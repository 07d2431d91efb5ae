"""compare.csv: every answer and criterion that moved between two runs."""

import csv
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..core.movement import Movement, Outline
from ..core.report import decimal
from .csv_tables import inert
from .whole import whole_file

COLUMNS = (
    "candidate_id", "item_id", "criterion_id", "old_points", "new_points", "old_status",
    "new_status", "difference",
)  # fmt: skip
_ABSENT = "absent"
_Points = tuple[Decimal | None, Decimal | None, Decimal | None]


class ComparisonTable:
    """
    The file, in its place when its block ends well.

    A row without a criterion is about the answer as a whole; rows of its criteria that moved
    follow. What did not move has no row. The state of an answer that one run has not is `absent`.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = ExitStack()
        self._rows: Any = None

    def __enter__(self) -> Self:
        file = self._stack.enter_context(whole_file(self._path, encoding="utf-8-sig"))
        self._rows = csv.writer(file, lineterminator="\n")
        self._rows.writerow(COLUMNS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def add(self, each: Movement) -> None:
        """Write the rows of one answer, if it moved or only one run has it."""
        if each.is_compared and not each.has_moved:
            return
        old, new = each.old, each.new
        whole = (old.points if old else None, new.points if new else None, each.difference)
        self._write(each, "", whole)
        for move in each.criteria:
            if move.has_moved:
                one, other = (side.points if side else None for side in (move.old, move.new))
                self._write(each, move.criterion_id, (one, other, move.difference))

    def _write(self, each: Movement, criterion: str, points: _Points) -> None:
        named = [inert(text) for text in (each.candidate_id, each.item_id, criterion)]
        old, new, difference = map(decimal, points)
        self._rows.writerow([*named, old, new, _status(each.old), _status(each.new), difference])


def _status(side: Outline | None) -> str:
    return side.status if side else _ABSENT
