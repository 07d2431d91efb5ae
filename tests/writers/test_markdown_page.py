"""The Markdown report: the same order, shorter, and inert."""

import re
from pathlib import Path

import pytest

from grader.core.adjudicate import settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Run
from grader.writers.markdown_page import escaped, markdown_page
from grader.writers.page import Page

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEM = RUBRIC.by_id["一/1"]
NASTY = (
    "| a | b |\n|---|---|",
    "![x](https://evil.example/pixel.png)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "`code` ```fence```",
    "# heading\n- list\n> quote\n***",
    "http://evil.example www.evil.example a@b.example",
    "\u202eabc\x1b[31m",
)


def figures(people):
    tally = Tally()
    for person in people:
        tally.add(person)
    return tally.figures()


def page(*told, language="zh", judge="openai"):
    """One person per (id, status, reason), with one answer."""
    counts, people = Counts(), []
    for who, status, reason in told:
        answer = Answer(candidate_id=who, item_id=ITEM.id, text="我会回电话。")
        score = settle_unrated(answer, ITEM, status, reason, detail=who)
        count(counts, score)
        people.append(aggregate(who, [(ITEM, score)]))
    run = Run(judge=judge, rubric_id=RUBRIC.id, rubric_version="1", counts=counts)
    return Page(
        people=people,
        run=run,
        rubric=RUBRIC,
        language=language,
        labels=labels(language, "report"),
        statistics=figures(people),
    )


def test_counts_add_up_in_one_line():
    made = markdown_page(page(("甲", "gated", "empty"), ("乙", "held", "attachment")))
    assert "应答 2 = 已评分 0 + 待人工复核 1 + 无实质内容 1 + 未能评分 0 + 未作答 0" in made


def test_only_open_answers_are_told_one_by_one():
    made = markdown_page(page(("甲", "gated", "empty"), ("乙", "unscored", "unreachable")))
    told = made.split("## 尚未定分的答案")[1]
    assert "### 乙" in told
    assert "服务连接不上" in told
    assert "### 甲" not in told


def test_a_run_with_nothing_open_says_none():
    assert "None." in markdown_page(page(("a", "gated", "empty"), language="en"))


def test_a_baseline_report_says_so():
    made = markdown_page(page(("甲", "gated", "empty"), judge="baseline"))
    assert labels("zh", "report")["baseline_notice"] in made


def test_items_are_told_and_what_is_not_defined_says_so():
    made = markdown_page(page(("甲", "unscored", "unreachable"), ("乙", "gated", "empty")))
    [row] = [line for line in made.splitlines() if line.startswith("| 一/1 |")]
    assert row == "| 一/1 | 1 | 0 / 8 | 0.0% | 未定义 | 无 | 1 |"
    assert made.index("## 各题情况") < made.index("## 发往何处，用了多少")


def test_item_without_a_settled_answer_has_no_mean():
    made = markdown_page(page(("a", "unscored", "unreachable"), language="en"))
    assert "| 一/1 | 0 | undefined | undefined | undefined | none | 1 |" in made


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_text_keeps_its_cell_and_its_line(nasty):
    made = markdown_page(page((nasty, "unscored", nasty)))
    tables = re.findall(r"(?:^\| .*\n)+", made, re.MULTILINE)
    assert len(tables) == 2
    for table in tables:
        rows = table.splitlines()
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(|<script|(?<!\\)`|://|www\.|\x1b|\u202e", made)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("23.5–25.5 / 54", "23.5–25.5 / 54"),
        ("1. first", r"1\. first"),
        ("2026-11-22", "2026-11-22"),
        ("- a", r"\- a"),
        ("# a", r"\# a"),
        ("a\r\n\r\n| b", r"a \| b"),
        ("a & <b>", "a &amp; &lt;b&gt;"),
        (r"\`", r"\\\`"),
        ("HTTPS://x", "HTTPS&#58;//x"),
    ],
)
def test_only_what_markdown_would_act_on_is_escaped(text, shown):
    assert escaped(text) == shown
