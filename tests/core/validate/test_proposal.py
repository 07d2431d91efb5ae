"""A proposal is taken as it is or not at all; each fault is told so that a judge can mend it."""

import json
from decimal import Decimal

import pytest

from grader.core.validate import read_proposal
from grader.records import BareItem, Proposal

BARE = BareItem(id="一/1", text="怎么办？", points=Decimal("2.5"))
DIMENSIONS = ("process", "other")


def one(**more):
    made = {"why": "第一句", "id": "check", "description": "写出核对", "dimension": "process"}
    return {**made, "label": "", "points": 2.5, **more}


def read(*criteria, text=None):
    return read_proposal(text or json.dumps({"criteria": list(criteria)}), BARE, DIMENSIONS)


@pytest.mark.parametrize(
    "wrapped", ["{}", "```json\n{}\n```", "<think>先想想 {{}}</think>好的：{}"]
)
def test_object_is_found_in_what_is_around_it(wrapped):
    text = json.dumps({"criteria": [one()]})
    made = read(text=wrapped.replace("{{}}", "").replace("{}", text))
    assert isinstance(made, Proposal)
    assert made.criteria[0].points == Decimal("2.5")


def test_decimal_points_sum_exactly():
    bare = BareItem(id="x", text="?", points=Decimal("0.3"))
    text = json.dumps(
        {"criteria": [one(points=0.1), one(id="b", description="写出时限", points=0.2)]}
    )
    assert isinstance(read_proposal(text, bare, DIMENSIONS), Proposal)


@pytest.mark.parametrize(
    ("criteria", "code", "where"),
    [
        ([one(points=2)], "sum", "criteria"),
        ([one(points=2.4999)], "sum", "criteria"),
        ([], "many", "criteria"),
        ([one(id=f"c{n}", description=f"第{n}") for n in range(9)], "many", "criteria"),
        ([one(points=1), one(description="写出时限", points=1.5)], "twice", "criteria.1"),
        ([one(points=1), one(id="b", description=" 写出核对。", points=1.5)], "twice", "criteria.1"),
        ([one(dimension="empathy")], "dimension", "criteria.0.dimension"),
        ([one(dimension="other")], "missing", "criteria.0.label"),
        ([one(id="核对")], "form", "criteria.0.id"),
        ([one(description=" ")], "form", "criteria.0.description"),
        ([one(points=3), one(id="b", description="写出时限", points=-0.5)], "form", "criteria.1.points"),
        ([one(points="2.5")], "form", "criteria.0.points"),
        ([one(points=True)], "form", "criteria.0.points"),
        ([one(note="x")], "form", "criteria.0.note"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_place(criteria, code, where):
    problems = read(*criteria)
    assert not isinstance(problems, Proposal)
    assert (code, where) in {(each.code, each.where) for each in problems}


@pytest.mark.parametrize(
    "text", ["", "没有", "{", '{"criteria": null}', "[1]", '{"criteria": [{}]}']
)
def test_what_is_no_proposal_is_told(text):
    assert not isinstance(read_proposal(text, BARE, DIMENSIONS), Proposal)
    assert read_proposal(text, BARE, DIMENSIONS)
