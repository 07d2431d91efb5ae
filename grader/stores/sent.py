"""What the journal keeps of requests and replies so that they can be held against each other."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_KEYS_A_QUERY = 500
# Neither table is looked up by key while a run goes, so an index would cost every run; here it
# costs those who ask.
_INDEXED = """CREATE TEMP TABLE IF NOT EXISTS asked AS
        SELECT key, attempt, rung, sent, at, id FROM started;
    CREATE INDEX IF NOT EXISTS temp.asked_key ON asked (key);
    CREATE TEMP TABLE IF NOT EXISTS came AS SELECT key, id FROM reply;
    CREATE INDEX IF NOT EXISTS temp.came_key ON came (key);"""
_REQUESTS = """SELECT key, attempt, rung, sent, at, id FROM asked WHERE key IN (%s)
    UNION ALL
    SELECT l.key, json_extract(l.way, '$[1]'), json_extract(l.way, '$[0]'), l.sent, p.at, l.id
    FROM batch_line l JOIN batch_part p ON p.id = l.part
    WHERE l.key IN (%s) AND EXISTS (
        SELECT 1 FROM batch_event e WHERE e.part = l.part AND e.state = 'created')
    ORDER BY 5, 6"""
_REPLIES = """SELECT r.key, r.attempt, r.rung, r.text, r.ended, r.model, r.digest, r.at
    FROM came c JOIN reply r ON r.id = c.id WHERE c.key IN (%s) ORDER BY r.id"""
_COUNT = """SELECT (SELECT count(*) FROM started) + (
    SELECT count(*) FROM batch_line l WHERE EXISTS (
        SELECT 1 FROM batch_event e WHERE e.part = l.part AND e.state = 'created'))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A request that left this machine; `digest` is empty where none was kept."""

    key: str
    attempt: int
    rung: str
    digest: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply as it came; `digest` is that of its text then, empty where none was kept."""

    key: str
    attempt: int
    rung: str
    text: str
    ended: str
    model: str
    digest: str
    at: float

    @property
    def is_unchanged(self) -> bool:
        """False where the text is not the one that came."""
        return not self.digest or self.digest == digest_of(self.text)


class Sent:
    """The requests and replies of the journal on *connection*, by key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self) -> int:
        """How many requests there are, of all runs."""
        return int(self._connection.execute(_COUNT).fetchone()[0])

    def requests(self, keys: Sequence[str]) -> dict[str, list[SentRequest]]:
        """The requests about each of *keys*, oldest first."""
        found: dict[str, list[SentRequest]] = {}
        for some, marks in self._portions(keys):
            for row in self._connection.execute(_REQUESTS % (marks, marks), (*some, *some)):
                request = SentRequest(
                    key=row[0], attempt=row[1], rung=row[2], digest=row[3], at=row[4]
                )
                found.setdefault(request.key, []).append(request)
        return found

    def replies(self, keys: Sequence[str]) -> dict[str, list[KeptReply]]:
        """The replies to each of *keys*, oldest first."""
        found: dict[str, list[KeptReply]] = {}
        names = ("key", "attempt", "rung", "text", "ended", "model", "digest", "at")
        for some, marks in self._portions(keys):
            for row in self._connection.execute(_REPLIES % marks, some):
                reply = KeptReply(**dict(zip(names, row, strict=True)))
                found.setdefault(reply.key, []).append(reply)
        return found

    def _portions(self, keys: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
        self._connection.executescript(_INDEXED)
        for start in range(0, len(keys), _KEYS_A_QUERY):
            some = keys[start : start + _KEYS_A_QUERY]
            yield some, ", ".join("?" * len(some))

    def keep_wording(self, sources: Mapping[str, str]) -> str:
        """Keep the texts of prompt templates; returns the name they are kept by."""
        content = json.dumps(dict(sources), ensure_ascii=False, sort_keys=True)
        name = digest_of(content)
        self._connection.execute(
            "INSERT OR IGNORE INTO wording VALUES (?, ?, ?)", (name, content, time.time())
        )
        return name

    def wording(self, name: str) -> tuple[dict[str, str], bool]:
        """The texts kept by *name*, and whether they are as they were; none where none are."""
        row = self._connection.execute("SELECT content FROM wording WHERE digest = ?", (name,))
        found = row.fetchone()
        if found is None:
            return {}, False
        try:
            sources = {str(key): str(text) for key, text in json.loads(found[0]).items()}
        except (ValueError, AttributeError):
            return {}, False
        return sources, digest_of(found[0]) == name


def digest_of(text: str) -> str:
    """The SHA-256 of *text*."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
