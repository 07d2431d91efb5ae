"""Every mistake in a rubric file is told with file, line, column and the fix."""

import re
import time

import pytest

from grader.errors import RubricError
from grader.readers.rubric_yaml import read_rubric

GOOD = """\
id: shop
version: "1"
title: {zh: 店, en: Shop}
language: zh
use: practice
dimensions:
  empathy: {name: 同理心, description: 回应客户}
  other: {name: 其他, description: 其他}
sections:
- id: "一"
  title: 第一部分
  items:
  - id: "一/1"
    text: 怎么办？
    points: 5
    criteria:
    - id: calm
      points: 2
      dimension: empathy
      description: 安抚
      levels:
      - {points: 0, description: 无}
      - {points: 2, description: 有}
    - id: plan
      points: 3
      dimension: other
      label: 方案
      description: 方案
critical:
- {id: leak, description: 泄露}
"""


def told(text, name="mine.yaml"):
    with pytest.raises(RubricError) as raised:
        read_rubric(text, name)
    return str(raised.value).splitlines()


def changed(old, new):
    assert GOOD.count(old) == 1, f"{old!r} stands in the sample {GOOD.count(old)} times"
    return GOOD.replace(old, new)


def test_sample_without_a_mistake_is_read():
    assert read_rubric(GOOD, "mine.yaml").item("一/1").marks == 5


