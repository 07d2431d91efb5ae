"""A store opened to erase what is in it, so that nothing of it is left in the file."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from .connection import told

_AT_ONCE = 500
_T = TypeVar("_T")


class Eraser:
    """
    A connection of its own to the store at *path*, which overwrites what it deletes.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with told(path):
            self._connection = sqlite3.connect(path.absolute(), isolation_level=None)
            self._connection.execute("PRAGMA busy_timeout = 10000")
            self._connection.execute("PRAGMA secure_delete = ON").fetchone()
            self._connection.execute("PRAGMA temp_store = MEMORY")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def compact(self) -> None:
        """Write the file anew without what was deleted, and leave its log empty."""
        with told(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def keep(self, name: str, value: str) -> None:
        """Keep a note beside the rows; an empty *value* takes it away."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM meta WHERE name = ?", (name,))
            if value:
                connection.execute("INSERT INTO meta VALUES (?, ?)", (name, value))

    def kept(self, like: str) -> dict[str, str]:
        """The notes with a name *like* that, in SQL's way."""
        with told(self.path):
            rows = self._connection.execute(
                "SELECT name, value FROM meta WHERE name LIKE ? ORDER BY name", (like,)
            )
            return dict(rows.fetchall())

    def _tables(self, column: str) -> list[str]:
        """The tables that have a *column* of that name."""
        rows = self._connection.execute(
            "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.name = ? ORDER BY m.name",
            (column,),
        )
        return [name for (name,) in rows]

    def _users(self, keys: Collection[str], but: Sequence[str] = ()) -> set[str]:
        """Those of *keys* that a table names, those of *but* left out."""
        used: set[str] = set()
        for table in self._tables("key"):
            if table not in but:
                for some in portions(sorted(keys)):
                    rows = self._connection.execute(
                        f"SELECT DISTINCT key FROM {table} WHERE key IN ({marks(some)})", some
                    )
                    used.update(key for (key,) in rows)
        return used


def marks(some: Sequence[object]) -> str:
    """A place for each of *some* in a query."""
    return ", ".join("?" * len(some))


def portions(values: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """*values* in such portions as a query takes."""
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
