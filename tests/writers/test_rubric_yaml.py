"""A written rubric is read back as it was, and is pleasant to edit."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.readers.resources import shipped_rubrics
from grader.readers.rubric_yaml import load_rubric, read_rubric
from grader.records import (
    ClosedItem,
    Criterion,
    Critical,
    DeclaredFigures,
    Dimension,
    Item,
    Rubric,
    Section,
    Text,
)
from grader.writers.rubric_yaml import rubric_yaml


@pytest.mark.parametrize("name", sorted(shipped_rubrics()))
def test_shipped_rubrics_come_back_as_they_were(name):
    rubric = load_rubric(shipped_rubrics()[name])
    text = rubric_yaml(rubric)
    assert read_rubric(text, name) == rubric
    assert rubric_yaml(read_rubric(text, name)) == text


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\x00\x85\u2028\u2029"),
    min_size=1, max_size=40,
).map(str.strip).filter(bool)  # fmt: skip
TRICKY = st.sampled_from(
    "1 1e3 -5 .5 ~ null true yes - ? [a] {b} *c &d !e #f 'g' \"h\" a:b a:\nb |i >j %k @l 0x1F 1_000 : ".split()
) | st.sampled_from(["甲\n乙", "甲\n\n 乙", "甲\t乙", "a: b", "a #b", "甲：乙\n- 丙"])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | TRICKY, min_size=4, max_size=4))
def test_any_text_comes_back_as_it_was(texts):
    one, two, three, four = texts
    criterion = Criterion(id="c1", points=Decimal("2.5"), dimension="process", description=Text(one, one))  # fmt: skip
    item = Item(
        id="一/1", text=Text(two, three), points=Decimal("2.5"), criteria=(criterion,),
        reference=Text(four, four), source=one, notes=(two, three), section="一",
    )  # fmt: skip
    closed = ClosedItem(id="一/2", kind="choice", text=Text(one, four), points=Decimal(2), options=(two, three), answer=four)  # fmt: skip
    declared = DeclaredFigures(items=2, points_each=Decimal("2.5"))
    rubric = Rubric(
        id="mine", version="1", title=Text(three, three), language="zh", use="practice",
        dimensions=(Dimension(id="process", name=Text(four, two), description=Text(one, one)),),
        sections=(
            Section(
                id="一", title=Text(two, two), items=(item,), closed=(closed,), declared=declared,
                notes=(four,),
            ),
        ),
        critical=(Critical(id="promise", description=Text(two, one)),),
        notes=(one, two),
    )  # fmt: skip
    assert read_rubric(rubric_yaml(rubric), "mine") == rubric


def test_comments_stand_before_what_they_speak_of():
    rubric = load_rubric(shipped_rubrics()["service-manager"])
    comments = {("id",): "先看这里", ("sections", 0, "items", 1): "这一题", ("sections",): "题目"}
    lines = rubric_yaml(rubric, comments).splitlines()
    assert lines[0] == "# 先看这里"
    assert lines[lines.index("# 题目") + 1] == "sections:"
    at = next(n for n, line in enumerate(lines) if line.strip() == "# 这一题")
    assert '"一/2"' in lines[at + 1]


def test_items_with_default_criteria_do_not_repeat_them():
    rubric = load_rubric(shipped_rubrics()["customer-service"])
    item = replace(rubric.item("一/1", "怎么办？"), section="一")
    made = replace(rubric, sections=(Section(id="一", title=Text("一", "一"), items=(item,)),), by_id={})  # fmt: skip
    assert rubric_yaml(made).count("criteria:") == 1


def test_words_that_yaml_could_misread_are_quoted_and_nothing_empty_is_written():
    rubric = load_rubric(shipped_rubrics()["service-manager"])
    for word in ("no", "Yes", "on", "1e3", "0x1F", "~", "甲: 乙", "- 甲"):
        lines = rubric_yaml(replace(rubric, title=Text(word, word), by_id={})).splitlines()
        assert lines[2] == f'title: "{word}"'
    text = rubric_yaml(rubric)
    assert "{}" not in text
    assert "[]" not in text
