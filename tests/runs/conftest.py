"""Files laid out as people hand them in, staged and reported for real."""

import csv
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from grader.judges.baseline import BaselineJudge
from grader.readers.resources import find_rubric
from grader.records import Run
from grader.runs import FolderRun, Sources, Watch
from grader.stores.intake import Intake
from grader.wiring import rubric_named

LONG = ("candidate_id", "item_id", "answer")


@dataclass
class Table:
    """Rows of files in a folder, graded into `out` by the baseline judge."""

    folder: Path
    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(
        self, *rows: Sequence[str], headers: Sequence[str] = LONG, name: str = "a.csv"
    ) -> "Table":
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
        self.files.append(path)
        return self

    def run(self, *, choose: Any = None, **options: Any) -> FolderRun:
        rubric = "service-manager"
        return FolderRun(
            folder=self.folder / "out",
            rubric=rubric_named(rubric),
            rubric_text=find_rubric(rubric).read_text(encoding="utf-8"),
            judge=BaselineJudge(),
            sources=Sources(files=self.files, **options),
            watch=Watch(note=self.notes.append, choose=choose),
        )

    def grade(self, **options: Any) -> Run:
        (self.folder / "out").mkdir(exist_ok=True)
        return self.run(**options).grade()

    def read(self, name: str) -> list[dict[str, str]]:
        with (self.folder / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def states(self) -> list[tuple[str, str, str, str]]:
        """Row, item, state and reason of every line of intake.csv, by row."""
        rows = self.read("intake.csv")
        found = [(r["row"], r["item_id"], r["state"], r["reason"]) for r in rows]
        return sorted(found, key=lambda each: (int(each[0]), each[1]))

    def texts(self) -> dict[tuple[str, str], str | None]:
        """What each candidate's answer to each item is."""
        with closing(Intake(self.folder / "out" / "intake.db")) as intake:
            return {
                (each.answer.candidate_id, each.answer.item_id): each.answer.text
                for block in intake.blocks()
                for each in block
            }


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)
