"""The tables of a run held against what its stores give."""

import csv
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from ..desk import Heard
from ..stores.intake import StagedAnswer
from ..writers.csv_tables import TABLES, write_tables
from .opened import OpenRun
from .placing import in_place, kept_banding, kept_withheld, placing_of
from .reconcile import reconciled
from .written import Seal

_MOST_CELLS = 20
_SHOWN = 80


class Cell(NamedTuple):
    """A cell that is not what the store gives; `row` counts the header, as a spreadsheet does."""

    file: str
    row: int
    candidate_id: str
    column: str
    found: str
    made: str


class Tables(NamedTuple):
    """What comes of holding the tables against the stores; `cells` are the first that differ."""

    cells: tuple[Cell, ...]
    lengths: tuple[tuple[str, int, int], ...]
    seal: Seal

    @property
    def wrong(self) -> set[str]:
        """The files that differ."""
        return {each.file for each in self.cells} | {name for name, _, _ in self.lengths}


def compare_tables(at: OpenRun) -> Tables:
    """
    Write the tables of *at* anew into a passing folder, and see where those of its folder differ.

    A table that is not there is passed over.

    Raises:
        DefectError: the rows of the run do not add up.
        StoreError: there is no room to write them.
    """
    seal = Seal()
    language = "en" if at.intake.kept("tables_language") == "en" else "zh"

    def seen(staged: StagedAnswer, heard: Heard) -> None:
        seal.add(staged, heard.values())

    withheld = kept_withheld(at.intake)
    placing = placing_of(at.people(), kept_banding(at.intake), at.rubric, withheld=withheld)
    everyone = in_place(reconciled(at.people(seen), at.intake), placing)
    cells: list[Cell] = []
    lengths: list[tuple[str, int, int]] = []
    with tempfile.TemporaryDirectory(prefix="grader-verify-") as place:
        folder = Path(place)
        for _ in write_tables(folder, everyone, at.intake.other_rows(), language=language):
            pass
        for name in TABLES:
            if (at.folder / name).is_file() and (folder / name).is_file():
                found, made = _rows(at.folder / name), _rows(folder / name)
                counts = [0, 0]
                cells += _different(name, found, made, counts)
                if counts[0] != counts[1]:
                    lengths.append((name, counts[0], counts[1]))
    return Tables(tuple(cells), tuple(lengths), seal)


def _rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.reader(file)


def _different(
    name: str, found: Iterator[list[str]], made: Iterator[list[str]], counts: list[int]
) -> Iterator[Cell]:
    """The first cells that differ; *counts* become the rows of both, without their headers."""
    headers: list[str] = []
    told = 0
    for number, (one, other) in enumerate(zip_longest(found, made), start=1):
        counts[0] += one is not None and number > 1
        counts[1] += other is not None and number > 1
        headers = headers or other or one or []
        if one is None or other is None or one == other:
            continue
        who = dict(zip(headers, other, strict=False)).get("candidate_id", "")
        for column, old, new in zip_longest(headers, one, other, fillvalue=""):
            if old != new and told < _MOST_CELLS:
                told += 1
                yield Cell(name, number, who, column, old[:_SHOWN], new[:_SHOWN])
