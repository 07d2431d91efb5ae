"""One file of requests on its way to being handed in."""

import hashlib
import tempfile
from typing import IO

from ...records import BatchLine


class PartFile:
    """
    Gathers request lines in a temporary file, up to the limits of one batch.

    What is kept of a line in memory is how it asks, not its text.
    """

    def __init__(self, most_lines: int, most_bytes: int) -> None:
        self._most_lines = most_lines
        self._most_bytes = most_bytes
        self._hash = hashlib.sha256()
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - `close` is the owner's to call
        self.lines: list[BatchLine] = []
        self.size = 0

    def has_room(self, content: bytes) -> bool:
        """True where *content* still fits; the first line always does."""
        if not self.lines:
            return True
        return len(self.lines) < self._most_lines and self.size + len(content) <= self._most_bytes

    def add(self, line: BatchLine, content: bytes) -> None:
        """Take in one more line."""
        self._spool.write(content)
        self._hash.update(content)
        self.size += len(content)
        self.lines.append(line)

    @property
    def digest(self) -> str:
        """The SHA-256 of what is in it so far."""
        return self._hash.hexdigest()

    def open(self) -> IO[bytes]:
        """The file from its beginning, as a plain file object (Windows wraps temporary ones)."""
        self._spool.seek(0)
        plain: IO[bytes] = getattr(self._spool, "file", self._spool)
        return plain

    def close(self) -> None:
        """Let go of the file."""
        self._spool.close()
