"""Nobody is lost: every row that was read ends in exactly one state, or no report is written."""

import csv
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.render import Templates
from grader.desk import Desk
from grader.errors import DefectError, InputError
from grader.records import Run
from grader.runs import Sources
from grader.runs.reports import look_of, write_reports
from grader.runs.staging import stage_files
from grader.stores.intake import Intake
from grader.stores.journal import Journal
from grader.wiring import rubric_named, templates

RUBRIC = rubric_named("service-manager")
FILLED: Templates = templates("zh")
ITEMS = ("一/1", "一/2", "一/3")
WHO = st.sampled_from(["A", "B", "C", "", " "])
TEXT = st.sampled_from(["", " ", "我会先道歉。", "我会先回访客户。", "不知道", "见附件", "x" * 60])
LONG_ROWS = st.tuples(WHO, st.sampled_from([*ITEMS, "九/9", ""]), TEXT)
WIDE_ROWS = st.tuples(WHO, TEXT, TEXT, TEXT)


@st.composite
def files(draw):
    """Headers and rows of up to three files, long and wide; some rows are blank or ragged."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        is_long = draw(st.booleans())
        headers = ("candidate_id", "item_id", "answer") if is_long else ("candidate_id", *ITEMS)
        rows = draw(st.lists(LONG_ROWS if is_long else WIDE_ROWS, max_size=8))
        for at in draw(st.lists(st.integers(0, 8), max_size=2)):
            rows.insert(at, draw(st.sampled_from([(), ("A",), ("A", "一/1", "x", "y", "z")])))
        found.append((headers, rows))
    return found


def is_good(row, cells, items):
    """True for a row that holds an answer to one of *items*, or says that there is none."""
    if len(row) != cells or not row[0].strip():
        return False
    if cells == 3:
        return row[1] in items and len(row[2]) <= 50
    return min(map(len, row[1 : 1 + len(items)])) <= 50


def write(folder, tables):
    paths = []
    for number, (headers, rows) in enumerate(tables):
        paths.append(folder / f"{number}.csv")
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
    return paths


def report(folder, intake):
    run = Run(judge="baseline", rubric_id=RUBRIC.id)
    with closing(Journal(folder / "grader.db")) as journal:
        write_reports(
            look_of(folder, RUBRIC, "zh", formats="md", judge="baseline"),
            intake,
            Desk(RUBRIC, FILLED),
            journal,
            run,
        )
    return run


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(tables=files(), rule=st.sampled_from(["ask", "first", "last"]), wanted=st.booleans())
def test_every_row_that_is_not_blank_ends_in_one_state_and_counts_agree(tables, rule, wanted):
    with TemporaryDirectory() as place:
        folder = Path(place)
        paths = write(folder, tables)
        sources = Sources(
            files=paths, duplicates=rule, skip_bad_rows=True, most_characters=50,
            items=("一/1", "一/2") if wanted else (),
        )  # fmt: skip
        try:
            intake = stage_files(folder / "part", sources, RUBRIC, lambda _: None).intake
        except InputError:  # bad rows are left out, so there was no good one
            kept = ITEMS[:2] if wanted else ITEMS
            assert not any(is_good(row, len(heads), kept) for heads, rows in tables for row in rows)
            return
        with closing(intake):
            run = report(folder, intake)
        rows = read(folder / "intake.csv")
        given_rows = {
            (f"{number}.csv", str(at))
            for number, (_, lines) in enumerate(tables)
            for at, row in enumerate(lines, start=2)
            if any(cell.strip() for cell in row)
        }
        assert {(row["file"], row["row"]) for row in rows} == given_rows
        entries = Counter((row["file"], row["row"], row["item_id"]) for row in rows)
        assert max(entries.values()) == 1
        states = Counter(row["state"] for row in rows)
        scored = Counter(row["status"] for row in read(folder / "scores.csv"))
        for status in ("graded", "held", "gated", "unscored"):
            assert states[status] == scored[status] == getattr(run.counts, status)
        assert states["not_answered"] <= scored["not_answered"] == run.counts.not_answered
        written = {(row["candidate_id"], row["item_id"]) for row in rows if row["state"] not in
                   {"bad", "left_out", "duplicate", "not_answered"}}  # fmt: skip
        assert len(written) == run.counts.answers - run.counts.not_answered


@pytest.fixture
def graded(table):
    table.add(("A", "一/1", "我会先道歉。"), ("B", "一/1", "我会先回访。"), (" ", "一/1", "x"))
    table.grade(skip_bad_rows=True)
    return table


def spoil(table, statement):
    """Change what was staged, and take away the reports."""
    out = table.folder / "out"
    with closing(sqlite3.connect(out / "intake.db")) as connection, connection:
        connection.execute(statement)
    for path in out.glob("*.csv"):
        path.unlink()
    with closing(Intake(out / "intake.db")) as intake, pytest.raises(DefectError) as raised:
        report(out, intake)
    assert list(out.glob("*.csv")) == []
    return str(raised.value)


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("DELETE FROM other_row", "a.csv: 3 rows were read, 2 have a state"),
        ("DELETE FROM answer WHERE row = 3", "a.csv: 3 rows were read, 2 have a state"),
        (
            "INSERT INTO other_row SELECT 9, 'A', '一/1', 'a.csv', '', 2, 'duplicate', ''",
            "a.csv:2: item '一/1' has two states",
        ),
        ("UPDATE answer SET file = 'b.csv' WHERE row = 2", "3 rows were read, 2 have a state"),
        ("DELETE FROM candidate WHERE id = 'B'", "2 answers were staged, 1 have a state"),
        (
            "INSERT INTO later SELECT 1, 1, 1, 'x', 'a.csv', '', 9, ''",
            "not settled",
        ),
    ],
)  # fmt: skip
def test_report_is_refused_where_rows_do_not_add_up(graded, statement, part):
    said = spoil(graded, statement)
    assert part in said
    assert "please report it" in said


def test_command_that_finds_rows_missing_ends_as_a_defect(graded, capsys):
    from grader.cli.app import main

    out = graded.folder / "out"
    with closing(sqlite3.connect(out / "intake.db")) as connection, connection:
        connection.execute("DELETE FROM other_row")
    assert main(["report", str(out)]) == 70
    assert "3 rows were read, 2 have a state" in capsys.readouterr().err


def test_folder_of_an_older_version_is_reported_as_it_is(graded):
    """It does not know how many rows were read."""
    out = graded.folder / "out"
    with closing(sqlite3.connect(out / "intake.db")) as connection, connection:
        connection.execute("DELETE FROM source")
    with closing(Intake(out / "intake.db")) as intake:
        assert report(out, intake).counts.answers == 2
