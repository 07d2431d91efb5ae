"""Whether every row that was read has its state, and only one."""

import sqlite3
from collections.abc import Iterator

_ENDED = "SELECT file, sheet, row FROM answer UNION SELECT file, sheet, row FROM other_row"
_UNEVEN = f"""SELECT s.file, s.sheet, s.rows, coalesce(e.rows, 0) FROM source s LEFT JOIN
    (SELECT file, sheet, count(*) AS rows FROM ({_ENDED}) GROUP BY file, sheet) e
    ON e.file = s.file AND e.sheet = s.sheet WHERE s.rows != coalesce(e.rows, 0)
    ORDER BY s.file, s.sheet"""
_TWICE = """SELECT file, sheet, row, item_id FROM
    (SELECT a.file, a.sheet, a.row, i.id AS item_id FROM answer a JOIN item i ON i.no = a.item
     UNION ALL SELECT file, sheet, row, item_id FROM other_row)
    GROUP BY file, sheet, row, item_id HAVING count(*) > 1 LIMIT 5"""
_STATES = """SELECT state, count(*) FROM other_row GROUP BY state"""


class Accounts:
    """The rows read and the states they are in; the intake on *connection* tells of faults."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note_read(self, file: str, sheet: str, rows: int) -> None:
        """Keep that *rows* rows were read of a table."""
        self._connection.execute("INSERT INTO source VALUES (?, ?, ?)", (file, sheet, rows))

    def faults(self) -> Iterator[str]:
        """What does not add up; nothing for an intake that knows not how many rows were read."""
        if not self._connection.execute("SELECT 1 FROM source LIMIT 1").fetchone():
            return
        for file, sheet, rows, ended in self._connection.execute(_UNEVEN):
            where = f"{file}[{sheet}]" if sheet else file
            yield f"{where}: {rows} rows were read, {ended} have a state"
        for file, sheet, row, item_id in self._connection.execute(_TWICE):
            where = f"{file}[{sheet}]" if sheet else file
            yield f"{where}:{row}: item {item_id!r} has two states"
        if self._connection.execute("SELECT 1 FROM later LIMIT 1").fetchone():
            yield "later submissions were not settled"

    def candidates(self) -> int:
        """How many candidates there are."""
        return int(self._connection.execute("SELECT count(*) FROM candidate").fetchone()[0])

    def columns(self) -> list[str]:
        """The names of the other columns that are kept of candidates, as first met."""
        rows = self._connection.execute(
            "SELECT key FROM candidate, json_each(attributes) GROUP BY key ORDER BY min(no)"
        )
        return [name for (name,) in rows]

    def states(self) -> dict[str, int]:
        """How many entries of rows that are no answer of their own are in each state."""
        return dict(self._connection.execute(_STATES).fetchall())
