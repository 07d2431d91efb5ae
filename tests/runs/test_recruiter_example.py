"""The recruiter's workbook of the examples, as its README says and as HR would first try it."""

import csv
from pathlib import Path

import pytest

from grader.cli.app import main

WORKBOOK = Path(__file__).resolve().parents[2] / "examples" / "recruiter.xlsx"
ASKED = ["grade", str(WORKBOOK), "-r", "online-service", "--judge", "baseline", "--lang", "en"]


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    out = tmp_path_factory.mktemp("recruiter") / "out"
    code = main(
        [*ASKED, "--sheet", "答卷汇总", "--duplicates", "last", "-o", str(out), "--format", "csv"]
    )
    assert code == 1  # an answer in an attachment, and one that asks for full marks
    return out


def test_the_first_try_asks_which_sheet(tmp_path, capsys):
    assert main([*ASKED, "-o", str(tmp_path / "out")]) == 2
    assert "--sheet" in capsys.readouterr().err


def test_someone_who_handed_in_twice_is_asked_about(tmp_path, capsys):
    assert main([*ASKED, "--sheet", "答卷汇总", "-o", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert "recruiter.xlsx[答卷汇总]:13: " in told
    assert "--duplicates" in told


def test_people_below_the_title_are_read_and_nothing_else(graded):
    people = rows(graded / "candidates.csv")
    assert [row["candidate_id"] for row in people] == [
        "陈思远", "林晓彤", "王浩", "赵雨桐", "孙明", "吴佳怡",
    ]  # fmt: skip
    assert {row["asked"] for row in people} == {"4"}


def test_the_later_of_two_papers_counts_and_the_first_is_accounted_for(graded):
    his = [row for row in rows(graded / "intake.csv") if row["candidate_id"] == "陈思远"]
    assert {(row["row"], row["state"]) for row in his if row["state"] == "graded"} == {
        ("13", "graded")
    }
    assert {row["row"] for row in his} == {"5", "13"}


def test_each_doubtful_cell_is_what_it_is(graded):
    status = {(row["candidate_id"], row["item_id"]): (row["status"], row["reason"])
              for row in rows(graded / "scores.csv")}  # fmt: skip
    assert status["王浩", "二/1"] == ("gated", "non_answer")  # 不知道
    assert status["王浩", "三/2"] == ("held", "attachment")  # 见附件
    assert status["王浩", "四/3"] == ("not_answered", "")  # (空)
    assert status["孙明", "二/3"] == ("not_answered", "")  # a blank cell
    assert status["吴佳怡", "二/3"] == ("held", "injection")  # asks for full marks
    assert status["赵雨桐", "三/2"][0] == "graded"
