"""Second opinions of a small model, as the intake keeps them."""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from ..records import Estimate
from .connection import told


class SecondOpinions:
    """
    The second opinions in the intake on *connection*, which lies at *path*.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._has_any: bool | None = None

    def keep(self, found: Iterable[tuple[int, Estimate]]) -> None:
        """Keep *found*, by the answers' numbers, instead of what there was."""
        with told(self._path):
            self._connection.execute("BEGIN")
            self._connection.execute("DELETE FROM second")
            self._connection.executemany(
                "INSERT INTO second VALUES (?, ?, ?)",
                ((number, json.dumps(dict(each.levels)), int(each.is_detailed))
                 for number, each in found),
            )  # fmt: skip
            self._connection.execute("COMMIT")
        self._has_any = None

    def of(self, candidate_id: str, item_id: str) -> Estimate | None:
        """What was made of that candidate's answer to that item; None where nothing was."""
        with told(self._path):
            if self._has_any is None:
                row = self._connection.execute("SELECT 1 FROM second LIMIT 1").fetchone()
                self._has_any = row is not None
            if not self._has_any:
                return None
            row = self._connection.execute(
                """SELECT s.levels, s.is_detailed FROM answer a JOIN second s ON s.answer = a.no
                WHERE a.candidate = (SELECT no FROM candidate WHERE id = ?)
                AND a.item = (SELECT no FROM item WHERE id = ?)""",
                (candidate_id, item_id),
            ).fetchone()
        if row is None:
            return None
        return Estimate(levels=tuple(json.loads(row[0]).items()), is_detailed=bool(row[1]))
