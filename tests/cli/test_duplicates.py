"""Two texts of one candidate to one item, as the command line treats them."""

import csv
import os
import pty
import subprocess
import sys

import pytest

RUBRIC = ("-r", "service-manager", "--judge", "baseline")
SORRY, CALL = "我会先向客户道歉，再核对订单。", "我会先打电话给客户，当天回访并记录。"


@pytest.fixture
def twice(answers):
    return answers(("A", "一/1", SORRY), ("B", "一/1", SORRY), ("A", "一/1", CALL))


def test_refusal_names_every_row_and_the_option(inside, twice):
    done = inside("grade", twice, *RUBRIC)
    assert done.code == 2
    assert done.lines[0].startswith("a.csv:4: 'A' answered item '一/1' before, in a.csv:2")
    assert "--duplicates first or last" in done.lines[0]


def test_option_lets_the_file_go_on_and_keeps_both_rows(inside, twice, table, tmp_path):
    assert inside("grade", twice, *RUBRIC, "--duplicates", "last").code in {0, 1}
    rows = {row["row"]: row for row in table(tmp_path / "a-graded" / "intake.csv")}
    assert rows["2"]["state"] == "duplicate"
    assert "a.csv:4 counts" in rows["2"]["reason"]
    assert rows["4"]["state"] in {"graded", "held"}


def test_no_such_rule_is_a_usage_error(inside, twice):
    done = inside("grade", twice, *RUBRIC, "--duplicates", "best")
    assert done.code == 2
    assert "--duplicates" in done.lines[0]


def at_terminal(cli, path, said):
    """What is on the terminal, and the exit code, when a person types *said*."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "grader", "grade", str(path), *RUBRIC, "--progress", "none"],
            cwd=cli.folder, env=cli.environment(), stdin=theirs, stdout=theirs, stderr=theirs,
        ) as process:  # fmt: skip
            os.close(theirs)
            os.write(ours, said.encode())
            shown = b""
            while True:
                try:
                    part = os.read(ours, 4096)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                shown += part
            code = process.wait(60)
    finally:
        os.close(ours)
    return shown.decode("utf-8", "replace"), code


@pytest.mark.usefixtures("in_chinese")
def test_terminal_asks_once_with_both_texts_and_does_as_told(cli, twice, table, tmp_path):
    shown, code = at_terminal(cli, twice, "perhaps\nfirst\n")
    assert "有 1 处，同一考生对同一道题交了内容不同的答案" in shown
    assert f"a.csv:2  {SORRY}" in shown
    assert f"a.csv:4  {CALL}" in shown
    assert shown.count("哪一份算数？") == 2
    assert code in {0, 1}
    rows = {row["row"]: row["state"] for row in table(tmp_path / "a-graded" / "intake.csv")}
    assert rows["4"] == "duplicate"


def test_stop_at_the_terminal_ends_before_anything_is_graded(cli, twice, tmp_path):
    shown, code = at_terminal(cli, twice, "stop\n")
    assert code == 2
    assert "stopped before anything was sent" in shown
    assert not list((tmp_path / "a-graded").glob("*.csv"))


def test_answers_of_one_cell_and_transcripts_are_graded_part_by_part(inside, table, tmp_path):
    items = [
        "先向客户道歉，核对订单，当天回访。", "用手势和翻译软件解释退票规则。", "先听各方意见再分工。",
        "面试官：讲一次担责的经历？\n考生：我主动向客户道歉并补偿，事后复盘流程。", "见附件", "不知道", "立即上报并安抚客户。",
    ]  # fmt: skip
    path = tmp_path / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("考生编号", "答案"))
        rows.writerow(("甲", "\n".join(f"{n}. {text}" for n, text in enumerate(items, start=1))))
        rows.writerow(("乙", "1. 只答了一题\n2. 和第二题"))
    asked = inside("grade", path, *RUBRIC, "--skip-bad-rows")
    assert (asked.code, "holds all answers of a candidate" in asked.err) == (2, True)
    assert inside("grade", path, *RUBRIC, "--skip-bad-rows", "--yes").code == 1
    scores = table(tmp_path / "cells-graded" / "scores.csv")
    assert {row["candidate_id"] for row in scores} == {"甲"}
    assert "transcript" in scores[3]["flags"]
    assert (scores[4]["status"], scores[4]["reason"]) == ("held", "attachment")
    assert scores[5]["status"] == "gated"
    intake = table(tmp_path / "cells-graded" / "intake.csv")
    assert [(row["row"], row["state"]) for row in intake][-1] == ("10", "bad")
    for row in table(tmp_path / "cells-graded" / "criteria.csv"):
        assert "担责的经历" not in row["evidence"]
