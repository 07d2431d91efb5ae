"""People's marks in the journal: a log that is only added to, tied together by hashes."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from ..core.chain import link
from ..errors import StoreError
from ..records import GivenPoints, Head, Link, PersonMark
from .connection import told

_SALT_BYTES = 16
_CANDIDATES_A_QUERY = 500
_COLUMNS = "id, at, content, salt, commitment, previous, hash"
_OF = """SELECT id, at, content FROM review
    WHERE json_extract(content, '$.candidate') IN (%s) ORDER BY id"""


class Reviews:
    """
    The log in the journal at *path*; calls take turns by the journal's *lock*.

    Beside the log its head is kept, so that entries gone from the end show.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, lock: Lock, path: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._path = path

    def append(self, marks: Sequence[PersonMark], at: str) -> Head:
        """
        Add *marks*, given *at* that time, in one transaction; returns where the log ends then.

        Raises:
            StoreError: the log does not end where it did; it was changed by something else.
        """
        with self._lock, told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                head = self._checked_head()
                for mark in marks:
                    head = self._add(mark, at, head)
                self._keep("review_head", f"{head.entries} {head.hash}")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        return head

    def _checked_head(self) -> Head:
        head = self._head()
        if self._end() != head:
            raise StoreError(
                "{path}: the log of people's marks was changed from outside, nothing was "
                "added; grader verify tells where, then put back a copy that is whole",
                path=self._path,
            )
        return head

    def _add(self, mark: PersonMark, at: str, head: Head) -> Head:
        salt = secrets.token_bytes(_SALT_BYTES)
        made = link(head.entries + 1, at, _content(mark), salt, head.hash)
        self._connection.execute(
            f"INSERT INTO review ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made.number, at, made.content, salt, made.commitment, made.previous, made.hash),
        )
        return Head(made.number, made.hash)

    def of(self, candidates: Iterable[str]) -> list[PersonMark]:
        """What people gave to *candidates*, in the order of the log; purged entries are not."""
        found, left = [], iter(candidates)
        while some := list(islice(left, _CANDIDATES_A_QUERY)):
            marks = ", ".join("?" * len(some))
            with self._lock, told(self._path):
                rows = self._connection.execute(_OF % marks, some).fetchall()
            found += [_mark(*row) for row in rows]
        return found

    def links(self) -> Iterator[Link]:
        """Every entry as it is stored."""
        with self._lock, told(self._path), closing(self._connection.cursor()) as cursor:
            cursor.execute(f"SELECT {_COLUMNS} FROM review ORDER BY id")
            rows = cursor.fetchall()
        for number, at, content, salt, commitment, previous, hash_ in rows:
            yield Link(number=number, at=at, content=content, salt=salt, commitment=commitment,
                       previous=previous, hash=hash_)  # fmt: skip

    def head(self) -> Head:
        """Where the log ended when it was last added to."""
        with self._lock, told(self._path):
            return self._head()

    def kept(self, name: str) -> str:
        """What `keep` kept under *name*, else an empty text."""
        with self._lock, told(self._path):
            return self._kept(name)

    def keep(self, name: str, value: str) -> None:
        """Keep a setting of the review beside the log."""
        with self._lock, told(self._path):
            self._keep(name, value)

    def _head(self) -> Head:
        entries, _, hash_ = self._kept("review_head").partition(" ")
        return Head(int(entries), hash_) if entries else Head()

    def _end(self) -> Head:
        row = self._connection.execute("SELECT id, hash FROM review ORDER BY id DESC LIMIT 1")
        return Head(*(row.fetchone() or ()))

    def _kept(self, name: str) -> str:
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _keep(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _content(mark: PersonMark) -> str:
    given = [[each.criterion_id, f"{each.points:f}", each.reason] for each in mark.given]
    content = {
        "kind": mark.kind,
        "candidate": mark.candidate_id,
        "item": mark.item_id,
        "item_hash": mark.item_hash,
        "answer_hash": mark.answer_hash,
        "reviewer": mark.reviewer,
        "points": given,
        "drawn": mark.is_drawn,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _mark(number: int, at: str, content: str) -> PersonMark:
    found: dict[str, Any] = json.loads(content)
    return PersonMark(
        candidate_id=found["candidate"],
        item_id=found["item"],
        reviewer=found["reviewer"],
        given=tuple(
            GivenPoints(criterion_id=criterion, points=Decimal(points), reason=reason)
            for criterion, points, reason in found["points"]
        ),
        item_hash=found["item_hash"],
        answer_hash=found["answer_hash"],
        kind=found["kind"],
        is_drawn=found["drawn"],
        at=at,
        number=number,
    )
