"""A journal that lives as long as the process: for the library and for tests."""

import secrets
from collections.abc import Iterable, Sequence

from ..records import Capability, Outcome, Record


class MemoryStore:
    """Keeps the last outcome of each key; nothing reaches a disk."""

    def __init__(self) -> None:
        self.secret = secrets.token_bytes(32)
        self._outcomes: dict[str, Outcome] = {}
        self._found: dict[str, Capability] = {}

    def append(self, records: Sequence[Record]) -> None:
        """Take in *records*, in order."""
        for record in records:
            if isinstance(record, Outcome):
                known = self._outcomes.get(record.key)
                if known is None or record.is_usable or not known.is_usable:
                    self._outcomes[record.key] = record

    def outcomes(self, keys: Iterable[str]) -> dict[str, Outcome]:
        """The last usable outcome of each of *keys*, else the last failed one."""
        return {key: self._outcomes[key] for key in keys if key in self._outcomes}

    def recall(self, identity: str) -> Capability | None:
        """What was found out about this judge."""
        return self._found.get(identity)

    def remember(self, identity: str, found: Capability) -> None:
        """Keep what was found out about this judge."""
        self._found[identity] = found
