"""grader compare tells who moved between two runs, by which criterion, and what differs."""

import csv
import json
from html import unescape

import pytest

from grader.cli.app import main
from grader.readers.resources import find_rubric
from grader.testing import LoopbackServer, criteria_of, rating_content

RUBRIC = "service-manager"


def lower_one(body, number):
    """One answer of six loses a level of one criterion."""
    level = "top"
    if "记下第3件事" in body["messages"][1]["content"]:
        level = {next(iter(criteria_of(body))): 0}
    return rating_content(body, level=level)


@pytest.fixture(scope="module")
def runs(tmp_path_factory, several):
    """The same six answers, graded before and after another model came."""
    folder = tmp_path_factory.mktemp("compared")
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("candidate_id", "item_id", "answer"), *several(6)])
    for name, script, model in (("old", "top", "m-1"), ("new", lower_one, "m-2")):
        with LoopbackServer(script) as server:
            main(["grade", str(folder / "a.csv"), "-r", RUBRIC, "--base-url", server.base_url,
                  "--model", model, "--format", "csv", "-o", str(folder / name)])  # fmt: skip
    return folder


@pytest.fixture
def compared(inside, runs, tmp_path):
    def run(*options, old="old", new="new"):
        return inside("compare", runs / old, runs / new, "-o", tmp_path / "cmp", *options)

    return run


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_who_moved_by_which_criterion_is_told(compared, tmp_path):
    done = compared("--json")
    told = json.loads(done.out)
    assert done.code == 1
    [whole, criterion] = rows(tmp_path / "cmp" / "compare.csv")
    assert (whole["candidate_id"], whole["criterion_id"]) == ("C003", "")
    assert criterion["criterion_id"]
    assert whole["difference"] == criterion["difference"] == f"-{criterion['old_points']}"
    assert (whole["old_status"], whole["new_status"]) == ("graded", "graded")
    assert told["moved"] == 1
    assert told["compared"] - told["identical"] == 1
    assert told["totals"] == {"compared": 6, "moved": 1}
    assert told["differences"] == {whole["difference"]: 1, "0": told["settled_in_both"] - 1}
    assert told["mean_difference"] == pytest.approx(
        float(whole["difference"]) / told["settled_in_both"], abs=1e-4
    )
    settings = {each["name"]: (each["old"], each["new"]) for each in told["settings"]}
    assert settings["model_asked"] == ("m-1", "m-2")
    assert "rubric" not in settings


def test_page_opens_each_move_to_its_reasons_and_loads_nothing(compared, tmp_path):
    compared()
    text = (tmp_path / "cmp" / "compare.html").read_text(encoding="utf-8")
    assert "C003，题目" in text
    assert "前一次：" in text
    assert "default-src 'none'" in unescape(text)
    assert "<script" not in text
    assert "C001" not in text, "who did not move is not shown"


@pytest.mark.usefixtures("in_chinese")
def test_nothing_moved_is_0(compared, runs, tmp_path):
    again = runs / "again"
    if not again.exists():
        import shutil

        shutil.copytree(runs / "old", again)
    done = compared(new="again")
    assert done.code == 0
    assert "0 份有变动" in done.out
    assert "都相同" in done.out
    assert rows(tmp_path / "cmp" / "compare.csv") == []


def test_changed_rubric_held_answers_and_missing_ones_are_told(
    compared, runs, inside, several, tmp_path
):
    text = find_rubric(RUBRIC).read_text(encoding="utf-8").replace("先回应客户的着急", "先安抚客户")
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        kept = [
            (who, item, f"{said}谢谢。" if who == "C002" else said)
            for who, item, said in several(5)
        ]
        csv.writer(file).writerows([("candidate_id", "item_id", "answer"), *kept])
    with LoopbackServer("invented_quotes") as server:
        inside("grade", "b.csv", "-r", "r.yaml", "--base-url", server.base_url, "--model", "m-1",
               "-o", runs / "held")  # fmt: skip
    done = compared("--json", new="held")
    told = json.loads(done.out)
    assert done.code == 1
    assert told["newly_open"] == 5
    assert told["other_text"] == 1
    assert told["only_old"] > 0
    assert told["flags_appeared"] == {"evidence_missing": 5}
    assert [each["item_id"] for each in told["items"]] == ["一/1"]
    states = {row["new_status"] for row in rows(tmp_path / "cmp" / "compare.csv")}
    assert states == {"held", "absent"}


def test_by_default_files_go_beside_the_new_run(inside, runs):
    assert inside("compare", runs / "old", runs / "new", "--lang", "en").code == 1
    page = (runs / "new" / "compare.html").read_text(encoding="utf-8")
    assert "Two runs compared" in page
    assert (runs / "new" / "compare.csv").exists()


def test_run_is_not_compared_with_itself(inside, runs):
    done = inside("compare", runs / "old", runs / "old")
    assert (done.code, len(done.lines)) == (2, 1)
    assert inside("compare", runs / "old", runs).code == 2
