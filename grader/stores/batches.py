"""The tables of batches in the journal; see `0002_batches.sql`."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TypeVar

from ..records import (
    BatchEvent,
    BatchLine,
    BatchPart,
    BatchRecord,
    Capability,
    OpenPart,
    Reply,
    Standing,
    Usage,
)

T = TypeVar("T")
_KEYS_A_QUERY = 500
_OPEN = """SELECT id, digest, size, sent FROM batch_part WHERE identity = ? AND NOT EXISTS (
        SELECT 1 FROM batch_event
        WHERE part = batch_part.id AND state IN ('cleared', 'abandoned'))
    ORDER BY at, id"""
_EVENTS = "SELECT state, file, batch, output, errors FROM batch_event WHERE part = ? ORDER BY id"
_LAST_LINES = """SELECT l.key, l.part, l.way, e.ended, e.way, e.reply
    FROM batch_line l LEFT JOIN batch_end e ON e.part = l.part AND e.key = l.key
    WHERE l.key IN (%s) ORDER BY l.id"""
_UNENDED = """SELECT l.key, l.way FROM batch_line l
    LEFT JOIN batch_end e ON e.part = l.part AND e.key = l.key
    WHERE l.part = ? AND e.key IS NULL"""


def insert(connection: sqlite3.Connection, record: BatchRecord, now: float) -> None:
    """Put *record* into its table, within the transaction that is open."""
    if isinstance(record, BatchPart):
        connection.execute(
            "INSERT INTO batch_part (id, identity, digest, size, sent, at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                record.id,
                record.identity,
                record.digest,
                len(record.lines),
                _found(record.sent),
                now,
            ),
        )
        connection.executemany(
            "INSERT INTO batch_line (part, no, key, way, sent) VALUES (?, ?, ?, ?, ?)",
            (
                (record.id, number, line.key, _way(line), line.sent)
                for number, line in enumerate(record.lines, start=1)
            ),
        )
    elif isinstance(record, BatchEvent):
        connection.execute(
            "INSERT INTO batch_event (part, state, file, batch, output, errors, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (record.part, record.state, record.file, record.batch, record.output,
             record.errors, now),
        )  # fmt: skip
    else:
        connection.execute(
            "INSERT INTO batch_end (part, key, ended, way, reply, detail, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (record.part, record.key, record.end, _way(record.next), _kept(record.reply),
             record.detail, now),
        )  # fmt: skip


def open_parts(connection: sqlite3.Connection, identity: str) -> list[OpenPart]:
    """The parts of a judge that are not cleared, oldest first."""
    found = connection.execute(_OPEN, (identity,)).fetchall()
    return [_part(connection, *row) for row in found]


def _part(connection: sqlite3.Connection, name: str, digest: str, size: int, sent: str) -> OpenPart:
    known = {"state": "planned", "file": "", "batch": "", "output": "", "errors": ""}
    for row in connection.execute(_EVENTS, (name,)):
        # An event repeats no name that an earlier one told.
        told = zip(known, row, strict=True)
        known = {each: value or known[each] for each, value in told}
    return OpenPart(id=name, digest=digest, size=size, sent=_capability(sent), **known)  # type: ignore[arg-type]


def standings(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, Standing]:
    """The last line about each of *keys*."""
    found: dict[str, Standing] = {}
    for key, part, way, ended, after, reply in _of_keys(connection, _LAST_LINES, keys):
        before = found[key].reply if key in found else None
        found[key] = Standing(
            part=part,
            line=_line(key, way),
            end=ended or "",
            next=_line(key, after) if after else None,
            # A line that brought none, or was never sent, leaves an earlier one to be mended.
            reply=_reply(reply) if reply else before,
        )
    return found


def unended(
    connection: sqlite3.Connection, part: str, keys: Sequence[str] | None, most: int
) -> list[BatchLine]:
    """Lines of *part* without an end."""
    if keys is None:
        found = connection.execute(f"{_UNENDED} LIMIT ?", (part, most))
        return [_line(key, way) for key, way in found]
    lines: list[BatchLine] = []
    for some in _portions(keys):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"{_UNENDED} AND l.key IN ({marks})", (part, *some))
        lines += [_line(key, way) for key, way in rows]
    return lines[:most]


def line_keys(connection: sqlite3.Connection, part: str, numbers: Sequence[int]) -> list[str]:
    """The keys of the lines with these *numbers*."""
    keys: list[str] = []
    for some in _portions(numbers):
        marks = ", ".join("?" * len(some))
        rows = connection.execute(
            f"SELECT key FROM batch_line WHERE part = ? AND no IN ({marks}) ORDER BY no",
            (part, *some),
        )
        keys += [row[0] for row in rows]
    return keys


def _of_keys(connection: sqlite3.Connection, query: str, keys: Sequence[str]) -> Iterator[tuple]:  # type: ignore[type-arg]
    for some in _portions(keys):
        yield from connection.execute(query % ", ".join("?" * len(some)), some)


def _portions(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _KEYS_A_QUERY):
        yield values[start : start + _KEYS_A_QUERY]


def _found(sent: Capability) -> str:
    return json.dumps([sent.rung, sent.dropped, sent.renamed])


def _capability(kept: str) -> Capability:
    rung, dropped, renamed = json.loads(kept)
    pairs = tuple((old, new) for old, new in renamed)
    return Capability(rung=rung, dropped=tuple(dropped), renamed=pairs)


def _way(line: BatchLine | None) -> str:
    if line is None:
        return ""
    used = _tokens(line.used)
    return json.dumps(
        [line.rung, line.attempt, line.round, line.more_room, line.mends, line.repaired, used]
    )


def _line(key: str, way: str) -> BatchLine:
    rung, attempt, round_, more_room, mends, repaired, used = json.loads(way)
    return BatchLine(
        key=key,
        rung=rung,
        attempt=attempt,
        round=round_,
        more_room=more_room,
        mends=mends,
        repaired=repaired,
        used=_usage(used),
    )


def _kept(reply: Reply | None) -> str:
    if reply is None:
        return ""
    told = [reply.text, reply.ended, reply.model, reply.detail, _tokens(reply.usage)]
    return json.dumps(told, ensure_ascii=False)


def _reply(kept: str) -> Reply:
    text, ended, model, detail, used = json.loads(kept)
    return Reply(text=text, ended=ended, model=model, detail=detail, usage=_usage(used))


def _tokens(usage: Usage) -> list[int | None]:
    return [usage.input, usage.cached, usage.output]


def _usage(tokens: list[int | None]) -> Usage:
    return Usage(input=tokens[0], cached=tokens[1], output=tokens[2])
