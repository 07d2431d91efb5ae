"""Scores of an earlier run, set aside on disk until the later run's come by."""

import pickle
import sqlite3
from collections.abc import Iterator
from typing import Any

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE kept (
    candidate TEXT NOT NULL, item TEXT NOT NULL, content BLOB NOT NULL,
    is_taken INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (candidate, item)
) WITHOUT ROWID;
"""


class Earlier:
    """
    Records by candidate and item, in SQLite's own temporary file.

    It disappears with the process, however that ends.
    """

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(_SCHEMA)

    def put(self, candidate: str, item: str, record: object) -> None:
        """Set *record* aside."""
        content = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        self._connection.execute(
            "INSERT OR REPLACE INTO kept (candidate, item, content) VALUES (?, ?, ?)",
            (candidate, item, content),
        )

    def take(self, candidate: str, item: str) -> Any:
        """What was set aside, None where nothing was; it is left out of `rest` from now on."""
        row = self._connection.execute(
            "SELECT content FROM kept WHERE candidate = ? AND item = ?", (candidate, item)
        ).fetchone()
        if row is None:
            return None
        self._connection.execute(
            "UPDATE kept SET is_taken = 1 WHERE candidate = ? AND item = ?", (candidate, item)
        )
        return pickle.loads(row[0])  # noqa: S301 - written by this process

    def close(self) -> None:
        """Let go of all of it."""
        self._connection.close()

    def rest(self) -> Iterator[Any]:
        """What nobody took."""
        for (content,) in self._connection.execute("SELECT content FROM kept WHERE NOT is_taken"):
            yield pickle.loads(content)  # noqa: S301 - written by this process
