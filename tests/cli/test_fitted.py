"""baseline-fitted: a small model learnt from people's marks, as the judge or beside one."""

import csv
import json
import random
from pathlib import Path

import pytest

from grader.readers.resources import labels

RUBRIC_TEXT = (
    Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
    + """\
  - id: "一/2"
    text: 客户要投诉你，你怎么回复？
    points: 2
    criteria:
    - {id: calm, points: 2, dimension: empathy, description: 先听客户说完}
"""
)
ITEM, OTHER = "一/1", "一/2"
WORDS = ["这件事我知道了。", "让您等了十天实在抱歉。", "让您等了十天实在抱歉，换我也会着急。"]
CHECKS = ["我会请同事处理。", "我会查一下退款。", "我会查银行流水停在哪一步，下午给您回电话。"]
FILLERS = [
    "请放心。",
    "感谢您的来电。",
    "祝您生活愉快。",
    "有事随时找我。",
    "我们很重视。",
    "请您稍候。",
]


def made(number, seed=1):
    """An answer with the levels it deserves."""
    chance = random.Random(f"{seed}|{number}")
    words, check = chance.randrange(3), chance.randrange(3)
    parts = [WORDS[words], CHECKS[check], *chance.sample(FILLERS, 3), f"编号{number}。"]
    return "".join(parts), words, check


def sheet_rows(count, *, whole=False):
    for number in range(count):
        text, words, check = made(number)
        who = f"M{number:03}"
        if whole:
            yield who, ITEM, "", str(words + check * 1.5), "王芳", text
        else:
            yield who, ITEM, "words", str(words), "王芳", text
            yield who, ITEM, "check", str(check * 1.5), "王芳", ""


@pytest.fixture
def sheet(tmp_path):
    def write(rows, name="marked.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            header = ("考生编号", "题号", "评分点", "分数", "复核人", "答案")
            csv.writer(file).writerows([header, *rows])
        return name

    return write


@pytest.fixture
def asked(answers, tmp_path):
    (tmp_path / "small.yaml").write_text(RUBRIC_TEXT, encoding="utf-8")
    return answers(*((f"K{n:03}", ITEM, made(n, seed=2)[0]) for n in range(12)),
                   *((f"K{n:03}", OTHER, "我会先听客户把话讲完，再说怎么办。") for n in range(6)))  # fmt: skip


@pytest.fixture
def grade(inside, asked):
    def run(*options, out="out"):
        return inside(
            "grade", asked, "-r", "small.yaml", "-o", out, "--format", "html,md,xlsx", *options
        )

    return run


def told(tmp_path, out="out"):
    return json.loads((tmp_path / out / "run.json").read_text(encoding="utf-8"))


def test_learnt_item_is_scored_and_the_other_says_why_not(grade, sheet, table, tmp_path, inside):
    done = grade("--judge", "baseline-fitted", "--marks", sheet(sheet_rows(60)))
    assert done.code == 1, done.err
    rows = table(tmp_path / "out/scores.csv")
    scored = [row for row in rows if row["item_id"] == ITEM]
    assert {row["rater"] for row in scored} == {"baseline-fitted"}
    near = [abs(float(row["points_high"]) - made(n, seed=2)[1] - made(n, seed=2)[2] * 1.5) <= 1.5
            for n, row in enumerate(scored)]  # fmt: skip
    assert sum(near) >= 10
    others = {(row["status"], row["reason"]) for row in rows if row["item_id"] == OTHER}
    assert others == {("unscored", "too_few_marks"), ("not_answered", "")}
    verified = inside("verify", "out", "--json")
    assert (verified.code, json.loads(verified.out)["findings"]) == (0, [])


@pytest.mark.usefixtures("in_chinese")
def test_every_report_says_it_is_no_model_and_how_it_agrees(grade, sheet, tmp_path):
    done = grade("--judge", "baseline-fitted", "--marks", sheet(sheet_rows(60)))
    run = told(tmp_path)
    assert run["fitted"]["items"] == {ITEM: 60}
    assert run["fitted"]["second"] is False
    qwk = run["fitted"]["qwk"]
    assert (qwk["n"], qwk["candidates"]) == (120, 60)
    assert qwk["low"] <= qwk["value"] <= qwk["high"]
    assert qwk["value"] > 0.7
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    paper = (tmp_path / "out/report.md").read_text(encoding="utf-8")
    for text in (page, paper):
        assert "未使用语言模型" in text
        assert f"二次加权 kappa 为 {qwk['value']:.2f}" in text
    assert labels("zh", "cli")["fitted"] in done.err


def test_second_opinion_flags_and_changes_no_score(
    grade, sheet, table, tmp_path, grader_server, at
):
    """The scripted judge gives top marks to everyone: whoever did nothing of it stands out."""
    before = grade(*at(grader_server), out="alone")
    after = grade(*at(grader_server), "--second-opinion", "baseline-fitted", "--marks",
                  sheet(sheet_rows(60)), out="beside")  # fmt: skip
    assert {before.code, after.code} <= {0, 1}, after.err
    alone, beside = (table(tmp_path / out / "scores.csv") for out in ("alone", "beside"))
    points = [[row["points"], row["status"], row["rater"]] for row in alone]
    assert [[row["points"], row["status"], row["rater"]] for row in beside] == points
    apart = {row["candidate_id"] for row in beside if "judges_disagree" in row["flags"]}
    deserve = {f"K{n:03}" for n in range(12) if 0 in made(n, seed=2)[1:]}
    assert len(apart ^ deserve) <= 2
    assert not any("judges_disagree" in row["flags"] for row in beside if row["item_id"] == OTHER)
    assert told(tmp_path, "beside")["fitted"]["second"] is True
    page = (tmp_path / "beside/report.html").read_text(encoding="utf-8")
    assert "小模型只作第二意见" in page


def test_points_of_whole_items_are_enough_to_learn_from(grade, sheet, table, tmp_path):
    done = grade("--judge", "baseline-fitted", "--marks", sheet(sheet_rows(60, whole=True)))
    assert done.code == 1, done.err
    rows = [row for row in table(tmp_path / "out/criteria.csv") if row["item_id"] == ITEM]
    assert all("摊出来" in row["rationale"] for row in rows)
    assert told(tmp_path)["fitted"]["qwk"]["value"] > 0.5


WRONG = {
    "no marks": (("--judge", "baseline-fitted"), "--marks"),
    "marks for nothing": (("--judge", "baseline", "--marks", "marked.csv"), "go together"),
    "another second": (("--judge", "baseline", "--second-opinion", "gut"), "gut"),
    "both": (("--judge", "baseline-fitted", "--second-opinion", "baseline-fitted", "--marks", "marked.csv"), "already"),
    "too few": (("--judge", "baseline-fitted", "--marks", "few.csv"), "24"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_what_does_not_go_together_is_one_line(grade, sheet, tmp_path, wrong):
    sheet(sheet_rows(30))
    sheet(sheet_rows(24), name="few.csv")
    options, expected = WRONG[wrong]
    done = grade(*options)
    assert (done.code, len(done.lines)) == (2, 1)
    assert expected in done.err
    assert not (tmp_path / "out/report.html").exists()
