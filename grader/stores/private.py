"""Private data in the intake: what is replaced in each answer before it is sent."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from ..records import Redaction
from .connection import told

_AT_ONCE = 2000


class PrivateData:
    """
    The redactions of the intake on *connection*, which lies at *path*.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def redact(self, found_in: Callable[[str], Sequence[Redaction]]) -> None:
        """Keep what *found_in* tells of the text of every answer."""
        with told(self._path):
            last = self._connection.execute("SELECT max(no) FROM answer").fetchone()[0] or 0
            for first in range(1, last + 1, _AT_ONCE):
                rows = self._connection.execute(
                    "SELECT no, text FROM answer WHERE no >= ? AND no < ? AND text IS NOT NULL",
                    (first, first + _AT_ONCE),
                ).fetchall()
                found = ((written_redactions(redactions), number) for number, text in rows
                         if (redactions := found_in(text)))  # fmt: skip
                self._connection.executemany("UPDATE answer SET redactions = ? WHERE no = ?", found)


def written_redactions(redactions: Sequence[Redaction]) -> str:
    """*redactions* as `read_redactions` reads them."""
    return json.dumps([[r.start, r.end, r.put, r.kind] for r in redactions], ensure_ascii=False)


def read_redactions(kept: str) -> tuple[Redaction, ...]:
    """The redactions of an answer, as they are *kept*."""
    return tuple(Redaction(*each) for each in json.loads(kept)) if kept else ()
