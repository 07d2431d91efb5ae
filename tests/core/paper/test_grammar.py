"""Papers drawn from a grammar come back as drawn; whatever else is drawn never ends in an error."""

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.paper import TextLine, read_paper, to_rubric
from grader.readers.question_paper.plain import text_blocks
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric, read_rubric
from grader.writers.rubric_yaml import rubric_yaml

CHINESE = "一二三四五六七八九十"
WORDS = st.lists(
    st.sampled_from("乘客行李延误货架登记电话付款门店孩子药品车间图纸".split() + list("看查问写改换补送")),
    min_size=2, max_size=8,
).map("".join)  # fmt: skip
ASKED = st.builds("{}时{}，您怎么做？".format, WORDS, WORDS)
TOLD = st.builds("先{}，再{}。".format, WORDS, WORDS)
SECTIONS = st.sampled_from(["{cn}、{title}", "第{cn}部分 {title}", "{cn}．{title}"])
NUMBERS = st.sampled_from(
    [
        "{n}.",
        "{n}、",
        "（{n}）",
        "题目{n}：",
        "第{cn}题：",
        "{n}.题目：",
        "【第{n}题】",
        "问题{n}、",
        "Q{n}:",
    ]
)
ANSWERS = st.sampled_from(
    ["参考答案：", "答案:", "【答案】", "答：", "Sample answer: ", "参考回答："]
)
SCHEMES = st.sampled_from(["评分标准：", "【评分要点】", "采分点：", "评分细则:", "Scoring: "])
MARKS = st.sampled_from(
    ["①{a}（{m}分）；②{b}（{n}分）", "{a}（{m}分）、{b}（{n}分）", "\n- {a}（{m}分）\n- {b}({n}分)",
     "\n1. {a}……{m}分\n2. {b}……{n}分", "\n{m}分：{a}\n{n}分：{b}"]
)  # fmt: skip
DIMENSIONS = load_rubric(find_rubric("service-manager")).dimensions
LABELS = labels("zh", "rubric")


@st.composite
def papers(draw):
    """A text, and its sections as (points of each, [(question, answer, marks)])."""
    section_form, number, answer, scheme, marks = (
        draw(each) for each in (SECTIONS, NUMBERS, ANSWERS, SCHEMES, MARKS)
    )
    has_answers, has_marks = draw(st.booleans()), draw(st.booleans())
    list_in_answer = draw(st.booleans()) and has_answers
    lines, drawn = [draw(WORDS) + "试题"], []
    for section in range(draw(st.integers(1, 3))):
        each, count = draw(st.integers(2, 20)), draw(st.integers(1, 4))
        title = section_form.format(cn=CHINESE[section], title=draw(WORDS) + "题")
        lines.append(f"{title}（共{count}题，每题{each}分，总分{count * each}分）")
        items = []
        for n in range(1, count + 1):
            question, reply = draw(ASKED), draw(TOLD)
            lines.append(number.format(n=n, cn=CHINESE[n - 1]) + question)
            if has_answers:
                steps = [draw(TOLD) for _ in range(3)] if list_in_answer else []
                lines.append(answer + reply)
                lines += [f"{place}. {step}" for place, step in enumerate(steps, start=1)]
            split = draw(st.integers(1, each - 1))
            a, b = draw(WORDS), draw(WORDS)
            if has_marks:
                lines += (scheme + marks.format(a=a, b=b, m=split, n=each - split)).split("\n")
            stated = [(a, split), (b, each - split)] if has_marks else []
            items.append((question, reply if has_answers else "", stated))
        drawn.append((each, items))
    return "\n".join(lines), drawn


@settings(max_examples=120, deadline=None, derandomize=True)
@given(papers())
def test_drawn_paper_comes_back(drawn):
    text, sections = drawn
    paper = read_paper(text_blocks(text))
    assert [section.id for section in paper.sections] == list(CHINESE[: len(sections)])
    for made, (each, items) in zip(paper.sections, sections, strict=True):
        assert [item.text for item in made.items] == [question for question, *_ in items]
        assert {item.points for item in made.items} == {Decimal(each)}
        for item, (_, answer, marks) in zip(made.items, items, strict=True):
            assert item.answer.split("\n")[0] == answer
            assert [(p.text, p.marks) for p in item.scoring] == [(a, Decimal(m)) for a, m in marks]


PIECES = st.lists(
    st.sampled_from(
        [
            "\n",
            "\n\n",
            " ",
            "文" * 90,
            *"""一、 二、 第一题： 题目2： 1. 2、 （1） ① （共2题，每题5分，总分10分） （5分） 参考答案： 答案 解析：
        评分标准： 优（9-10分）： A.甲 B.乙 √ 1-5ABCDE 为什么？ 先查。 ……3分 每点2分 | |--|--| # ** ____ • 第1页 --- \t
        Q1: Answer: (2) 10分 0分 999999分 第十十题 ㊀ \u202e \ud7ff 答案与解析 扣1分 Ⅳ. 〇、""".split(),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(PIECES, st.text(max_size=200)))
def test_whatever_is_read_makes_a_rubric_that_is_one_or_no_questions(text):
    """What comes out is written, read back equal, and written again as the same bytes."""
    paper = read_paper(TextLine(n, line) for n, line in enumerate(text.splitlines(), start=1))
    rubric = to_rubric(
        paper,
        name="x",
        title=paper.title or "x",
        language="zh",
        words=LABELS,
        dimensions=DIMENSIONS,
    )
    if any(section.items for section in rubric.sections):
        written = rubric_yaml(rubric)
        again = read_rubric(written, "x.yaml")
        assert again.with_language("zh") == rubric.with_language("zh")
        assert rubric_yaml(again) == written
        assert not re.search(r"(?m)^\s*points: 0$", written.replace("- points: 0", ""))
