"""How runs agreed with people, and whose answers measured it: a part of the journal."""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from .connection import told

Purpose = Literal["sample", "measured"]
Answered = tuple[str, str]
"""A candidate's id, and an item's."""


class Calibrations:
    """
    What the journal on *connection* holds of calibrations; calls take turns by its *lock*.

    Ids of candidates are kept as digests under *secret* only.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(
        self, connection: sqlite3.Connection, lock: Lock, path: Path, secret: bytes
    ) -> None:
        self._connection, self._lock, self._path = connection, lock, path
        self._secret = secret

    def keep(self, content: dict[str, Any]) -> None:
        """Keep *content*, a calibration in plain values, as the last one of what it measured."""
        values = (content["when"], content["rubric"], content["prompt"], content["judge"],
                  content["marked"], content["verdict"])  # fmt: skip
        with self._lock, told(self._path):
            self._connection.execute(
                "INSERT INTO calibration (at, rubric, prompt, judge, answers, verdict, content) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, json.dumps(content, ensure_ascii=False, allow_nan=False)),
            )

    def last(self, rubric: str, prompt: str, judge: str) -> dict[str, Any] | None:
        """The last calibration of that rubric, prompt and judge, in plain values."""
        with self._lock, told(self._path):
            row = self._connection.execute(
                "SELECT content FROM calibration WHERE rubric = ? AND prompt = ? AND judge = ? "
                "ORDER BY no DESC LIMIT 1",
                (rubric, prompt, judge),
            ).fetchone()
        found: dict[str, Any] | None = json.loads(row[0]) if row else None
        return found

    def note(self, answers: Iterable[Answered], purpose: Purpose) -> None:
        """Note that *answers* measure."""
        rows = [(self._digest(candidate), item, purpose) for candidate, item in answers]
        with self._lock, told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR IGNORE INTO measuring VALUES (?, ?, ?)", rows)
            self._connection.execute("COMMIT")

    def measuring(
        self, answers: Iterable[Answered], purpose: Purpose | None = None
    ) -> set[Answered]:
        """Those of *answers* that measure, for *purpose* or for any."""
        with self._lock, told(self._path):
            kept = {
                (candidate, item)
                for candidate, item, what in self._connection.execute(
                    "SELECT candidate, item, purpose FROM measuring"
                )
                if purpose in {None, what}
            }
        if not kept:
            return set()
        return {(candidate, item) for candidate, item in answers
                if (self._digest(candidate), item) in kept}  # fmt: skip

    def _digest(self, candidate_id: str) -> str:
        return candidate_digest(self._secret, candidate_id)


def candidate_digest(secret: bytes, candidate_id: str) -> str:
    """What stands for *candidate_id* among the answers that measure."""
    whom = candidate_id.encode("utf-8", "surrogatepass")
    return hmac.new(secret, whom, hashlib.sha256).hexdigest()
