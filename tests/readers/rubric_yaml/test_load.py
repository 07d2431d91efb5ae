"""A rubric file as records."""

from decimal import Decimal

import pytest

from grader.errors import RubricError
from grader.readers.rubric_yaml import load_rubric, read_rubric
from grader.records import Level, Text

WHOLE = """\
id: shop
version: "2024.1"
title: 店
language: en
use: selection
dimensions:
  empathy: {name: 同理心, description: 回应客户}
  other: {name: {zh: 其他, en: Other}, description: x}
criteria:
- id: default
  points: 1.5
  dimension: empathy
  description: 默认
  status: proposed
sections:
- id: "1"
  title: 部分
  items:
  - {id: "007", text: 问一, points: 1.5}
  - id: yes
    text: {en: Second}
    points: 5
    over: scale
    points_source: document
    source: paper, p. 3
    reference: {zh: 参考, en: reference}
    criteria:
    - id: a
      points: 10
      dimension: other
      label: {zh: 标签}
      description: "  d  "
      levels:
      - {points: 2, description: low}
      - {points: 10, description: high}
      indicators: [一, {en: two}]
      evidence: whole
critical:
- {id: leak, description: 泄露}
"""


def test_file_is_read_as_it_says():
    rubric = read_rubric(WHOLE, "x")
    first, second = rubric.items
    assert (rubric.id, rubric.version, rubric.language, rubric.use) == (
        "shop",
        "2024.1",
        "en",
        "selection",
    )
    assert rubric.title == Text("店", "店")
    assert [(each.id, each.name) for each in rubric.dimensions] == [
        ("empathy", Text("同理心", "同理心")), ("other", Text("其他", "Other")),
    ]  # fmt: skip
    assert (first.id, first.section, first.points) == ("007", "1", Decimal("1.5"))
    assert (second.id, second.text, second.over, second.points_source) == (
        "yes",
        Text("", "Second"),
        "scale",
        "document",
    )
    assert (second.source, second.reference) == ("paper, p. 3", Text("参考", "reference"))
    [criterion] = second.criteria
    assert criterion.levels == (Level(points=Decimal(2), description=Text("low", "low")),
                                Level(points=Decimal(10), description=Text("high", "high")))  # fmt: skip
    assert (criterion.label, criterion.description) == (Text("标签", ""), Text("d", "d"))
    assert (criterion.indicators, criterion.evidence) == (
        (Text("一", "一"), Text("", "two")),
        "whole",
    )
    assert [each.id for each in rubric.critical] == ["leak"]


def test_item_without_criteria_takes_the_default_ones():
    rubric = read_rubric(WHOLE, "x")
    first = next(rubric.items)
    assert first.criteria == rubric.criteria
    assert (first.criteria[0].id, first.criteria[0].status) == ("default", "proposed")


@pytest.mark.parametrize(
    ("points", "steps"), [("1.5", ("0", "0.75", "1.5")), ("0.1", ("0", "0.05", "0.1"))]
)
def test_points_are_the_decimals_that_are_written(points, steps):
    """0.1 in a float is not a tenth, and sums of them would not fit."""
    rubric = read_rubric(WHOLE.replace("1.5", points), "x")
    assert rubric.criteria[0].steps == tuple(map(Decimal, steps))


def test_thirds_written_with_few_places_must_sum_as_written():
    text = WHOLE.replace("  points: 1.5", "  points: 0.3333")
    with pytest.raises(RubricError, match=r"criteria sum to 0\.3333, the item has 1\.5"):
        read_rubric(text, "x")


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "NO"])
def test_words_are_words_not_truth_values(word):
    """YAML 1.1 would make `no` a false."""
    rubric = read_rubric(WHOLE.replace("id: yes", f"id: {word}"), "x")
    assert [each.id for each in rubric.items] == ["007", word]


@pytest.mark.parametrize("written", ["1/1", "2024-01-01", "1:30", "0x1F", "1_000", "一/1", "v1"])
def test_id_that_is_no_number_needs_no_quotes(written):
    rubric = read_rubric(WHOLE.replace("id: yes", f"id: {written}"), "x")
    assert [each.id for each in rubric.items][1] == written


def test_rubric_with_criteria_alone_grades_any_question():
    rubric = read_rubric(WHOLE[: WHOLE.index("sections:")], "x")
    assert rubric.is_open
    assert rubric.item("Q1", "怎么办").points == Decimal("1.5")


@pytest.mark.parametrize("head", ["\ufeff", "# comment\n", "---\n", "%YAML 1.2\n---\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_editors_put_around_it_does_not_matter(tmp_path, head, end):
    path = tmp_path / "mine.yaml"
    path.write_bytes((head + WHOLE).replace("\n", end).encode())
    assert load_rubric(path).id == "shop"


def test_file_is_told_by_its_name(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(WHOLE.replace("use: selection", "use: x"), "utf-8")
    with pytest.raises(RubricError) as raised:
        load_rubric(path)
    assert str(raised.value).startswith(f"{path}:5:6: ")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "no such file"),
        ("店".encode("gb18030"), "not UTF-8; save the rubric as UTF-8"),
        (b"# " + b"x" * 1_000_000, "larger than 1,000,000 bytes"),
        (b"id: a\0b", "not YAML"),
    ],
)
def test_file_that_cannot_be_read_is_told(tmp_path, content, part):
    path = tmp_path / "mine.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RubricError, match=part) as raised:
        load_rubric(path)
    assert "\n" not in str(raised.value)


def test_folder_is_no_rubric(tmp_path):
    with pytest.raises(RubricError, match="no such file"):
        load_rubric(tmp_path)
