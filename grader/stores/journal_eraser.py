"""Erasing people from a journal: what was asked about them, what came back, what was said."""

from collections.abc import Callable, Collection

from .calibrations import candidate_digest
from .connection import told
from .erasing import Eraser, marks, portions

# What a conversation about a key leaves in the journal.
_OF_KEYS = ("started", "reply", "outcome", "batch_line", "batch_end")
_WAITING = """SELECT 1 FROM batch_line l WHERE l.key IN (%s) AND NOT EXISTS (SELECT 1
    FROM batch_event e WHERE e.part = l.part AND e.state IN ('cleared', 'abandoned')) LIMIT 1"""


class JournalEraser(Eraser):
    """Erases conversations from a journal, by their keys, and people's reviews of a candidate."""

    def is_waiting(self, keys: Collection[str]) -> bool:
        """True where one of *keys* is in a batch that was not collected yet."""
        with told(self.path):
            return any(
                self._connection.execute(_WAITING % marks(some), some).fetchone()
                for some in portions(sorted(keys))
            )

    def unplanned(self, planned: Callable[[Collection[str]], set[str]],
                  says: Callable[[str], bool]) -> set[str]:  # fmt: skip
        """Keys no answer has, by *planned*, whose replies hold words that *says* knows."""
        found: set[str] = set()
        with told(self.path):
            rows = self._connection.execute("SELECT DISTINCT key FROM reply")
            for some in portions([key for (key,) in rows]):
                loose = sorted(planned(some))
                for key, text in self._connection.execute(
                    f"SELECT key, text FROM reply WHERE key IN ({marks(loose)})", loose
                ):
                    if says(text):
                        found.add(key)
        return found

    def erase(self, keys: Collection[str]) -> int:
        """Delete the conversations about *keys* that no control answer shares; counts replies."""
        with self._transaction() as connection:
            gone = sorted(set(keys) - self._users(keys, but=_OF_KEYS))
            replies = 0
            for table in _OF_KEYS:
                for some in portions(gone):
                    made = connection.execute(
                        f"DELETE FROM {table} WHERE key IN ({marks(some)})", some
                    )
                    replies += made.rowcount if table == "reply" else 0
        return replies

    def forget_measuring(self, candidate_id: str) -> None:
        """Delete which of the candidate's answers measured how a run agrees with people."""
        with self._transaction() as connection:
            if "measuring" not in self._tables("candidate"):
                return
            [secret] = connection.execute("SELECT value FROM meta WHERE name = 'secret'").fetchone()
            connection.execute("DELETE FROM measuring WHERE candidate = ?",
                               (candidate_digest(bytes(secret), candidate_id),))  # fmt: skip

    def blank_reviews(self, candidate_id: str) -> int:
        """Empty what people said of the candidate; its commitment stays, so the chain holds."""
        with self._transaction() as connection:
            if "review" not in self._tables("commitment"):
                return 0
            made = connection.execute(
                "UPDATE review SET content = NULL, salt = NULL "
                "WHERE json_extract(content, '$.candidate') = ?",
                (candidate_id,),
            )
            return made.rowcount
