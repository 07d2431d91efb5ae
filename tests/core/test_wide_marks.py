"""Wide tables of people's marks: a column per item, scoring point or rater."""

from decimal import Decimal

import pytest

from grader.core.wide_marks import Told, long_rows, wide_columns
from grader.records import Criterion, Item, Place, Row, Text

CRITERIA = (
    Criterion(id="words", points=Decimal(2), dimension="empathy", description=Text(zh="先回应")),
    Criterion(id="check", points=Decimal(3), dimension="process", description=Text(zh="查哪一段")),
)
ITEM = Item(id="一/1", text=Text(zh="？"), points=Decimal(5), criteria=CRITERIA)
LONG = {"candidate": "编号", "item": "题号", "reviewer": "评分人"}


def find(name):
    return ITEM if name in {"一/1", "1"} else None


def unfolded(headers, cells, known):
    wide = wide_columns(headers, known, find, CRITERIA)
    row = Row(place=Place(file="m.csv", row=2), cells=dict(zip(headers, cells, strict=True)))
    return [
        (each.cells["item_id"], each.cells["criterion_id"], each.cells["points"],
         each.cells["reviewer"])
        for each in long_rows(row, known, wide, find)
    ]  # fmt: skip


def test_a_column_per_scoring_point_by_its_id_or_its_words():
    headers = ("编号", "题号", "评分人", "words", "查哪一段", "备注")
    assert unfolded(headers, ("C1", "一/1", "王芳", "2", "1.5", "好"), LONG) == [
        ("一/1", "words", "2", "王芳"), ("一/1", "check", "1.5", "王芳"),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["/", ":", "：", " ", "|"])
def test_a_column_names_item_and_scoring_point(sign):
    headers = ("编号", "评分人", f"一/1{sign}check")
    assert unfolded(
        headers, ("C1", "王芳", "3"), {k: v for k, v in LONG.items() if k != "item"}
    ) == [("一/1", "check", "3", "王芳")]


def test_a_column_per_item_and_a_missing_cell():
    headers = ("编号", "评分人", "一/1")
    known = {"candidate": "编号", "reviewer": "评分人"}
    assert unfolded(headers, ("C1", "王芳", "4"), known) == [("一/1", "", "4", "王芳")]
    assert unfolded(headers, ("C1", "王芳", " "), known) == []


def test_a_column_per_rater():
    headers = ("编号", "题号", "points: A", "分数：王芳")
    known = {"candidate": "编号", "item": "题号"}
    assert unfolded(headers, ("C1", "一/1", "4", "3"), known) == [
        ("一/1", "", "4", "A"), ("一/1", "", "3", "王芳"),
    ]  # fmt: skip


def test_other_columns_are_no_points():
    assert wide_columns(("编号", "题号", "评分人", "部门", "年龄"), LONG, find, CRITERIA) == {}
    assert wide_columns(("words",), {}, find, CRITERIA) == {}
    assert wide_columns(("words",), {"item": "题号"}, find, CRITERIA) == {
        "words": Told(criterion="words")
    }
