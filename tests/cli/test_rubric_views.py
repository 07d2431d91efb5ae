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


IMPORTED = """
id: till
version: "1"
title: 收银
language: zh
use: practice
notes: [卷首写明总分 100 分]
dimensions:
  process: {name: 流程, description: 步骤}
sections:
- id: "一"
  title: 混合题
  declared: {items: 5, points_each: 2, points: 10}
  notes: [标题写明 5 题，文中只找到 4 题]
  items:
  - id: "一/1"
    text: 扫码枪坏了怎么办？
    points: 2
    over: choose
    notes: [没有参考答案]
    criteria:
    - {id: tell, points: 3, dimension: process, description: 先说明}
  - id: "一/2"
    text: 顾客插队怎么办？
    points: 2
    notes: [没有参考答案]
    criteria:
    - {id: line, points: 2, dimension: process, description: 请他排队}
  closed:
  - {id: "一/3", kind: choice, text: 发票丢了先做什么？, points: 2, options: [A. 挂失, B. 重开], answer: A}
  - {id: "一/4", kind: true_false, text: 小票可以不给。, points: 2, answer: 错}
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


@pytest.fixture
def imported(tmp_path):
    (tmp_path / "till.yaml").write_text(IMPORTED, encoding="utf-8")
    return "till.yaml"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["标题写明：5 题、每题 2 分、共 10 分", "客观题 2 道（不评阅）", "答案：A", "请在 over 里选 scale"]),
        ("en", ["The heading says: questions: 5, points each: 2, points in all: 10", "not graded: 2", "Answer: A"]),
    ],
)  # fmt: skip
def test_show_has_closed_questions_declared_figures_and_notes(inside, imported, lang, told):
    done = inside("rubric", "show", imported, "--lang", lang)
    assert done.code == 0, done.err
    told += ["卷首写明总分 100 分", "文中只找到 4 题", "没有参考答案", "B. 重开", "小票可以不给"]
    assert [each for each in told if bare(each) not in bare(done.out)] == []


def test_check_tells_notes_closed_questions_and_figures_that_differ(inside, imported):
    done = inside("rubric", "check", imported)
    assert done.code == 0, done.err
    for line in (
        "  - 卷首写明总分 100 分",
        "  - 一 部分：标题写明 5 题，文中只找到 4 题",
        "  - 一 部分：标题写明 5 题，这里有 4 题",
        "  - 题 一/3、一/4：客观题，不按评分点评阅",
        "  - 题 一/1、一/2：没有参考答案",
    ):
        assert line in done.out.splitlines()


def test_check_tells_points_of_a_heading_that_do_not_add_up(inside, imported, tmp_path):
    file = tmp_path / imported
    file.write_text(
        IMPORTED.replace("items: 5", "items: 4").replace("points: 10", "points: 9"), "utf-8"
    )
    assert "一 部分：标题写明 9 分，这里合计 8 分" in inside("rubric", "check", imported).out
    file.write_text(IMPORTED.replace("items: 5", "items: 4").replace(", points: 10", ""), "utf-8")
    assert "这里合计" not in inside("rubric", "check", imported).out


def test_machine_forms_have_what_an_import_keeps(inside, imported):
    shown = json.loads(inside("rubric", "show", imported, "--json").out)
    [section] = shown["sections"]
    assert section["declared"] == {"items": 5, "points_each": "2", "points": "10"}
    assert [each["answer"] for each in section["closed"]] == ["A", "错"]
    assert (shown["closed"], section["items"][0]["notes"]) == (2, ["没有参考答案"])
    checked = json.loads(inside("rubric", "check", imported, "--json").out)
    assert checked["open"] == sum(each["open"] for each in checked["remarks"]) > 0
    notes = [each for each in checked["remarks"] if each["code"] == "note"]
    assert [(each["section"], each["items"]) for each in notes] == [
        (None, []), ("一", []), (None, ["一/1", "一/2"]),
    ]  # fmt: skip


def test_diff_tells_what_changed_in_closed_questions_figures_and_notes(inside, imported, tmp_path):
    text = IMPORTED
    for old, new in (
        ("answer: A", "answer: B"), ("points: 10", "points: 8"), ("100 分", "80 分"),
        ("over: choose", "over: raise"), ("    notes: [没有参考答案]\n", ""), ('  - {id: "一/4"', '  - {id: "一/5"'),
    ):  # fmt: skip
        text = text.replace(old, new, 1)
    (tmp_path / "new.yaml").write_text(text, encoding="utf-8")
    done = inside("rubric", "diff", imported, "new.yaml")
    assert done.code == 1, done.err
    assert "choose → raise" in done.out
    told = json.loads(inside("rubric", "diff", imported, "new.yaml", "--json").out)
    assert {(each["what"], each["of"]) for each in told["head"]} == {
        ("notes", None), ("declared", "一"), ("closed", "一/3"), ("closed_added", "一/5"),
        ("closed_removed", "一/4"),
    }  # fmt: skip
    assert told["may_move"] == ["一/1"]
    assert "notes" in [each["what"] for each in told["items"][0]["changes"]]


def test_answers_to_a_closed_question_are_told_so_and_can_be_passed_over(inside, tmp_path, answers):
    (tmp_path / "till.yaml").write_text(IMPORTED.replace("over: choose", "over: scale"), "utf-8")
    path = answers(
        ("A", "一/2", "请他到队尾排队。"), ("A", "一-3", "A"), ("A", "4", "错"), ("A", "9", "？")
    )
    grade = ("grade", path, "-r", "till.yaml", "--judge", "baseline", "--lang", "en")
    done = inside(*grade)
    assert done.code == 2
    assert [
        each for each in ("一/3", "一/4") if f"question '{each}' is a closed one" not in done.err
    ] == []
    assert "item '9' is not in rubric" in done.err
    assert inside(*grade, "--skip-bad-rows").code in {0, 1}
    states = (tmp_path / "a-graded" / "intake.csv").read_text("utf-8-sig")
    assert states.count("is a closed one") == 2


def test_number_that_a_closed_question_has_too_means_neither(inside, tmp_path, answers):
    text = (
        IMPORTED.replace("over: choose", "over: scale")
        + """- id: "二"
  title: 情景题
  items:
  - id: "二/3"
    text: 顾客说找错钱了怎么办？
    points: 2
    criteria:
    - {id: count, points: 2, dimension: process, description: 当面点清}
"""
    )
    (tmp_path / "till.yaml").write_text(text, "utf-8")
    path = answers(("A", "3", "A"))
    done = inside("grade", path, "-r", "till.yaml", "--judge", "baseline", "--lang", "en")
    assert done.code == 2
    assert "more than one item has that number" in done.err
