"""grader grade on a workbook: which sheet, what is told, where each answer stood."""

import subprocess
import sys

import pytest
import xlsxwriter

OPTIONS = ("-r", "service-manager", "--judge", "baseline", "--lang", "en")
TEXT = "我会先听客户说完，再核对订单，当天回访确认。"


@pytest.fixture
def workbook(cli):
    """A workbook of two tables that do not fit together, and a hidden one."""
    path = cli.folder / "答案.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("答案")
        sheet.merge_range("A1:C1", "2026年客服岗笔试")
        sheet.write_row("A2", ["考生编号", "姓名", "一/1"])
        sheet.write("A3", 123, book.add_format({"num_format": "00000"}))
        sheet.write_row("B3", ["张三", TEXT])
        sheet = book.add_worksheet("花名册")
        sheet.write_row("A1", ["姓名", "电话"])
        sheet.write_row("A2", ["张三", "x"])
        book.add_worksheet("旧").hide()
    return path


def test_sheet_is_chosen_and_its_rows_are_accounted_for(inside, workbook, table):
    done = inside("grade", workbook, *OPTIONS, "--sheet", "答案", "-o", "out")
    assert done.code == 0, done.err
    assert any("the header is row 2; above it: “2026年客服岗笔试”" in line for line in done.lines)
    [row] = table(workbook.parent / "out" / "intake.csv")
    assert (row["file"], row["sheet"], row["row"]) == ("答案.xlsx", "答案", "3")
    assert (row["candidate_id"], row["item_id"]) == ("00123", "一/1")


def test_unclear_sheet_is_a_mistake_of_one_line(inside, workbook):
    done = inside("grade", workbook, *OPTIONS, "-o", "out")
    assert done.code == 2
    assert done.lines[-1].endswith(
        "答案.xlsx: sheets “答案”, “花名册” have different headers; name the one to read with --sheet"
    )
    assert list((workbook.parent / "out").glob("[!.]*")) == []


def test_bad_cells_of_all_rows_are_told_at_once(inside, cli):
    path = cli.folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("答案")
        sheet.write_row("A1", ["考生编号", "一/1"])
        for row in range(1, 4):
            sheet.write(row, 0, f"A{row}")
            sheet.write_formula(row, 1, "=NA()", None, "#N/A")
    done = inside("grade", path, *OPTIONS, "-o", "out")
    assert done.code == 2
    told = [line for line in done.lines if "holds the error #N/A" in line]
    assert [line.partition(": cell")[0].removeprefix("grader: ") for line in told] == [
        f"a.xlsx[答案]:{row}" for row in (2, 3, 4)
    ]


def test_sheet_of_a_csv_file_is_told_to_mean_nothing(inside, answers):
    done = inside("grade", answers(("A", "一/1", TEXT)), *OPTIONS, "--sheet", "2")
    assert done.code == 0
    assert any("has no sheets, --sheet 2 is for workbooks" in line for line in done.lines)


def test_workbook_comes_from_stdin_as_well(cli, workbook, table):
    with workbook.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "grader", "grade", "-", *OPTIONS, "--sheet", "1", "-o", "out"],
            stdin=file, cwd=cli.folder, env=cli.environment(), capture_output=True, timeout=60,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [row] = table(workbook.parent / "out" / "scores.csv")
    assert row["candidate_id"] == "00123"
