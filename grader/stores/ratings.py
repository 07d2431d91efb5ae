"""Which further opinions were asked of each answer, and under which keys."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ..records import Opinion
from .connection import told

_NUMBERS_A_QUERY = 500
Keys = dict[Opinion, str]


class Ratings:
    """
    What the intake at *path*, open on *connection*, holds of further opinions.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def is_empty(self) -> bool:
        """True where every answer was asked for one opinion only."""
        with told(self._path):
            return self._connection.execute("SELECT 1 FROM rated LIMIT 1").fetchone() is None

    def keep(self, asked: Sequence[tuple[int, Opinion, str]]) -> set[tuple[int, str]]:
        """
        Keep the key of each opinion that is *asked* of an answer, by the answer's number.

        Returns the numbers with those keys that are asked for an earlier answer as well.
        """
        copies: set[tuple[int, str]] = set()
        if not asked:
            return copies
        with told(self._path):
            self._connection.execute("BEGIN")
            for number, opinion, key in asked:
                self._connection.execute(
                    "INSERT OR REPLACE INTO rated (answer, part, judge, sample, key) "
                    "VALUES (?, ?, ?, ?, ?)",
                    (number, opinion.part, opinion.judge, opinion.sample, key),
                )
                new = self._connection.execute("INSERT OR IGNORE INTO planned VALUES (?)", (key,))
                if not new.rowcount:
                    copies.add((number, key))
            self._connection.execute("COMMIT")
        return copies

    def of(self, numbers: Sequence[int]) -> dict[int, Keys]:
        """The further opinions of the answers with these *numbers*, as far as there are any."""
        found: dict[int, Keys] = {}
        for first in range(0, len(numbers), _NUMBERS_A_QUERY):
            some = numbers[first : first + _NUMBERS_A_QUERY]
            marks = ", ".join("?" * len(some))
            with told(self._path):
                rows = self._connection.execute(
                    f"SELECT answer, part, judge, sample, key FROM rated WHERE answer IN ({marks})",
                    some,
                ).fetchall()
            for number, part, judge, sample, key in rows:
                found.setdefault(number, {})[Opinion(judge, part, sample)] = key
        return found
