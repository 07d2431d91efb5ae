"""Marked answers that show a judge the levels of an item, as the intake keeps them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from ..records import Answer, MarkedAnswer
from .connection import told
from .private import read_redactions, written_redactions


class Anchors:
    """
    The anchors in the intake on *connection*, which lies at *path*.

    Raises:
        StoreError: the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def keep(self, anchors: Iterable[MarkedAnswer]) -> None:
        """Keep *anchors* instead of those there were."""
        with told(self._path):
            self._connection.execute("DELETE FROM anchor")
            self._connection.executemany(
                "INSERT INTO anchor (item_id, candidate_id, text, redactions, points, levels, "
                "reasons) VALUES (?, ?, ?, ?, ?, ?, ?)",
                map(_row, anchors),
            )

    def by_item(self) -> Mapping[str, tuple[MarkedAnswer, ...]]:
        """The anchors of each item that has any, in the order they are shown."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT item_id, candidate_id, text, redactions, points, levels, reasons "
                "FROM anchor ORDER BY number"
            ).fetchall()
        found: dict[str, list[MarkedAnswer]] = {}
        for item_id, candidate_id, text, redactions, points, levels, reasons in rows:
            answer = Answer(
                candidate_id=candidate_id,
                item_id=item_id,
                text=text,
                redactions=read_redactions(redactions),
            )
            found.setdefault(item_id, []).append(
                MarkedAnswer(
                    answer=answer,
                    points=Decimal(points),
                    levels=tuple(json.loads(levels).items()),
                    reasons=tuple(json.loads(reasons).items()),
                )
            )
        return {item_id: tuple(anchors) for item_id, anchors in found.items()}


def _row(anchor: MarkedAnswer) -> tuple[str, ...]:
    answer = anchor.answer
    return (
        answer.item_id,
        answer.candidate_id,
        answer.text or "",
        written_redactions(answer.redactions) if answer.redactions else "",
        str(anchor.points),
        json.dumps(dict(anchor.levels)),
        json.dumps(dict(anchor.reasons), ensure_ascii=False),
    )
