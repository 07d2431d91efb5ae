"""Everyone of a large run, kept on the disk, to be listed in order when all have come."""

import json
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Self

from .views import Cells, PeopleRow, Words, even_criteria, row_cells


class Roll:
    """
    Rows of the table of people in a file, each with its dimensions; in memory only their order.

    Used in a `with`, at whose end the file is closed.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("w+b")
        self._at = array("Q")
        self._keys = array("d")
        self._seen: Counter[tuple[str, int]] = Counter()
        self.open_people = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._at)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def add(self, row: PeopleRow, cells: Cells, total: float) -> None:
        """Take *row*, whose dimensions are *cells*; settled ones are ordered by *total*."""
        self._at.append(self._file.tell())
        # Open ones come first, in the order of the file.
        self._keys.append(float("-inf") if row.is_open else -total)
        self.open_people += row.is_open
        self._seen.update((name, n) for name, (_, n) in cells.items())
        told = json.dumps({"row": asdict(row), "cells": cells}, ensure_ascii=True)
        self._file.write(told.encode("ascii") + b"\n")

    def even(self) -> dict[str, int]:
        """The dimensions as columns; see `even_criteria`."""
        return even_criteria(self._seen, len(self))

    def in_order(self, words: Words) -> Iterator[PeopleRow]:
        """Everyone: those with open answers, then by total; equal ones as in the file."""
        even = self.even()
        for number in sorted(range(len(self)), key=self._keys.__getitem__):
            self._file.seek(self._at[number])
            kept = json.loads(self._file.readline())
            yield _row(kept, row_cells(kept["cells"], even, words))


def _row(kept: dict[str, Any], cells: tuple[str, ...]) -> PeopleRow:
    made = PeopleRow(**kept["row"])
    return replace(
        made,
        dimensions=cells,
        places=tuple(made.places),
        open=tuple(made.open),
        flags=tuple(made.flags),
    )
