"""What a person practised: their own file, to which is only added."""

import json
from decimal import Decimal
from pathlib import Path

from ..records import Attempt, DimensionPoints, HandedIn
from .connection import connect, told

_HANDED_IN = "at, rubric, rubric_hash, item, item_hash, question, text, seconds"
_RATED = (
    "handed_in, at, rater, status, reason, points, points_low, points_high, max_points, "
    "by_dimension, feedback"
)
_OF_HANDED_IN = ", ".join(f"h.{name}" for name in _HANDED_IN.split(", "))
_OF_RATED = ", ".join(f"r.{name}" for name in _RATED.split(", ")[1:])


class PracticeFile:
    """
    Answers and what came of them, in the SQLite file *path*; a commit is on the disk.

    The file is made where it is not there, with its folders, for its owner's eyes only.

    Raises:
        StoreError: it cannot be made, read or written, or is another kind of file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._connection = connect(path, "0001_practice.sql")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def hand_in(self, answer: HandedIn) -> int:
        """Keep *answer*, and return its number."""
        values = (answer.at, answer.rubric_id, answer.rubric_hash, answer.item_id,
                  answer.item_hash, answer.question, answer.text, answer.seconds)  # fmt: skip
        return self._insert("handed_in", _HANDED_IN, values)

    def keep(self, number: int, attempt: Attempt) -> None:
        """Keep how the answer of that *number* came out."""
        by_dimension = {
            name: [str(each.points), str(each.max_points)]
            for name, each in attempt.by_dimension.items()
        }
        points = None if attempt.points is None else str(attempt.points)
        values = (number, attempt.at, attempt.rater, attempt.status, attempt.reason, points,
                  str(attempt.points_low), str(attempt.points_high), str(attempt.max_points),
                  _json(by_dimension), _json(attempt.feedback))  # fmt: skip
        self._insert("rated", _RATED, values)

    def attempts(self, rubric_id: str) -> list[Attempt]:
        """Everything rated by that rubric, oldest first."""
        with told(self.path):
            rows = self._connection.execute(
                f"SELECT {_OF_HANDED_IN}, {_OF_RATED} FROM rated r "
                "JOIN handed_in h ON h.no = r.handed_in WHERE h.rubric = ? ORDER BY r.no",
                (rubric_id,),
            ).fetchall()
        return [_attempt(row) for row in rows]

    def unrated(self, rubric_id: str) -> tuple[int, HandedIn] | None:
        """The last answer by that rubric, with its number, if no rating of it ever came."""
        with told(self.path):
            row = self._connection.execute(
                f"SELECT h.no, {_OF_HANDED_IN}, r.no FROM handed_in h "
                "LEFT JOIN rated r ON r.handed_in = h.no AND r.status != 'unscored' "
                "WHERE h.rubric = ? ORDER BY h.no DESC LIMIT 1",
                (rubric_id,),
            ).fetchone()
        return (row[0], _handed_in(row[1:9])) if row and row[9] is None else None

    def _insert(self, table: str, columns: str, values: tuple[object, ...]) -> int:
        places = ", ".join("?" * len(values))
        with told(self.path):
            done = self._connection.execute(
                f"INSERT INTO {table} ({columns}) VALUES ({places})", values
            )
        return int(done.lastrowid or 0)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)


def _handed_in(row: tuple[object, ...]) -> HandedIn:
    names = ("at", "rubric_id", "rubric_hash", "item_id", "item_hash", "question", "text",
             "seconds")  # fmt: skip
    return HandedIn(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]


def _attempt(row: tuple[object, ...]) -> Attempt:
    at, rater, status, reason, points, low, high, most, by_dimension, feedback = row[8:]
    return Attempt(
        handed_in=_handed_in(row[:8]),
        at=str(at),
        rater=str(rater),
        status=status,  # type: ignore[arg-type]
        reason=str(reason),
        points=None if points is None else Decimal(str(points)),
        points_low=Decimal(str(low)),
        points_high=Decimal(str(high)),
        max_points=Decimal(str(most)),
        by_dimension={
            name: DimensionPoints(points=Decimal(of), max_points=Decimal(to))
            for name, (of, to) in json.loads(str(by_dimension)).items()
        },
        feedback=json.loads(str(feedback)),
    )
