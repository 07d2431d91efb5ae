"""What the intake keeps of people beside their answers, and which answers were asked again."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from .connection import told


class GroupEntries:
    """
    The other columns of the answers file, by candidate, in the intake at *path*.

    They are for audits alone: no prompt is made of them.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def of(self, columns: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every candidate with the entries of *columns*, empty where there is none."""
        with told(self._path):
            for name, kept in self._connection.execute(
                "SELECT id, attributes FROM candidate ORDER BY no"
            ):
                about = json.loads(kept)
                yield name, tuple(about.get(column, "") for column in columns)

    def files(self) -> list[str]:
        """The files that answers came from."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT file FROM answer WHERE file != '' GROUP BY file ORDER BY min(no)"
            )
            return [name for (name,) in rows]

    def keep_swapped(self, asked: Sequence[tuple[int, str]]) -> None:
        """Keep which keys belong to the answers with these numbers, asked again with a swap."""
        with told(self._path):
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR IGNORE INTO swapped VALUES (?, ?)", asked)
            self._connection.execute("COMMIT")
