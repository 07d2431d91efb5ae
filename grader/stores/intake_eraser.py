"""Erasing people from an intake: their answers, and all that names them."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from .connection import told
from .erasing import Eraser, marks, portions


@dataclass(frozen=True, slots=True)
class Owned:
    """What the intake holds of one candidate."""

    candidate_id: str
    texts: tuple[str, ...]
    attributes: dict[str, str]
    keys: frozenset[str]
    files: tuple[str, ...]


class IntakeEraser(Eraser):
    """
    Erases candidates from an intake.

    Whatever table names a candidate (`candidate`, `candidate_id`) or an answer (`answer`) by
    number or id loses its rows of them.
    """

    def owned(self, candidate_id: str) -> Owned | None:
        """What there is of the candidate; None where there is no such candidate."""
        run = self._connection.execute
        with told(self.path):
            found = run(
                "SELECT no, attributes FROM candidate WHERE id = ?", (candidate_id,)
            ).fetchone()
            if found is None:
                return None
            number, attributes = found
            rows = run("SELECT no, text, file FROM answer WHERE candidate = ?", (number,))
            answers = rows.fetchall()
            later = run("SELECT text, file FROM later WHERE candidate = ?", (number,)).fetchall()
            keys = self._keys([no for no, *_ in answers])
        texts = [text for *_, text, _ in answers if text] + [text for text, _ in later if text]
        files = [file for *_, file in answers] + [file for _, file in later]
        return Owned(
            candidate_id=candidate_id,
            texts=tuple(texts),
            attributes=json.loads(attributes),
            keys=frozenset(keys),
            files=tuple(dict.fromkeys(filter(None, files))),
        )

    def _keys(self, answers: Sequence[int]) -> set[str]:
        found: set[str] = set()
        for some in portions(answers):
            places = marks(some)
            found.update(key for (key,) in self._connection.execute(
                f"SELECT key FROM answer WHERE key != '' AND no IN ({places})", some))  # fmt: skip
            for table in set(self._tables("key")) & set(self._tables("answer")):
                rows = self._connection.execute(
                    f"SELECT key FROM {table} WHERE answer IN ({places})", some
                )
                found.update(key for (key,) in rows)
        return found

    def ids(self) -> list[str]:
        """Every candidate, in the order of the file."""
        with told(self.path):
            return [i for (i,) in self._connection.execute("SELECT id FROM candidate ORDER BY no")]

    def submitted(self) -> Iterator[tuple[str, str]]:
        """Every candidate with each time at which an answer was handed in, as it was written."""
        with told(self.path):
            yield from self._connection.execute(
                "SELECT c.id, a.submitted FROM candidate c LEFT JOIN answer a ON a.candidate = c.no"
                " ORDER BY c.no"
            )

    def others(self, candidates: Collection[str]) -> Iterator[str]:
        """What stands of everybody else: answers, attributes, and the rubric."""
        left_out = set(candidates)
        with told(self.path):
            run = self._connection.execute
            for name, text in run(
                "SELECT c.id, a.text FROM answer a JOIN candidate c ON c.no = a.candidate "
                "WHERE a.text IS NOT NULL"
            ):
                if name not in left_out:
                    yield text
            for name, attributes in run("SELECT id, attributes FROM candidate"):
                if name not in left_out:
                    yield attributes
            for (question,) in run("SELECT question FROM item"):
                yield question
            yield from (value for (value,) in run("SELECT value FROM meta WHERE name = 'rubric'"))

    def erase(self, candidate_id: str) -> int:
        """Delete all that there is of the candidate; returns the number of answers."""
        with self._transaction() as connection:
            row = connection.execute("SELECT no FROM candidate WHERE id = ?", (candidate_id,))
            found = row.fetchone()
            if found is None:
                return 0
            number = found[0]
            rows = connection.execute("SELECT no FROM answer WHERE candidate = ?", (number,))
            answers = [no for (no,) in rows]
            self._lower_rows(number, candidate_id)
            for table in self._tables("leader"):
                # Groups of texts that are alike are found anew among those that stay.
                connection.execute(f"DELETE FROM {table}")
                connection.execute("DELETE FROM meta WHERE name = 'alike'")
            for table in self._tables("answer"):
                for some in portions(answers):
                    connection.execute(f"DELETE FROM {table} WHERE answer IN ({marks(some)})", some)
            for table in self._tables("candidate"):
                connection.execute(f"DELETE FROM {table} WHERE candidate = ?", (number,))
            for table in self._tables("candidate_id"):
                connection.execute(f"DELETE FROM {table} WHERE candidate_id = ?", (candidate_id,))
            connection.execute("DELETE FROM candidate WHERE no = ?", (number,))
            return len(answers)

    def _lower_rows(self, number: int, candidate_id: str) -> None:
        """Let the rows that go no longer count as read, so that what is left adds up."""
        run = self._connection.execute
        rows = run(
            "SELECT file, sheet, count(*) FROM (SELECT file, sheet, row FROM answer "
            "WHERE candidate = ? UNION SELECT file, sheet, row FROM other_row "
            "WHERE candidate_id = ?) GROUP BY file, sheet",
            (number, candidate_id),
        ).fetchall()
        for file, sheet, count in rows:
            run("UPDATE source SET rows = rows - ? WHERE file = ? AND sheet = ?",
                (count, file, sheet))  # fmt: skip
        run("DELETE FROM source WHERE rows <= 0")

    def forget(self, keys: Collection[str], says: Callable[[str], bool]) -> None:
        """Drop *keys* that nobody has any more, and notes on how tables were read that *says*."""
        with self._transaction() as connection:
            gone = set(keys) - self._users(keys, but=("planned",))
            for some in portions(sorted(gone)):
                connection.execute(f"DELETE FROM planned WHERE key IN ({marks(some)})", some)
            row = connection.execute("SELECT value FROM meta WHERE name = 'understood'").fetchone()
            if row is not None and says(row[0]):
                connection.execute("DELETE FROM meta WHERE name = 'understood'")

    def shared(self, keys: Collection[str], candidates: Collection[str]) -> set[str]:
        """Those of *keys* that answers of anybody but *candidates* have as well."""
        found: set[str] = set()
        names = set(candidates)
        with told(self.path):
            answers = {no for no, name in self._connection.execute(
                "SELECT a.no, c.id FROM answer a JOIN candidate c ON c.no = a.candidate")
                if name in names}  # fmt: skip
            for some in portions(sorted(keys)):
                rows = list(self._connection.execute(
                    f"SELECT no, key FROM answer WHERE key IN ({marks(some)})", some))  # fmt: skip
                for table in set(self._tables("key")) & set(self._tables("answer")):
                    rows += self._connection.execute(
                        f"SELECT answer, key FROM {table} WHERE key IN ({marks(some)})", some
                    )
                found.update(key for no, key in rows if no not in answers)
        return found

    def unused(self, keys: Collection[str]) -> set[str]:
        """Those of *keys* that no answer has."""
        with told(self.path):
            return set(keys) - self._users(keys, but=("planned",))
