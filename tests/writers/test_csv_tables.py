"""The tables survive whatever a candidate or a model wrote."""

import csv
from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.records import Answer, Mark, Rating
from grader.writers.csv_tables import TABLES, inert, write_tables


@pytest.fixture
def item(make_rubric):
    return next(make_rubric().items)


@pytest.fixture
def rows_of(tmp_path, item):
    """The rows of a table after one person's rating with that rationale was written."""

    def written(name, rationale):
        marks = tuple(
            Mark(criterion_id=each.id, level=0, points=item.worth(each, 0),
                 max_points=each.points, rationale=rationale)
            for each in item.criteria
        )  # fmt: skip
        answer = Answer(candidate_id="=A1", item_id=item.id, text="x")
        score = settle_rating(answer, item, Rating(rater="r", marks=marks))
        list(write_tables(tmp_path, [aggregate("=A1", [(item, score)])]))
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return written


@pytest.mark.parametrize(
    "rationale",
    ["first\rsecond", "first\r\nsecond", "first\nsecond", 'quo"ted', "a,b;c\td", "”。\u2028x", ""],
)
def test_every_text_comes_back_as_one_cell(rows_of, item, rationale):
    rows = rows_of("criteria.csv", rationale)
    assert [row["rationale"] for row in rows] == [rationale] * len(item.criteria)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "'=1", '"=1'])
def test_text_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert inert(text) == f"'{text}"


def test_ids_are_made_inert_and_numbers_are_not(rows_of):
    [row] = rows_of("candidates.csv", "")
    assert row["candidate_id"] == "'=A1"
    assert row["total"] == "0"


def test_tables_begin_with_a_byte_order_mark_and_end_rows_with_a_line_feed(tmp_path, item):
    score = settle_unrated(
        Answer(candidate_id="A", item_id=item.id, text=None), item, "not_answered"
    )
    mark = Mark(criterion_id="a", level=0, points=Decimal(0), max_points=Decimal(2))
    marks = (mark,) * len(item.criteria)
    # More than one rating, so that every table is there.
    score = replace(score, ratings=(Rating(rater="a", marks=marks), Rating(rater="b", marks=marks)))
    list(write_tables(tmp_path, [aggregate("A", [(item, score)])]))
    for name, headers in TABLES.items():
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf" + ",".join(headers).encode() + b"\n")
        assert b"\r" not in content
