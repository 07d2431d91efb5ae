"""Grading by draft criteria works, and says so at every place a person looks."""

import pytest

DRAFT = """
id: draft
version: "1"
title: {zh: 草拟的卷子, en: A drafted paper}
language: zh
use: practice
dimensions:
  process: {name: {zh: 流程, en: Process}, description: 步骤}
sections:
- id: "一"
  title: 情景
  items:
  - id: "一/1"
    text: 客户催退款，你怎么办？
    points: 2
    criteria:
    - {id: check, points: 2, dimension: process, description: 核对订单和退款进度, status: proposed}
  - id: "一/2"
    text: 客户要投诉同事，你怎么办？
    points: 2
    criteria:
    - {id: hear, points: 2, dimension: process, description: 听完经过并记录下来}
"""


@pytest.fixture
def graded(inside, answers, tmp_path):
    (tmp_path / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    path = answers(
        ("A", "一/1", "我先核对订单和退款进度，再告诉客户到账时间。"),
        ("A", "一/2", "我先听完经过并记录下来，再答复客户。"),
    )
    return lambda *more: inside("grade", path, "-r", "draft.yaml", "--judge", "baseline", *more)


@pytest.mark.parametrize(("lang", "told"), [("zh", "有 1 道题的评分点是草拟的"), ("en", "criteria of 1 item")])  # fmt: skip
def test_draft_criteria_are_told_before_anything_is_asked(graded, lang, told):
    done = graded("--lang", lang)
    assert done.code == 0, done.err
    assert told in done.err.splitlines()[0]


def test_draft_criteria_flag_the_answers_they_graded_and_no_others(graded, table, tmp_path):
    graded()
    rows = table(tmp_path / "a-graded" / "scores.csv")
    assert {row["item_id"]: row["flags"] for row in rows} == {
        "一/1": "proposed_criteria",
        "一/2": "",
    }


def test_report_says_in_its_head_that_criteria_are_a_draft(graded, tmp_path):
    graded("--lang", "en", "--format", "html,md")
    for name in ("report.html", "report.md"):
        text = (tmp_path / "a-graded" / name).read_text(encoding="utf-8")
        assert "1 item was graded by draft criteria" in text


def test_report_of_other_items_says_nothing_of_drafts(graded, tmp_path):
    graded("--lang", "en", "--format", "md", "--items", "一/2")
    text = (tmp_path / "a-graded" / "report.md").read_text(encoding="utf-8")
    assert "draft criteria" not in text
