"""What is told while files are read: once for each kind, however many files there are."""

from collections.abc import Callable
from pathlib import Path

from ..message import Message

_SHOWN = 3


class Told:
    """
    Passes notes on; of notes that differ only in the file's name, the first three.

    Args:
        note: Where they go.
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._counts: dict[str, int] = {}
        self._last: dict[str, Message] = {}

    def of(self, path: Path) -> Callable[[str], None]:
        """What a reader of *path* tells its notes to."""

        def tell(message: str) -> None:
            kind = message.removeprefix(f"{path.name}: ")
            self._last[kind] = message if isinstance(message, Message) else Message(message)
            self._counts[kind] = self._counts.get(kind, 0) + 1
            if self._counts[kind] <= _SHOWN:
                self._note(message)

        return tell

    def finish(self) -> None:
        """Tell how many files more each kind was true of."""
        for kind, count in self._counts.items():
            if count > _SHOWN:
                more = Message("{count} more files", count=count - _SHOWN)
                self._note(self._last[kind].replaced(file=more))
