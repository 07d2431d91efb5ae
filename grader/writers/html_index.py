"""What the report's search looks through when people are on many pages: lists as scripts."""

import json
from collections.abc import Iterator
from pathlib import Path

from .views import PeopleRow, visible

_MOST_BYTES = 5_000_000


class Index:
    """
    Files `index.js`, `index-2.js` … in *folder*, each a call with people as short lists.

    What is told of many people stands once in a file's `told`; rows name it by its number.
    A script is loaded from a folder without a server, which data would not be.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: dict[str, int] = {}
        self._rows: list[str] = []
        self._size = 0
        self.names: list[str] = []

    def add(self, row: PeopleRow) -> None:
        """Take *row* into the list, in the order given."""
        made = [
            visible(row.candidate_id),
            row.href,
            int(row.is_open),
            row.points,
            row.of,
            row.percent,
            *row.places,
            *row.dimensions,
            row.answered,
            list(self._numbers(row.open)),
            list(self._numbers(row.flags)),
        ]
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        self._rows.append(text)
        self._size += len(text.encode())
        if self._size > _MOST_BYTES:
            self.close()

    def close(self) -> None:
        """Write the file begun, if there is one."""
        if not self._rows:
            return
        number = len(self.names) + 1
        self.names.append("index.js" if number == 1 else f"index-{number}.js")
        told = json.dumps(list(self._told), ensure_ascii=False, separators=(",", ":"))
        body = ",\n".join(self._rows)
        text = f'graderPeople({{"told":{told},"people":[\n{body}\n]}});\n'
        (self._folder / self.names[-1]).write_text(text, encoding="utf-8", newline="")
        self._told.clear()
        self._rows.clear()
        self._size = 0

    def _numbers(self, texts: tuple[str, ...]) -> Iterator[int]:
        for text in texts:
            yield self._told.setdefault(visible(text), len(self._told))