# What is changed into what, then line:column, and what the message must hold.
MISTAKES = {
    "unknown key": ("use: practice", "use: practice\nweight: 2", "6:9", "weight: unknown key; remove it"),
    "misspelt key": ("language: zh", "langauge: zh", "4:11", "langauge: unknown key"),
    "unknown key deep inside": ("      label: 方案", "      lable: 方案", "27:14", "lable: unknown key"),
    "missing key": ('version: "1"\n', "", "1:1", "version: key is missing; add it"),
    "missing key deep inside": ("      description: 安抚\n", "", "17:7", "description: key is missing"),
    "duplicate key": ("use: practice", "use: practice\nid: other", "6:1", "key 'id' stands here twice"),
    "duplicate key in braces": ("{zh: 店, en: Shop}", "{zh: 店, zh: 铺}", "3:16", "key 'zh' stands here twice"),
    "alias": ("title: 第一部分", "title: *t", "11:10", "alias"),
    "anchor": ("title: 第一部分", "title: &t 第一部分", "11:10", "anchor"),
    "anchor on a key": ("  title: 第一部分", "  &t title: 第一部分", "11:3", "anchor"),
    "tag": ("title: 第一部分", "title: !!str 第一部分", "11:10", "tag"),
    "tag on a key": ("  title: 第一部分", "  !!str title: 第一部分", "11:3", "tag"),
    "tag that runs code": ("title: 第一部分", "title: !!python/name:os.system x", "11:10", "tag"),
    "merge key": ("use: practice", "use: practice\n<<: {id: x}", "6:5", "unknown key"),
    "list as key": ("use: practice", "use: practice\n? [a]\n: b", "6:3", "a key must be plain text"),
    "second document": ("critical:", "---\ncritical:", "29:1", "second document"),
    "tab": ("use: practice", "\tuse: practice", "5:1", "not YAML"),
    "open bracket": ("{zh: 店, en: Shop}", "{zh: 店, en: Shop", "", "not YAML"),
    "id as a number": ('version: "1"', "version: 1", "2:10", "must be text; put it in quotes"),
    "item id as a number": ('  - id: "一/1"', "  - id: 1", "13:9", "must be text; put it in quotes"),
    "item id with blanks": ('  - id: "一/1"', '  - id: " 一/1"', "13:9", "does not fit"),
    "rubric id with a slash": ("id: shop", "id: my/shop", "1:5", "does not fit; use letters, digits"),
    "criterion id in Chinese": ("    - id: calm", "    - id: 安抚", "17:11", "does not fit; use letters, digits"),
    "text as a list": ("title: 第一部分", "title: [第一部分]", "11:10", "must hold keys"),
    "text as nothing": ("title: 第一部分", "title:", "", "title"),
    "third language": ("{zh: 店, en: Shop}", "{zh: 店, fr: Boutique}", "3:20", "fr: unknown key"),
    "section as text": ("sections:\n- id", "sections:\n- x\n- id", "10:3", "must hold keys"),
    "items as text": ("  items:\n", "  items: x\n  more:\n", "", "must be a list; begin each entry with -"),
    "language": ("language: zh", "language: de", "4:11", "'de' is not allowed; use 'zh' or 'en'"),
    "use": ("use: practice", "use: hiring", "5:6", "'hiring' is not allowed; use 'practice' or 'selection'"),
    "over": ("    points: 5", "    points: 5\n    over: shrink", "16:11", "'shrink' is not allowed"),
    "evidence": ("      label: 方案", "      label: 方案\n      evidence: all", "28:17", "'all' is not allowed"),
    "unknown dimension": ("  other: {name", "  colour: {name", "8:11", "'colour' is not allowed"),
    "points as text": ("      points: 3", '      points: "3"', "25:15", "give a number of points"),
    "points as a word": ("      points: 3", "      points: three", "25:15", "give a number of points"),
    "points true": ("      points: 3", "      points: true", "25:15", "give a number of points"),
    "points below nought": ("      points: 3", "      points: -3", "25:15", "points from 0 to 1000"),
    "points beyond all": ("      points: 3", "      points: 1e300", "25:15", "points from 0 to 1000"),
    "points nan": ("      points: 3", "      points: .nan", "25:15", "give a number of points"),
    "points too fine": ("      points: 3", "      points: 3.00001", "25:15", "4 decimal places"),
    "no points": ("      points: 3", "      points: 0", "25:15", "criterion 'plan': give points above 0"),
    "wrong sum": ("    points: 5", "    points: 6", "15:13", "criteria sum to 5, the item has 6 points"),
    "over without need": ("    points: 5", "    points: 5\n    over: scale", "16:11", "leave over: out"),
    "levels that fall": ("{points: 0, description: 无}", "{points: 2, description: 无}", "22:7", "must rise"),
    "levels short of the points": ("{points: 2, description: 有}", "{points: 1, description: 有}", "22:7", "highest level gives 1, the criterion 2"),
    "one level": ("      - {points: 0, description: 无}\n", "", "22:7", "has 1 level, needs at least 2"),
    "no label for other": ("      label: 方案\n", "", "24:7", "dimension other needs a label"),
    "dimension not described": ("dimension: empathy", "dimension: closure", "19:18", "'closure' is not described under dimensions"),
    "criterion twice": ("    - id: plan", "    - id: calm", "24:11", "criterion 'calm' stands here twice"),
    "item twice": ("critical:", '- id: "二"\n  title: x\n  items:\n  - {id: "一/1", text: t, points: 1, criteria: [{id: a, points: 1, dimension: empathy, description: d}]}\ncritical:', "32:10", "item '一/1' stands in the file twice"),
    "section twice": ("critical:", '- id: "一"\n  title: x\n  items:\n  - {id: b, text: t, points: 1, criteria: [{id: a, points: 1, dimension: empathy, description: d}]}\ncritical:', "29:7", "section '一' stands here twice"),
    "empty question": ("    text: 怎么办？", '    text: " "', "14:11", "the question is empty"),
    "empty description": ("      description: 安抚", '      description: ""', "20:20", "the description is empty"),
    "empty title": ("title: {zh: 店, en: Shop}", 'title: ""', "3:8", "title: is empty"),
    "finding twice": ("- {id: leak, description: 泄露}", "- {id: leak, description: 泄露}\n- {id: leak, description: x}", "31:8", "finding 'leak' stands here twice"),
    "empty items": ("critical:", '- {id: "二", title: x, items: []}\ncritical:', "29:30", "is empty; add at least one entry"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_told_with_line_column_and_fix(mistake):
    old, new, place, part = MISTAKES[mistake]
    lines = told(changed(old, new))
    assert all(line.startswith("mine.yaml:") for line in lines)
    assert [line for line in lines if line.startswith(f"mine.yaml:{place}") and part in line], lines


def test_all_mistakes_of_form_are_told_at_once_in_the_order_of_the_file():
    text = (
        changed("use: practice", "use: hiring")
        .replace("points: 3", "points: x")
        .replace('"1"', "1")
    )
    places = [line.split(":")[1] for line in told(text)]
    assert places == ["2", "5", "25"]


def test_all_mistakes_of_sense_are_told_at_once_in_the_order_of_the_file():
    text = changed("    points: 5", "    points: 9").replace(
        "dimension: empathy", "dimension: closure"
    )
    text = text.replace("      label: 方案\n", "")
    assert [line.split(":")[1] for line in told(text)] == ["15", "19", "24"]


@pytest.mark.parametrize(
    "text", ["", "\n", "# only a comment\n", "---\n", "null", "just words", "- a\n- b", "12"]
)
def test_file_that_is_no_rubric_at_all_is_told(text):
    lines = told(text)
    assert [line for line in lines if not re.match(r"mine\.yaml:[12]:1: ", line)] == []


def test_rubric_without_items_and_criteria_says_nothing_to_grade():
    text = GOOD[: GOOD.index("sections:")]
    assert "no sections and no criteria" in told(text)[0]


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "{a: " * 100_000, "- " * 100_000, "a:\n" + "".join(f"{' ' * n}- \n" for n in range(500)),
     "".join(f"{' ' * n}a:\n" for n in range(900)), "? " * 50_000, '"' + "\\" * 100_000, "a: &x [" + "*x," * 50_000],
    ids=["brackets", "braces", "dashes", "lists", "maps", "keys", "escapes", "aliases"],
)  # fmt: skip
def test_text_made_to_take_long_is_refused_quickly(text):
    """A loader that recurses would overflow; one that expands would take all memory."""
    started = time.process_time()
    assert told(text)
    assert time.process_time() - started < 5
