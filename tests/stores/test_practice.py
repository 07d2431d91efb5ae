"""The file of what a person practised: only added to, whole after any end."""

import os
import sqlite3
import stat
import subprocess
import sys
from decimal import Decimal

import pytest

from grader.errors import StoreError
from grader.records import Attempt, DimensionPoints, HandedIn
from grader.stores.practice import PracticeFile


def handed_in(text="回答", rubric="r", **more):
    values = {"at": "2026-11-01T08:00:00+00:00", "rubric_hash": "h", "item_id": "一/1",
              "item_hash": "i", "question": "题目？", "seconds": 61.5}  # fmt: skip
    return HandedIn(rubric_id=rubric, text=text, **{**values, **more})


def rated(answer, status="graded", points="2.5"):
    return Attempt(
        handed_in=answer, at="2026-11-01T08:01:00+00:00", rater="baseline", status=status,
        reason="", points=None if points is None else Decimal(points), points_low=Decimal(1),
        points_high=Decimal("2.5"), max_points=Decimal(8),
        by_dimension={"empathy": DimensionPoints(points=Decimal("0.5"), max_points=Decimal(1))},
        feedback={"instead": ["“引号”\n换行"]},
    )  # fmt: skip


@pytest.fixture
def file(tmp_path):
    made = PracticeFile(tmp_path / "a" / "b" / "practice.db")
    yield made
    made.close()


def test_what_was_kept_comes_back_as_it_was(file):
    answer = handed_in("第一行\n第二行 \U0001f600\x00\x1b")
    held = rated(answer, status="held", points=None)
    for attempt in (rated(answer), held):
        file.keep(file.hand_in(answer), attempt)
    again = PracticeFile(file.path)
    assert again.attempts("r") == [rated(answer), held]
    assert again.attempts("other") == []
    again.close()


def test_answer_without_a_rating_is_found_until_it_has_one(file):
    assert file.unrated("r") is None
    answer = handed_in()
    number = file.hand_in(answer)
    assert file.unrated("r") == (number, answer)
    assert file.unrated("other") is None
    file.keep(number, rated(answer, status="unscored", points=None))
    assert file.unrated("r") == (number, answer), "no rating came"
    file.keep(number, rated(answer))
    assert file.unrated("r") is None
    file.hand_in(handed_in("old"))
    file.keep(file.hand_in(handed_in("new")), rated(handed_in("new")))
    assert file.unrated("r") is None, "an older one is left alone"


@pytest.mark.skipif(os.name == "nt", reason="NOT TESTED: Windows has no such rights")
def test_file_is_for_its_owner_only(file):
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_other_file_is_refused_and_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("my notes " * 200, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        PracticeFile(path)
    assert path.read_text(encoding="utf-8") == "my notes " * 200


WRITES = """
import sys
from pathlib import Path
from grader.records import HandedIn
from grader.stores.practice import PracticeFile
file = PracticeFile(Path(sys.argv[1]))
for number in range(100_000):
    answer = HandedIn(at="2026-11-01T08:00:00+00:00", rubric_id="r", rubric_hash="h",
                      item_id="1", item_hash="i", question="?", text=f"{number} " + "x" * 5000)
    file.hand_in(answer)
    print(number, flush=True)
"""


def test_killed_writer_leaves_every_answer_that_was_kept(tmp_path):
    path = tmp_path / "practice.db"
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, path], stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in range(20):
            last = int(process.stdout.readline())
        process.kill()
        last = max([last, *(int(line) for line in process.stdout if line.endswith("\n"))])
    file = PracticeFile(path)
    number, answer = file.unrated("r")
    file.close()
    assert number in {last + 1, last + 2}, "the one under way is there as a whole, or not at all"
    assert answer.text == f"{number - 1} " + "x" * 5000
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM handed_in").fetchone() == (number,)
    connection.close()
