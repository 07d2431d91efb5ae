"""The intake in a SQLite file: answers as staged, and the key planned for each."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ..records import Answer, Place, RowProblem
from .accounts import Accounts
from .alike import Alike
from .anchors import Anchors
from .connection import connect, told
from .group_entries import GroupEntries
from .private import PrivateData, read_redactions
from .ratings import Ratings
from .second import SecondOpinions
from .submissions import Submissions

_MIGRATIONS = (
    "0001_intake.sql", "0002_submissions.sql", "0003_ratings.sql", "0004_private.sql",
    "0005_alike.sql", "0006_swaps.sql", "0007_anchors.sql", "0008_second.sql",
)  # fmt: skip
BLOCK = 256
ANSWER = """SELECT a.no, c.id, i.id, a.text, a.question, a.file, a.sheet, a.row, a.key,
    a.is_copy, a.submitted, a.contested, a.redactions
    FROM answer a JOIN candidate c ON c.no = a.candidate JOIN item i ON i.no = a.item"""


class StagedAnswer:
    """An answer with its number in the intake and, once planned, its key."""

    __slots__ = ("answer", "is_copy", "key", "number")

    def __init__(self, row: tuple) -> None:  # type: ignore[type-arg]
        self.number: int = row[0]
        self.key: str = row[8]
        self.is_copy: bool = bool(row[9])
        self.answer = Answer(
            candidate_id=row[1],
            item_id=row[2],
            text=row[3],
            question=row[4],
            place=Place(file=row[5], sheet=row[6], row=row[7]),
            submitted=row[10],
            contested=row[11],
            redactions=read_redactions(row[12]),
        )


class Intake:
    """
    The rows of a run; see `0001_intake.sql`. One writer, one thread.

    `submissions` are the later ones, until it is settled which counts; `ratings` are the further
    opinions asked of an answer; `accounts` knows whether every row read has its state, `alike`
    which answers are written alike; `private` keeps what is replaced, and erases people;
    `groups` knows what else the file says of them. `anchors` are the marked answers that are
    shown to the judge, `second` what a small model makes of each answer.

    Raises:
        StoreError: the file cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path, *_MIGRATIONS)
        self.submissions = Submissions(self._connection)
        self.ratings = Ratings(path, self._connection)
        self.accounts = Accounts(self._connection)
        self.alike = Alike(self._connection)
        self.private = PrivateData(self._connection, path)
        self.groups = GroupEntries(path, self._connection)
        self.anchors = Anchors(self._connection, path)
        self.second = SecondOpinions(self._connection, path)
        self._last_candidate = ("", 0)
        self._items: dict[str, int] = {}

    @classmethod
    def fresh(cls, path: Path) -> "Intake":
        """
        An empty intake at *path*, to be filled and moved into place when it is whole.

        It is not flushed at each step: a half-filled one is thrown away, never read.
        """
        remove(path)
        made = cls(path)
        made._connection.execute("PRAGMA synchronous = OFF")
        made._connection.execute("BEGIN")
        return made

    def move(self, path: Path) -> None:
        """Make what was staged durable and put it in the place of *path*, whole or not at all."""
        with told(self.path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.execute("PRAGMA synchronous = FULL")
            # One file only, so that one rename moves all of it.
            self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('staged', 'yes')")
            self._connection.close()
            remove(path)
            self.path.replace(path)

    def discard(self) -> None:
        """Throw away what was staged."""
        with suppress(sqlite3.Error):
            self._connection.close()
        remove(self.path)

    def close(self) -> None:
        """Close the file."""
        with told(self.path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.close()

    # Staging

    def ask(self, item_id: str, question: str = "") -> int:
        """Note that *item_id* is asked; returns its number."""
        if item_id not in self._items:
            self._connection.execute(
                "INSERT OR IGNORE INTO item (id, question) VALUES (?, ?)", (item_id, question)
            )
            found = self._connection.execute("SELECT no FROM item WHERE id = ?", (item_id,))
            self._items[item_id] = found.fetchone()[0]
        return self._items[item_id]

    def add(self, answer: Answer) -> None:
        """Stage *answer*; a later one to the same item waits among the `submissions`."""
        with told(self.path):
            candidate = self._candidate(answer)
            item = self.ask(answer.item_id, answer.question)
            place = answer.place
            made = self._connection.execute(
                "INSERT OR IGNORE INTO answer "
                "(candidate, item, text, question, file, sheet, row, submitted) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (candidate, item, answer.text, answer.question, place.file, place.sheet, place.row,
                 answer.submitted),
            )  # fmt: skip
            if not made.rowcount:
                self.submissions.add(candidate, item, answer)

    def _candidate(self, answer: Answer) -> int:
        name, number = self._last_candidate
        if name != answer.candidate_id:
            name, about = answer.candidate_id, json.dumps(answer.attributes, ensure_ascii=False)
            self._connection.execute(
                "INSERT OR IGNORE INTO candidate (id, attributes) VALUES (?, ?)", (name, about)
            )
            found = self._connection.execute("SELECT no FROM candidate WHERE id = ?", (name,))
            number = found.fetchone()[0]
            self._last_candidate = (name, number)
        return number

    def set_aside(self, row: Answer | RowProblem, state: str, reason: str) -> None:
        """Account for a row that is no answer of its own."""
        place = row.place
        with told(self.path):
            self._connection.execute(
                "INSERT INTO other_row (candidate_id, item_id, file, sheet, row, state, reason) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (row.candidate_id, row.item_id, place.file, place.sheet, place.row, state, reason),
            )

    # Planning and reading back

    def keep(self, **values: str) -> None:
        """Keep settings of the run beside its rows."""
        with told(self.path):
            for name, value in values.items():
                self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def kept(self, name: str) -> str:
        """What `keep` kept under *name*, else an empty text."""
        with told(self.path):
            row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,))
            found = row.fetchone()
        return found[0] if found else ""

    def set_item_order(self, ids: Sequence[str]) -> None:
        """Number the items asked in the order of *ids*."""
        with told(self.path):
            self._connection.executemany(
                "UPDATE item SET position = ? WHERE id = ?", list(enumerate(ids, start=1))
            )

    def items(self) -> list[tuple[str, str]]:
        """The items asked with their questions, in order."""
        with told(self.path):
            rows = self._connection.execute("SELECT id, question FROM item ORDER BY position, no")
            return rows.fetchall()

    def count(self, *, only_answered: bool = True) -> int:
        """How many answers were staged, those not answered left out unless wanted."""
        where = "WHERE text IS NOT NULL" if only_answered else ""
        with told(self.path):
            row = self._connection.execute(f"SELECT count(*) FROM answer {where}")
            return int(row.fetchone()[0])

    def blocks(self) -> Iterator[list[StagedAnswer]]:
        """
        Every answer, in blocks of 256 candidates, by item inside a block.

        So one item's answers follow each other and its prompt stays in the provider's cache,
        and candidates become complete one block after another.
        """
        with told(self.path):
            last = self._connection.execute("SELECT max(no) FROM candidate").fetchone()[0] or 0
            for first in range(1, last + 1, BLOCK):
                rows = self._connection.execute(
                    f"{ANSWER} WHERE a.candidate >= ? AND a.candidate < ? "
                    "ORDER BY i.position, i.no, a.candidate",
                    (first, first + BLOCK),
                ).fetchall()
                yield [StagedAnswer(row) for row in rows]

    def set_keys(self, planned: Sequence[tuple[int, str]]) -> set[int]:
        """Keep the key planned for each answer, by its number; returns the numbers of copies."""
        copies = set()
        with told(self.path):
            self._connection.execute("BEGIN")
            for number, key in planned:
                made = self._connection.execute("INSERT OR IGNORE INTO planned VALUES (?)", (key,))
                self._connection.execute(
                    "UPDATE answer SET key = ?, is_copy = ? WHERE no = ?",
                    (key, int(not made.rowcount), number),
                )
                if not made.rowcount:
                    copies.add(number)
            self._connection.execute("COMMIT")
        return copies

    def candidates(self, block: int = BLOCK) -> Iterator[list[tuple[str, list[StagedAnswer]]]]:
        """Candidates in the order of the file, each with the answers there are, block by block."""
        with told(self.path):
            last = self._connection.execute("SELECT max(no) FROM candidate").fetchone()[0] or 0
            for first in range(1, last + 1, block):
                span = (first, first + block)
                people = self._connection.execute(
                    "SELECT id FROM candidate WHERE no >= ? AND no < ? ORDER BY no", span
                ).fetchall()
                found: dict[str, list[StagedAnswer]] = {person: [] for (person,) in people}
                for row in self._connection.execute(
                    f"{ANSWER} WHERE a.candidate >= ? AND a.candidate < ? "
                    "ORDER BY i.position, i.no",
                    span,
                ):
                    found[row[1]].append(StagedAnswer(row))
                yield list(found.items())

    def other_rows(self) -> Iterator[tuple[RowProblem, str]]:
        """Rows that are no answer of their own, each with its state."""
        with told(self.path):
            for row in self._connection.execute(
                "SELECT candidate_id, item_id, file, sheet, row, state, reason FROM other_row "
                "ORDER BY no"
            ):
                place = Place(file=row[2], sheet=row[3], row=row[4])
                problem = RowProblem(
                    place=place, problem=row[6], candidate_id=row[0], item_id=row[1]
                )
                yield problem, row[5]


def remove(path: Path) -> None:
    """Remove a SQLite file and what lies beside it, as far as it is there."""
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")):
        with suppress(FileNotFoundError):
            name.unlink()
