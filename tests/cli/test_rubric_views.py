"""grader rubric show and check: a table a person can read, and what is still to do."""

import json
import unicodedata

import pytest

from grader.readers.resources import shipped_rubrics
from grader.readers.rubric_yaml import load_rubric

SHIPPED = sorted(shipped_rubrics())
DRAFT = """
id: draft
version: "1"
title: 草拟的卷子
language: zh
use: selection
dimensions:
  process: {name: 流程, description: 步骤}
  closure: {name: 闭环, description: 跟进}
criteria:
- {id: say, points: 2, dimension: process, description: 说清楚, status: proposed}
sections:
- id: "一"
  title: 情景
  items:
  - {id: "一/1", text: 客户催退款，你怎么办？, points: 2, reference: 先查再说}
  - id: "一/2"
    text: 客户要投诉同事，你怎么办？
    points: 3
    over: scale
    criteria:
    - {id: hear, points: 2, dimension: process, description: 听完经过, status: proposed}
    - id: log
      points: 2
      dimension: process
      description: 记录下来
      evidence: whole
      levels:
      - {points: 0, description: 没有写}
      - {points: 2, description: 写了记录}
      indicators: [登记工单]
critical:
- {id: promise, description: 随口保证赔付}
"""


def cells(line):
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


def bare(text):
    return "".join(text.split())


@pytest.fixture
def draft(tmp_path):
    (tmp_path / "draft.yaml").write_text(DRAFT, encoding="utf-8")
    return "draft.yaml"


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(inside, monkeypatch, width, lang):
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("service-manager", "customer-service"):
        lines = inside("rubric", "show", name, "--lang", lang).out.splitlines()
        assert max(map(cells, lines)) <= min(width, 120)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_word_of_an_item_is_shown(inside, monkeypatch, name):
    monkeypatch.setenv("COLUMNS", "4000")
    shown = bare(inside("rubric", "show", name, "--lang", "zh").out)
    rubric = load_rubric(shipped_rubrics()[name])
    items = list(rubric.items) or [rubric.item("", "")]
    texts = [item.text for item in items] + [item.reference for item in items]
    for criterion in (each for item in items for each in item.criteria):
        texts += [criterion.description, criterion.label, *criterion.indicators]
        texts += [level.description for level in criterion.levels]
    # A column is at most 120 wide, so what was wrapped is looked for in pieces of one line.
    missing = [text.zh for text in texts if bare(text.zh)[:12] not in shown]
    assert missing == []


def test_show_tells_drafts_rules_levels_and_critical_findings(inside, draft):
    told = inside("rubric", "show", draft).out
    for words in (
        "选拔用", "1 部分，2 题，5 分", "【草拟，待确认】", "评分点合计 4 分，按比例折算到 3 分",
        "2 → 1.5", "0 分 没有写", "1.5 分 写了记录", "常见表现：登记工单", "不要求逐句引文",
        "- promise 随口保证赔付", "参考答案：先查再说",
    ):  # fmt: skip
        assert words in told


def test_text_in_a_file_cannot_drive_the_terminal(inside, tmp_path):
    evil = DRAFT.replace("客户催退款", '"\\e[2J客户[bold]催退款').replace("你怎么办？, points: 2, r", '你怎么办？", points: 2, r', 1)  # fmt: skip
    (tmp_path / "draft.yaml").write_text(evil, encoding="utf-8")
    told = inside("rubric", "show", "draft.yaml").out
    assert "\x1b" not in told
    assert "[bold]" in told


def test_check_lists_what_is_still_open(inside, draft):
    done = inside("rubric", "check", draft)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "draft.yaml：可以使用，2 题，5 分。",
        "还要做的：",
        "  - 题 一/1：草拟的评分点待确认（say），核对后删去 status: proposed",
        "  - 题 一/2：草拟的评分点待确认（hear），核对后删去 status: proposed",
        "  - 题 一/2：没有参考答案（reference），评分只能依据题目和评分点",
        "  - 维度 closure 没有评分点，可以删去",
        "请留意：",
        "  - 题 一/2：评分点合计 4 分，按比例折算到 3 分（over: scale）",
    ]


def test_check_for_machines_names_codes_items_and_criteria(inside, draft):
    told = json.loads(inside("rubric", "check", draft, "--json").out)
    assert (told["ok"], told["open"], len(told["notes"])) == (True, 4, 5)
    assert [(each["code"], each["items"], each["names"]) for each in told["remarks"]] == [
        ("proposed", ["一/1"], ["say"]),
        ("proposed", ["一/2"], ["hear"]),
        ("over_scale", ["一/2"], []),
        ("no_reference", ["一/2"], []),
        ("unused_dimension", [], ["closure"]),
    ]
    assert (told["remarks"][2]["marks"], told["remarks"][2]["points"]) == ("4", "3")


def test_check_says_nothing_more_of_a_rubric_that_is_done(inside):
    done = inside("rubric", "check", "customer-service", "--lang", "en")
    assert done.out == "customer-service: ok, 0 items, 16 points.\n"
