"""The journal in a SQLite file: what was asked, what came back, how it ended."""

import json
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Lock

from ..records import (
    BatchEnd,
    BatchEvent,
    BatchLine,
    BatchPart,
    BatchRecord,
    Capability,
    OpenPart,
    Outcome,
    Received,
    Record,
    Standing,
    Started,
    Usage,
)
from . import batches, sent
from .calibrations import Calibrations
from .connection import connect, told
from .controls import ControlLog
from .reviews import Reviews
from .sent import Sent

_MIGRATIONS = (
    "0001_journal.sql", "0002_batches.sql", "0003_fits.sql", "0004_reviews.sql", "0005_sent.sql",
    "0006_controls.sql", "0007_calibrations.sql",
)  # fmt: skip
_REMEMBERED_S = 24 * 3600
_KEYS_A_QUERY = 500
_STARTED = "INSERT INTO started (key, attempt, rung, dropped, sent, at) VALUES (?, ?, ?, ?, ?, ?)"
_REPLY = """INSERT INTO reply (key, attempt, rung, text, ended, verdict, model, request_id,
    input_tokens, cached_tokens, output_tokens, seconds, digest, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_OUTCOME = """INSERT INTO outcome (key, attempt, rung, text, reason, detail, rater, model,
    input_tokens, cached_tokens, output_tokens, requests, retries, repaired, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# A usable outcome stands even if a later run failed on the same key.
_LAST = """SELECT key, attempt, rung, text, reason, detail, rater, model, input_tokens,
    cached_tokens, output_tokens, requests, retries, repaired
    FROM outcome WHERE key IN (%s) ORDER BY reason = '' , id"""


class Journal:
    """
    An append-only journal; see the numbered `.sql` files beside this one.

    Any thread may call it; calls take turns. `controls` knows which control answers were asked,
    `reviews` is the log of what people gave, `calibrations` are how runs agreed with them.

    Raises:
        StoreError: the file cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._connection = connect(path, *_MIGRATIONS)
        self.controls = ControlLog(self._connection, self._lock, path)
        self.secret = self._keep_secret()
        self.reviews = Reviews(self._connection, self._lock, path)
        self.calibrations = Calibrations(self._connection, self._lock, path, self.secret)

    def _keep_secret(self) -> bytes:
        with told(self.path):
            self._connection.execute(
                "INSERT OR IGNORE INTO meta VALUES ('secret', ?)", (secrets.token_bytes(32),)
            )
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'secret'")
            return bytes(row.fetchone()[0])

    def append(self, records: Sequence[Record | BatchRecord]) -> None:
        """Commit *records* in one transaction, in order; on the disk when it returns."""
        now = time.time()
        with self._lock, told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for record in records:
                    _insert(self._connection, record, now)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def outcomes(self, keys: Iterable[str]) -> dict[str, Outcome]:
        """The last usable outcome of each of *keys*, else the last failed one."""
        found: dict[str, Outcome] = {}
        left = iter(keys)
        while some := list(islice(left, _KEYS_A_QUERY)):
            marks = ", ".join("?" * len(some))
            with self._lock, told(self.path):
                rows = self._connection.execute(_LAST % marks, some).fetchall()
            found.update({row[0]: _outcome(row) for row in rows})
        return found

    def open_parts(self, identity: str) -> list[OpenPart]:
        """The parts handed in for this judge that are not cleared, oldest first."""
        with self._lock, told(self.path):
            return batches.open_parts(self._connection, identity)

    def standings(self, keys: Iterable[str]) -> dict[str, Standing]:
        """The last line about each of *keys* that has one."""
        with self._lock, told(self.path):
            return batches.standings(self._connection, list(keys))

    def unended(self, part: str, keys: Sequence[str] | None, most: int) -> list[BatchLine]:
        """Lines of *part* that have not ended, of *keys* only if given; at most *most*."""
        with self._lock, told(self.path):
            return batches.unended(self._connection, part, keys, most)

    def line_keys(self, part: str, numbers: Sequence[int]) -> list[str]:
        """The keys of the lines of *part* with these *numbers*, counted from 1."""
        with self._lock, told(self.path):
            return batches.line_keys(self._connection, part, numbers)

    def recall(self, identity: str) -> Capability | None:
        """What was found out about this judge within the last day."""
        with self._lock, told(self.path):
            row = self._connection.execute(
                "SELECT rung, dropped, renamed FROM capability WHERE identity = ? AND at > ? "
                "ORDER BY id DESC LIMIT 1",
                (identity, time.time() - _REMEMBERED_S),
            ).fetchone()
        if row is None:
            return None
        renamed = tuple((old, new) for old, new in json.loads(row[2]))
        return Capability(rung=row[0], dropped=tuple(json.loads(row[1])), renamed=renamed)

    def remember(self, identity: str, found: Capability) -> None:
        """Keep what was found out about this judge."""
        values = (json.dumps(found.dropped), json.dumps(found.renamed), time.time())
        with self._lock, told(self.path):
            self._connection.execute(
                "INSERT INTO capability (identity, rung, dropped, renamed, at) "
                "VALUES (?, ?, ?, ?, ?)",
                (identity, found.rung, *values),
            )

    def fit(self, endpoint: str, model: str) -> str:
        """What was kept last of the usage of *model* at *endpoint*; empty where nothing was."""
        with self._lock, told(self.path):
            row = self._connection.execute(
                "SELECT content FROM fit WHERE endpoint = ? AND model = ? ORDER BY id DESC LIMIT 1",
                (endpoint, model),
            ).fetchone()
        return str(row[0]) if row else ""

    def keep_fit(self, endpoint: str, model: str, content: str) -> None:
        """Keep what the usage of *model* at *endpoint* says."""
        with self._lock, told(self.path):
            self._connection.execute(
                "INSERT INTO fit (endpoint, model, content, at) VALUES (?, ?, ?, ?)",
                (endpoint, model, content, time.time()),
            )

    @contextmanager
    def sent(self) -> Iterator[Sent]:
        """What was sent and what came back, for whoever goes over all of it."""
        with self._lock, told(self.path):
            yield Sent(self._connection)

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it."""
        with self._lock, told(self.path):
            self._connection.close()


def _tokens(usage: Usage) -> tuple[int | None, int | None, int | None]:
    return usage.input, usage.cached, usage.output


def _insert(connection: sqlite3.Connection, record: Record | BatchRecord, now: float) -> None:
    if isinstance(record, BatchPart | BatchEvent | BatchEnd):
        batches.insert(connection, record, now)
    elif isinstance(record, Started):
        dropped = json.dumps(record.dropped)
        connection.execute(
            _STARTED, (record.key, record.attempt, record.rung, dropped, record.sent, now)
        )
    elif isinstance(record, Received):
        reply = record.reply
        connection.execute(
            _REPLY,
            (record.key, record.attempt, record.rung, reply.text, reply.ended, record.verdict,
             reply.model, reply.request_id, *_tokens(reply.usage), reply.seconds,
             sent.digest_of(reply.text), now),
        )  # fmt: skip
    else:
        connection.execute(
            _OUTCOME,
            (record.key, record.attempt, record.rung, record.text, record.reason, record.detail,
             record.rater, record.model, *_tokens(record.usage), record.requests, record.retries,
             record.repaired, now),
        )  # fmt: skip


def _outcome(row: tuple) -> Outcome:  # type: ignore[type-arg]
    key, attempt, rung, text, reason, detail, rater, model, used, cached, output = row[:11]
    requests, retries, repaired = row[11:]
    return Outcome(
        key=key,
        attempt=attempt,
        rung=rung,
        text=text,
        reason=reason,
        detail=detail,
        rater=rater,
        model=model,
        usage=Usage(input=used, cached=cached, output=output),
        requests=requests,
        retries=retries,
        repaired=repaired,
    )
