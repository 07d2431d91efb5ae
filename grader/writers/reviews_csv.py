"""reviews.csv: all that people gave, and what became of it; only where there is any."""

from contextlib import ExitStack, suppress
from pathlib import Path

from ..core.report import decimal
from ..core.reviewed import ReviewedRow, reviewed_rows
from ..records import Person
from .csv_tables import Table
from .whole import whole_file

WRITTEN = "reviews.csv"
REVIEWS = (
    "candidate_id", "item_id", "criterion_id", "points", "reviewer", "reason", "at", "state",
    "kind", "machine_points", "agreement",
)  # fmt: skip


class ReviewsTable:
    """
    The table in *folder*: begun with the first mark, in its place when `finish` has ended well.

    Raises:
        StoreError: the folder or disk does not take it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / WRITTEN
        self._open = ExitStack()
        self._table: Table | None = None

    def add(self, person: Person) -> None:
        """A row for each mark on *person*'s answers, in the order of the log."""
        for item, score in person.scored:
            for row in reviewed_rows(item, score):
                self._add(row)

    def _add(self, row: ReviewedRow) -> None:
        if self._table is None:
            file = self._open.enter_context(whole_file(self._path, encoding="utf-8-sig"))
            self._table = Table(file, REVIEWS)
        mark, given = row.seen.mark, row.seen.given
        self._table.add([
            row.candidate_id, row.item.id, given.criterion_id, decimal(given.points),
            mark.reviewer, given.reason, mark.at, row.seen.state, mark.kind, decimal(row.machine),
            row.agreement,
        ])  # fmt: skip

    def finish(self) -> None:
        """Put the table in its place, or take an older one away."""
        if self._table is None:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        self._open.close()

    def discard(self) -> None:
        """Throw away what was begun; nothing after `finish`."""
        if self._table is not None:
            with suppress(_Discarded):
                self._open.__exit__(_Discarded, _Discarded(), None)


class _Discarded(Exception):
    """What was begun is not wanted."""
