"""Several posts in one file: a result for each, never mixed."""

import csv
import json
from pathlib import Path

import pytest

from grader import load_rubric

JUDGE = ("--judge", "baseline", "-o", "out")
SAID = "我会先听客户说完，再核对订单，当天给出答复，第二天回访确认。"
ASKED = {name: [item.text.zh for item in load_rubric(name).items][:2]
         for name in ("service-manager", "user-support")}  # fmt: skip
MANAGER, SUPPORT = "客服经理", "售后/支持"


@pytest.fixture
def two(tmp_path) -> Path:
    """Three people for two posts, each asked two questions of their post."""
    rows = [
        ["姓名", "应聘岗位", *ASKED["service-manager"], *ASKED["user-support"]],
        ["周敏", MANAGER, SAID, SAID + "再查一次。", "", ""],
        ["王芳", MANAGER, SAID + "另约时间。", "不知道", "", ""],
        ["李建国", SUPPORT, "", "", SAID, "-"],
    ]
    path = tmp_path / "two.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


BY = ("--by", f"应聘岗位:{MANAGER}=service-manager", "--by", f"应聘岗位:{SUPPORT}=user-support")


def test_each_post_has_its_rubric_its_people_and_its_report(inside, two, table):
    done = inside("grade", two, *BY, *JUDGE)
    assert done.code == 0, done.err
    out = two.parent / "out"
    found = {each.parent.name: {row["candidate_id"] for row in table(each)}
             for each in out.glob("*/candidates.csv")}  # fmt: skip
    assert found == {MANAGER: {"周敏", "王芳"}, "售后-支持": {"李建国"}}
    told = json.loads((out / "售后-支持" / "run.json").read_text(encoding="utf-8"))
    assert told["rubric"]["id"] == "user-support"
    assert done.lines[-1].endswith("out/index.html")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "%E5%94%AE%E5%90%8E-%E6%94%AF%E6%8C%81/report.html" in page
    assert SUPPORT in page


def test_column_alone_gives_all_posts_one_rubric_and_a_report_each(inside, two):
    done = inside("grade", two, "--by", "应聘岗位=service-manager", *JUDGE, "--yes", "--json")
    told = json.loads(done.out)
    assert [each["name"] for each in told["posts"]] == [MANAGER, SUPPORT]
    assert {each["run"]["rubric"]["id"] for each in told["posts"]} == {"service-manager"}
    assert told["exit"] == {"code": 0}


def test_rubric_of_the_rest_is_the_one_of_r(inside, two):
    done = inside("grade", two, "--by", f"应聘岗位：{MANAGER}=service-manager", "-r", "user-support", *JUDGE, "--json")  # fmt: skip
    assert [each["run"]["rubric"]["id"] for each in json.loads(done.out)["posts"]] == [
        "service-manager", "user-support",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("by", "part"),
    [
        (["应聘岗位:客服经理=service-manager"], "no rubric for 应聘岗位 '售后/支持' (1 rows)"),
        (["应聘岗位=service-manager", "--by", "应聘岗位:店长=user-support"], "no row has it"),
        (["岗位名=service-manager"], "no such column"),
        (["应聘岗位"], "write COLUMN=RUBRIC"),
        (["应聘岗位=nope"], "no rubric called 'nope'"),
        (["应聘岗位=service-manager", "--by", "姓名=service-manager"], "names 2 columns"),
        (["姓名=service-manager"], "tells people apart, not posts"),
    ],
)
def test_posts_that_cannot_be_told_are_refused(inside, two, by, part):
    done = inside("grade", two, "--by", *by, *JUDGE, "--yes")
    assert (done.code, part in done.err) == (2, True), done.err
    assert [each.name for each in two.parent.iterdir()] == ["two.csv"]


def test_row_without_a_post_is_told_before_anything_is_sent(inside, two, table):
    with two.open("a", encoding="utf-8", newline="") as file:
        file.write(f"赵六,,{SAID},,,\n钱七,{MANAGER},只一格\n")
    done = inside("grade", two, *BY, *JUDGE)
    assert done.code == 2
    assert "two.csv:5: no 应聘岗位; say for which post" in done.err
    assert "two.csv:6: has 3 cells" in done.err
    done = inside("grade", two, *BY, *JUDGE, "--skip-bad-rows")
    assert done.code == 0
    rows = [row for path in (two.parent / "out").glob("*/intake.csv") for row in table(path)]
    assert sorted(row["row"] for row in rows if row["state"] == "bad") == ["5", "6"]


def test_same_command_again_asks_and_pays_for_nothing(inside, two, grader_server, at):
    options = (*BY, *at(grader_server), "-o", "out")
    first = inside("grade", two, *options)
    sent = len(grader_server.requests)
    assert (first.code, sent) == (0, 4)
    assert inside("grade", two, *options).code == 0
    assert len(grader_server.requests) == sent


def test_limit_is_shared_among_the_posts(inside, two, grader_server, at):
    done = inside("grade", two, *BY, *at(grader_server), "--limit", "2", "--json")
    asked = [each["run"]["counts"]["requests"] for each in json.loads(done.out)["posts"]]
    assert asked == [1, 1]


def test_budget_is_what_the_posts_before_left(inside, two, grader_server, at):
    path = two.parent / "prices.yaml"
    path.write_text("- {model: '*', input: 100, output: 100}\n", encoding="utf-8")
    options = ("--budget", "5", "--prices", path, "--json")
    done = inside("grade", two, *BY, *at(grader_server), *options)
    first, second = (each["run"] for each in json.loads(done.out)["posts"])
    assert first["budget"] == 5
    assert first["cost"]["usd"] > 0.01
    assert second["budget"] == pytest.approx(5 - first["cost"]["usd"], abs=0.001)


@pytest.mark.usefixtures("in_chinese")
def test_refused_key_stops_all_posts_and_says_which_were_not_begun(inside, two, grader_server, at):
    grader_server.reply("unauthorized")
    done = inside("grade", two, *BY, *at(grader_server), "-o", "out")
    assert (done.code, len(grader_server.requests)) == (3, 1)
    assert f"{SUPPORT}：这次没有开始。" in done.err
    assert "尚未开始" in (two.parent / "out" / "index.html").read_text(encoding="utf-8")


def test_look_ahead_tells_each_post(inside, two):
    done = inside("grade", two, *BY, *JUDGE, "--dry-run", "--json")
    told = json.loads(done.out)
    assert (done.code, [each["name"] for each in told["posts"]]) == (0, [MANAGER, SUPPORT])
    assert not (two.parent / "out").exists()


def test_folder_of_another_kind_of_run_is_refused(inside, two):
    assert inside("grade", two, "-r", "service-manager", *JUDGE, "--yes").code == 0
    done = inside("grade", two, *BY, *JUDGE)
    assert (done.code, "not by posts" in done.err) == (2, True)
