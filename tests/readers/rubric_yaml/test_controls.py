"""Control answers and minima of a rubric file: what is taken, and what is refused where."""

from decimal import Decimal

import pytest

from grader.errors import RubricError
from grader.readers.rubric_yaml import read_rubric
from grader.writers.rubric_yaml import rubric_yaml

HEAD = """\
id: shop
version: "1"
title: 店
language: zh
use: practice
dimensions:
  empathy: {name: 同理心, description: 回应客户}
  process: {name: 流程, description: 步骤}
"""
CRITERIA = "".join(
    f"    - {{id: {name}, points: 2, dimension: empathy, description: 看得出}}\n"
    for name in "abcde"
)
ITEMS = f"""\
sections:
- id: "一"
  title: 情景
  items:
  - id: "1"
    text: 怎么办
    points: 10
    criteria:
{CRITERIA}"""
OPEN = "criteria:\n" + CRITERIA.replace("    - ", "- ")
FULL = "points: {a: 2, b: 1, c: 0, d: 2, e: 2}"
GOOD = f"""\
controls:
- {{id: "甲", kind: anchor, item: "1", text: 先听客户说完, why: 因为, {FULL}}}
- {{id: "乙", kind: generic, item: "1", text: {{zh: 高度重视, en: We care}}, points: 3}}
minima:
- {{dimension: empathy, points: 6}}
- {{section: "一", share: 0.5}}
"""


def problems(text):
    with pytest.raises(RubricError) as found:
        read_rubric(text, "f")
    return str(found.value).split("\n")


def control(more, head=HEAD + ITEMS):
    return f"{head}controls:\n- {{id: x, kind: anchor, {more}}}\n"


def minimum(more, head=HEAD + ITEMS):
    return f"{head}minima:\n- {{{more}}}\n"


def test_controls_and_minima_are_read_as_they_say():
    rubric = read_rubric(HEAD + ITEMS + GOOD, "f")
    one, two = rubric.controls
    item = rubric.by_id["1"]
    assert (one.known(item), one.known_levels(item)) == (Decimal(7), (2, 1, 0, 2, 2))
    assert (two.known(item), two.known_levels(item), two.text.en) == (Decimal(3), (), "We care")
    first, second = rubric.minima
    assert (first.dimension, first.points, second.section, second.share) == (
        "empathy", Decimal(6), "一", Decimal("0.5"),
    )  # fmt: skip


def test_controls_and_minima_come_back_from_a_written_file():
    rubric = read_rubric(HEAD + ITEMS + GOOD, "f")
    assert read_rubric(rubric_yaml(rubric), "f") == rubric


def test_known_points_follow_the_scale_of_the_item():
    scaled = (HEAD + ITEMS).replace("points: 10", "points: 5\n    over: scale")
    rubric = read_rubric(control(f'item: "1", text: 答, {FULL}', scaled), "f")
    assert rubric.controls[0].known(rubric.by_id["1"]) == Decimal("3.5")


def test_open_rubric_takes_a_control_with_its_question():
    rubric = read_rubric(control(f"question: 怎么办, text: 答, {FULL}", HEAD + OPEN), "f")
    assert rubric.controls[0].question.zh == "怎么办"


@pytest.mark.parametrize(
    ("more", "at", "said"),
    [
        ('item: "1", text: " ", points: 3', '" "', "the answer is empty"),
        (f'item: "2", text: 答, {FULL}', '"2"', "no item '2' in this rubric"),
        (f"text: 答, {FULL}", "{id", "names no item"),
        (f'item: "1", question: 问, text: 答, {FULL}', "问", "leave question: out"),
        ('item: "1", text: 答, points: 10.5', "10.5", "gives 10.5 of 10 points"),
        ('item: "1", text: 答, points: {a: 2}', "{a", "criterion 'b' has no points"),
        (f'item: "1", text: 答, {FULL.replace("b: 1", "b: 1.5")}', "1.5", "use one of 0, 1, 2"),
        (f'item: "1", text: 答, {FULL[:-1]}, z: 3}}', "3}", "no criterion 'z'; there are a, b, c"),
    ],
)
def test_control_that_does_not_fit_is_told_where(more, at, said):
    file = control(more)
    last = file.splitlines()[-1]
    found = [each for each in problems(file) if said in each]
    assert len(found) == 1
    assert found[0].startswith(f"f:{len(file.splitlines())}:{last.index(at) + 1}: ")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (f'item: "1", question: 问, text: 答, {FULL}', "this rubric has no items"),
        (f"text: 答, {FULL}", "no question; give the one it answers"),
    ],
)
def test_control_of_an_open_rubric_needs_a_question_and_no_item(more, said):
    assert said in problems(control(more, HEAD + OPEN))[0]


def test_control_ids_are_told_apart():
    twice = control(f'item: "1", text: 答, {FULL}')
    again = twice + twice.split("controls:\n")[1]
    assert "'x' stands here twice" in problems(again)[0]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("share: 0.5", "of a dimension: or of a section:"),
        ('dimension: empathy, section: "一", share: 0.5', "of a dimension: or of a section:"),
        ("dimension: empathy", "in points: or as a share:"),
        ("dimension: empathy, points: 3, share: 0.5", "in points: or as a share:"),
        ("dimension: empathy, points: 10.5", "above 0 and up to 10"),
        ("dimension: empathy, points: 0", "above 0 and up to 10"),
        ("dimension: empathy, share: 1.5", "a share above 0 and up to 1"),
        ("dimension: process, share: 0.5", "rests on 0 criteria, needs at least 5"),
        ("dimension: other, share: 0.5", "'other' is not in this rubric"),
        ('section: "二", share: 0.5', "'二' is not in this rubric; there are 一"),
    ],
)
def test_minimum_that_says_nothing_is_refused(more, said):
    found = problems(minimum(more))
    assert said in found[0]
    assert found[0].startswith(f"f:{(HEAD + ITEMS).count(chr(10)) + 2}:")


def test_minimum_over_four_criteria_is_refused():
    """So few say too little of a person."""
    four = (HEAD + ITEMS).replace(CRITERIA.splitlines(keepends=True)[4], "")
    four = four.replace("points: 10", "points: 8")
    assert "rests on 4 criteria" in problems(minimum("dimension: empathy, share: 0.5", four))[0]
