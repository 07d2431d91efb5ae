"""The intake as if one candidate had been alone in it."""

from collections.abc import Iterator
from pathlib import Path

from .connection import told
from .intake import ANSWER, BLOCK, Intake, StagedAnswer


class OneCandidate(Intake):
    """
    The intake at *path*, of whose candidates only *candidate_id* is given.

    Items asked and settings stay those of the whole run.
    """

    def __init__(self, path: Path, candidate_id: str) -> None:
        super().__init__(path)
        self._candidate_id = candidate_id

    @property
    def is_there(self) -> bool:
        """True where the candidate is in the intake."""
        with told(self.path):
            row = self._connection.execute(
                "SELECT 1 FROM candidate WHERE id = ?", (self._candidate_id,)
            )
            return row.fetchone() is not None

    def answers(self) -> list[StagedAnswer]:
        """The answers of the candidate, in the order of the items."""
        with told(self.path):
            rows = self._connection.execute(
                f"{ANSWER} WHERE c.id = ? ORDER BY i.position, i.no", (self._candidate_id,)
            )
            return [StagedAnswer(row) for row in rows]

    def candidates(self, block: int = BLOCK) -> Iterator[list[tuple[str, list[StagedAnswer]]]]:  # noqa: ARG002 - one is no block
        """The candidate with the answers there are; nothing where there is no such candidate."""
        if self.is_there:
            yield [(self._candidate_id, self.answers())]

    def names_others(self, text: str, shortest: int) -> bool:
        """
        True where *text* holds the id of another candidate.

        Of Latin letters and digits only ids of *shortest* characters or more are looked for,
        of others such as Chinese names of two or more.
        """
        if not text:
            return False
        with told(self.path):
            row = self._connection.execute(
                "SELECT 1 FROM candidate WHERE id != ? AND instr(?, id) > 0 AND length(id) >= "
                "CASE WHEN length(CAST(id AS BLOB)) > length(id) THEN 2 ELSE ? END LIMIT 1",
                (self._candidate_id, text, shortest),
            )
            return row.fetchone() is not None
