"""Later submissions to an item, kept until it is settled which one counts."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..records import Answer, Place

_LATER = """SELECT l.candidate, l.item, c.id, i.id, l.text, l.file, l.sheet, l.row, l.submitted
    FROM later l JOIN candidate c ON c.no = l.candidate JOIN item i ON i.no = l.item
    ORDER BY l.candidate, l.item, l.no"""
_FIRST = """SELECT a.candidate, a.item, c.id, i.id, a.text, a.file, a.sheet, a.row, a.submitted
    FROM answer a JOIN candidate c ON c.no = a.candidate JOIN item i ON i.no = a.item
    WHERE a.candidate = ? AND a.item = ?"""


@dataclass(frozen=True, slots=True)
class Submitted:
    """All that one candidate handed in to one item, in the order of the input."""

    candidate: int
    item: int
    answers: tuple[Answer, ...]


class Submissions:
    """What the intake on *connection* holds of later submissions; the intake tells of faults."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, candidate: int, item: int, answer: Answer) -> None:
        """Keep *answer*, which is not the first to its item."""
        place = answer.place
        self._connection.execute(
            "INSERT INTO later (candidate, item, text, file, sheet, row, submitted) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (candidate, item, answer.text, place.file, place.sheet, place.row, answer.submitted),
        )

    def __iter__(self) -> Iterator[Submitted]:
        """Those with more than one submission, one after another."""
        rows = self._connection.execute(_LATER)
        for (candidate, item), group in groupby(rows, key=lambda row: (row[0], row[1])):
            first = self._connection.execute(_FIRST, (candidate, item)).fetchone()
            answers = tuple(_answer(row) for row in (first, *group))
            yield Submitted(candidate, item, answers)

    def take(self, of: Submitted, winner: Answer) -> None:
        """Let *winner* be the answer."""
        place = winner.place
        self._connection.execute(
            "UPDATE answer SET text = ?, file = ?, sheet = ?, row = ?, submitted = ? "
            "WHERE candidate = ? AND item = ?",
            (winner.text, place.file, place.sheet, place.row, winner.submitted,
             of.candidate, of.item),
        )  # fmt: skip

    def contest(self, of: Submitted, text: str, others: Sequence[Answer]) -> None:
        """Let the answer be held: *text* shows all of them, *others* are beside the first."""
        places = ", ".join(str(each.place) for each in others)
        self._connection.execute(
            "UPDATE answer SET text = ?, contested = ? WHERE candidate = ? AND item = ?",
            (text, places, of.candidate, of.item),
        )

    def clear(self) -> None:
        """Forget them: each has its state."""
        self._connection.execute("DELETE FROM later")


def _answer(row: tuple) -> Answer:  # type: ignore[type-arg]
    return Answer(
        candidate_id=row[2],
        item_id=row[3],
        text=row[4],
        place=Place(file=row[5], sheet=row[6], row=row[7]),
        submitted=row[8],
    )
