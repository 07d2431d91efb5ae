"""Any table comes back from any format as it was written."""

import csv
import json

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.readers.cell import plain
from grader.records import Row
from grader.wiring import read_rows
from grader.writers.csv_tables import inert

# Half a character can be stored in no file; NUL is refused in all of them, as damage.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
ODD = st.sampled_from(
    ["", " ", '"', "\n", "\r\n", "\r", "\t", ",", ";", "=1+1", "'=1+1", "-5", "+86 139", "@x", "＝1",
     "00123", "1e5", "1E+15", "110101199001011234", "TRUE", "#N/A", "2026-11-21", "null", "NaN",
     "_x000D_", "_x005F_", "&lt;b&gt;", "]]>", "😀", "我会先道歉，再核实。", "\u2028", "\ufeff", "\x0b"]
)  # fmt: skip
CELL = st.one_of(TEXT, ODD, st.builds("".join, st.lists(ODD, max_size=4)))
ID = st.one_of(
    st.from_regex(r"0{0,3}[1-9][0-9]{0,17}", fullmatch=True),
    st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True),
    st.sampled_from(["张三", "李 四", "a@b", "=1", "'1"]),
)
HEADERS = ["candidate_id", "题1", "Question 2, with a comma"]
TABLE = st.lists(st.tuples(ID, CELL, CELL), min_size=1, max_size=6)


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_jsonl(path, rows):
    header, *others = rows
    lines = [json.dumps(dict(zip(header, row, strict=True))) for row in others]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_xlsx(path, rows):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("答案")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)


@pytest.mark.parametrize("write", [write_csv, write_jsonl, write_xlsx])
def test_table_comes_back_as_it_was(tmp_path_factory, write):
    path = tmp_path_factory.mktemp("tables") / f"a.{write.__name__.removeprefix('write_')}"

    @settings(max_examples=60, derandomize=True, deadline=None, database=None,
              suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
    @given(TABLE)
    @example([("00123", "'=1", "a\r\nb\n"), ("=1", "", "_x000D_\r")])
    def comes_back(table):
        # Our own tables mark by an apostrophe what a spreadsheet would run, and so do we here.
        rows = [[cell if plain(cell) == cell else inert(cell) for cell in row] for row in table]
        write(path, [HEADERS, *rows])
        notes = []
        found = list(read_rows(path, notes.append))
        assert all(isinstance(each, Row) for each in found)
        assert [tuple(each.cells[name] for name in HEADERS) for each in found] == table
        assert notes == []

    comes_back()
