"""Which control answers were asked, when and under which keys: a part of the journal."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ..records import ControlAsked
from .connection import told


class ControlSession(NamedTuple):
    """A session of control answers, and when it began."""

    id: str
    digest: str
    began: str


class ControlLog:
    """
    What the journal on *connection* holds of control answers; calls take turns by its *lock*.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, lock: Lock, path: Path) -> None:
        self._connection, self._lock, self._path = connection, lock, path

    def begin(self, session: ControlSession, folder: str) -> None:
        """Note that *session* begins in *folder*."""
        with self._lock, told(self._path):
            self._connection.execute(
                "INSERT INTO control_session (id, folder, digest, at) VALUES (?, ?, ?, ?)",
                (session.id, folder, session.digest, session.began),
            )

    def last(self, folder: str, digest: str) -> ControlSession | None:
        """The last session of *folder* that asked for *digest*."""
        return self._one("folder = ? AND digest = ?", folder, digest)

    def session(self, name: str) -> ControlSession | None:
        """The session of that id."""
        return self._one("id = ?", name)

    def before(self, session: ControlSession) -> ControlSession | None:
        """The last one before *session* that asked the same, in whatever folder."""
        return self._one(
            "digest = ? AND no < (SELECT no FROM control_session WHERE id = ?)",
            session.digest,
            session.id,
        )

    def _one(self, where: str, *values: str) -> ControlSession | None:
        with self._lock, told(self._path):
            row = self._connection.execute(
                f"SELECT id, digest, at FROM control_session WHERE {where} "
                "ORDER BY no DESC LIMIT 1",
                values,
            ).fetchone()
        return ControlSession(*row) if row else None

    def note(self, asked: Sequence[ControlAsked]) -> None:
        """Note what is about to be asked, in order."""
        with self._lock, told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(
                "INSERT INTO control_asked (session, place, round, control, payload, key) "
                "VALUES (?, ?, ?, ?, ?, ?)",
                [(a.session, a.place, a.round, a.control, a.payload, a.key) for a in asked],
            )
            self._connection.execute("COMMIT")

    def asked(self, session: str) -> list[ControlAsked]:
        """What was asked in *session*, in order."""
        with self._lock, told(self._path):
            rows = self._connection.execute(
                "SELECT session, place, round, control, payload, key FROM control_asked "
                "WHERE session = ? ORDER BY no",
                (session,),
            ).fetchall()
        return [
            ControlAsked(session=row[0], place=row[1], round=row[2], control=row[3],
                         payload=row[4], key=row[5])
            for row in rows
        ]  # fmt: skip
