"""Answers that are written alike, as the intake keeps them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from ..records import AlikeGroup, Likeness

# So many candidates of a group are named; the others are counted.
_NAMED, _LISTED = 5, 20
_WORDS = 120
_DONE = "alike"


@dataclass(frozen=True, slots=True)
class Text:
    """An answer's number, its item's, and what was written."""

    number: int
    item: int
    text: str


@dataclass(frozen=True, slots=True)
class Like:
    """An answer and the one it is like, by their numbers; the other fields as in `Likeness`."""

    number: int
    leader: int
    share: int
    start: int
    end: int


class Alike:
    """What the intake on *connection* knows of likenesses; the intake tells of faults."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._has_any: bool | None = None

    @property
    def is_found(self) -> bool:
        """True once the answers staged have been compared."""
        found = self._connection.execute("SELECT 1 FROM meta WHERE name = ?", (_DONE,))
        return found.fetchone() is not None

    def items(self) -> list[int]:
        """The numbers of the items asked."""
        return [number for (number,) in self._connection.execute("SELECT no FROM item ORDER BY no")]

    def sample(self, item: int, most: int) -> Iterator[str]:
        """Up to *most* answers to *item*, spread evenly over the candidates."""
        where = "item = ? AND text IS NOT NULL"
        one = self._connection.execute(f"SELECT count(*) FROM answer WHERE {where}", (item,))
        step = max(1, one.fetchone()[0] // most)
        numbered = f"SELECT text, row_number() OVER (ORDER BY no) AS n FROM answer WHERE {where}"
        rows = self._connection.execute(
            f"SELECT text FROM ({numbered}) WHERE n % ? = 0 LIMIT ?", (item, step, most)
        )
        yield from (text for (text,) in rows)

    def texts(self) -> Iterator[Text]:
        """Every answer that something stands in and that no other text contests."""
        rows = self._connection.execute(
            "SELECT no, item, text FROM answer WHERE text IS NOT NULL AND contested = ''"
        )
        yield from (Text(*row) for row in rows)

    def text(self, number: int) -> str:
        """The answer of that number."""
        row = self._connection.execute("SELECT text FROM answer WHERE no = ?", (number,))
        return str(row.fetchone()[0])

    def note_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Keep keys with the numbers of their answers, on disk, until `suspects` were told."""
        self._connection.execute("DROP TABLE IF EXISTS temp.alike_key")
        self._connection.execute("CREATE TEMP TABLE alike_key (key INTEGER, answer INTEGER)")
        with self._whole():
            self._connection.executemany("INSERT INTO alike_key VALUES (?, ?)", keys)
        self._connection.execute("CREATE INDEX temp.alike_by_key ON alike_key (key, answer)")

    def suspects(self) -> Iterator[tuple[Text, list[int]]]:
        """Answers that share a key with others, in the order of the file, each with such keys."""
        rows = self._connection.execute(
            """SELECT a.no, a.item, a.text, k.key FROM alike_key k JOIN answer a ON a.no = k.answer
            WHERE k.key IN (SELECT key FROM alike_key GROUP BY key HAVING count(*) > 1)
            ORDER BY a.no"""
        )
        for _, group in groupby(rows, key=lambda row: row[0]):
            found = list(group)
            yield Text(*found[0][:3]), [row[3] for row in found]

    def keep(self, found: Iterable[Like]) -> None:
        """Keep what *found* tells instead of what was found before, whole or not at all."""
        with self._whole():
            self._clear()
            self._connection.executemany(
                "INSERT OR IGNORE INTO alike VALUES (?, ?, ?, ?, ?)",
                ((each.number, each.leader, each.share, each.start, each.end) for each in found),
            )
            self._connection.execute(
                "INSERT INTO alike_group SELECT leader, count(*), "
                "min(CASE WHEN answer <> leader THEN share END), "
                "max(CASE WHEN answer <> leader THEN share END) FROM alike GROUP BY leader"
            )
            self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, 'yes')", (_DONE,))
        self._connection.execute("DROP TABLE IF EXISTS temp.alike_key")
        self._has_any = None

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of what is done in it or nothing, within a transaction of the intake or without."""
        self._connection.execute("SAVEPOINT alike")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO alike")
            raise
        finally:
            self._connection.execute("RELEASE alike")

    def clear(self) -> None:
        """Forget what was found: answers were erased, and must be compared anew."""
        self._clear()
        self._has_any = None

    def _clear(self) -> None:
        self._connection.execute("DELETE FROM alike")
        self._connection.execute("DELETE FROM alike_group")
        self._connection.execute("DELETE FROM meta WHERE name = ?", (_DONE,))

    def of(self, candidate_id: str, item_id: str) -> Likeness | None:
        """How that candidate's answer to that item is like others; None where it is like none."""
        if self._has_any is None:
            row = self._connection.execute("SELECT 1 FROM alike LIMIT 1").fetchone()
            self._has_any = row is not None
        if not self._has_any:
            return None
        row = self._connection.execute(
            """SELECT l.answer, l.leader, l.share, l.start, l."end", g.size
            FROM answer a JOIN alike l ON l.answer = a.no JOIN alike_group g ON g.leader = l.leader
            WHERE a.candidate = (SELECT no FROM candidate WHERE id = ?)
            AND a.item = (SELECT no FROM item WHERE id = ?)""",
            (candidate_id, item_id),
        ).fetchone()
        if row is None:
            return None
        number, leader, share, start, end, size = row
        others = self._members(leader, number, _NAMED)
        return Likeness(
            share=share, others=others, more=size - 1 - len(others), start=start, end=end
        )

    def groups(self, most: int) -> tuple[list[AlikeGroup], int]:
        """The largest groups, *most* of them, and how many there are besides."""
        total = self._connection.execute("SELECT count(*) FROM alike_group").fetchone()[0]
        rows = self._connection.execute(
            """SELECT g.leader, g.size, g.low, g.high, i.id, a.text, l.start, l."end"
            FROM alike_group g JOIN answer a ON a.no = g.leader JOIN item i ON i.no = a.item
            JOIN alike l ON l.answer = g.leader
            ORDER BY g.size DESC, i.position, i.no, g.leader LIMIT ?""",
            (most,),
        ).fetchall()
        return [self._group(row) for row in rows], max(0, total - most)

    def _group(self, row: Sequence[object]) -> AlikeGroup:
        leader, size, low, high, item_id, text, start, end = row
        assert isinstance(text, str) and isinstance(start, int) and isinstance(end, int)  # noqa: S101, PT018 -- columns' types
        assert isinstance(size, int) and isinstance(low, int) and isinstance(high, int)  # noqa: S101, PT018
        members = self._members(int(str(leader)), -1, _LISTED)
        return AlikeGroup(
            item_id=str(item_id),
            candidates=members,
            more=size - len(members),
            low=low,
            high=high,
            words=text[start:end][:_WORDS],
        )

    def _members(self, leader: int, but: int, most: int) -> tuple[str, ...]:
        rows = self._connection.execute(
            """SELECT c.id FROM alike l JOIN answer a ON a.no = l.answer
            JOIN candidate c ON c.no = a.candidate
            WHERE l.leader = ? AND l.answer <> ? ORDER BY l.answer LIMIT ?""",
            (leader, but, most),
        )
        return tuple(name for (name,) in rows)
