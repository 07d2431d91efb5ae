"""The rows of the tables, cell by cell as the contract writes them."""

from decimal import Decimal

import pytest

from grader.core import report
from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.records import Answer, Counts, Evidence, Mark, Place, Rating, Text

PLACE = Place(file="答案.csv", row=7)
ANSWER = Answer(candidate_id="00123", item_id="一/1", text="先道歉。再退款。", place=PLACE)


@pytest.fixture
def asked(item, criterion):
    """2 marks of empathy and 1 of other on an item of 2: two thirds and one third."""
    return item(
        criterion("calm", 2),
        criterion("tone", 1, "other", label=Text("语气", "tone"), levels=(0, 1), evidence="whole"),
        points=2,
        over="scale",
    )


@pytest.fixture
def rating(asked):
    calm, tone = asked.criteria
    first = Evidence(quote="先道歉", start=0, end=3, kind="exact")
    second = Evidence(quote="再退款", start=4, end=7, kind="approximate")
    return Rating(
        rater="openai:m",
        marks=(
            Mark(criterion_id="calm", level=1, points=asked.worth(calm, 1), max_points=asked.worth(calm, 2),
                 rationale="只做了一半", evidence=(first, second)),
            Mark(criterion_id="tone", level=1, points=asked.worth(tone, 1), max_points=asked.worth(tone, 1)),
        ),
        addresses_grader=True,
    )  # fmt: skip


def named(header, row):
    assert len(header) == len(row)
    return dict(zip(header, row, strict=True))


def test_headers_are_those_of_the_contract():
    """Spelled out: scripts of other people read these names."""
    assert ",".join(report.INTAKE) == "file,sheet,row,candidate_id,item_id,state,reason"
    assert ",".join(report.SCORES) == (
        "candidate_id,item_id,points,max_points,percent,points_low,points_high,"
        "empathy,process,coordination,closure,other,flags,rater,status,reason"
    )
    assert ",".join(report.CRITERIA) == (
        "candidate_id,item_id,criterion_id,dimension,label,level,points,max_points,"
        "evidence,evidence_at,evidence_kind,rationale,rater"
    )
    assert ",".join(report.CANDIDATES) == (
        "candidate_id,total,max_total,percent,low,high,sem,band,rank,empathy,empathy_max,process,"
        "process_max,coordination,coordination_max,closure,closure_max,other,other_max,"
        "answered,asked,held,unscored,flags"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("0", "0"), ("10", "10"), ("1.50", "1.5"), ("100", "100"), ("1E+2", "100"),
        ("0.33333", "0.3333"), ("0.66666", "0.6667"), ("0.00005", "0.0001"), ("0.00004", "0"), ("7.00000001", "7"),
    ],
)  # fmt: skip
def test_decimal_is_plain_with_at_most_four_places(value, text):
    assert report.decimal(value if value is None else Decimal(value)) == text


@pytest.mark.parametrize(
    ("points", "of", "text"),
    [(None, "8", ""), ("1", "0", ""), ("0", "8", "0.0"), ("8", "8", "100.0"), ("1", "8", "12.5"), ("2", "3", "66.7"),
     ("1.001", "8", "12.5"), ("0.25", "100", "0.3")],
)  # fmt: skip
def test_percent_has_one_place(points, of, text):
    assert report.percent(points if points is None else Decimal(points), Decimal(of)) == text


def test_row_of_a_graded_answer(asked, rating):
    row = named(report.SCORES, report.score_row(settle_rating(ANSWER, asked, rating)))
    # half of 2 × 2/3, and 1 × 2/3: 0.6667 each, 1.3333 of 2
    assert row == {
        "candidate_id": "00123", "item_id": "一/1", "points": "1.3333", "max_points": "2", "percent": "66.7",
        "points_low": "1.3333", "points_high": "1.3333", "empathy": "0.6667", "process": "", "coordination": "",
        "closure": "", "other": "0.6667", "flags": "injection_suspected", "rater": "openai:m",
        "status": "graded", "reason": "",
    }  # fmt: skip


def test_row_of_an_open_answer_has_a_range_and_no_points(asked):
    row = named(
        report.SCORES, report.score_row(settle_unrated(ANSWER, asked, "held", "attachment"))
    )
    assert {name: row[name] for name in ("points", "percent", "points_low", "points_high", "empathy")} == {
        "points": "", "percent": "", "points_low": "0", "points_high": "2", "empathy": "",
    }  # fmt: skip
    assert (row["status"], row["reason"], row["flags"], row["rater"]) == (
        "held",
        "attachment",
        "attachment",
        "",
    )


def test_row_of_an_answer_not_given_says_nought(asked):
    row = named(report.SCORES, report.score_row(settle_unrated(ANSWER, asked, "not_answered")))
    assert (row["points"], row["percent"], row["empathy"], row["other"]) == ("0", "0.0", "0", "0")


@pytest.mark.parametrize(("language", "label"), [("zh", "语气"), ("en", "tone")])
def test_rows_of_criteria_carry_evidence_with_offsets(asked, rating, language, label):
    score = settle_rating(ANSWER, asked, rating)
    calm, tone = (
        named(report.CRITERIA, row) for row in report.criterion_rows(asked, score, language)
    )
    assert calm == {
        "candidate_id": "00123", "item_id": "一/1", "criterion_id": "calm", "dimension": "empathy", "label": "",
        "level": "1", "points": "0.6667", "max_points": "1.3333", "evidence": "先道歉 … 再退款",
        "evidence_at": "0-3;4-7", "evidence_kind": "exact;approximate", "rationale": "只做了一半",
        "rater": "openai:m",
    }  # fmt: skip
    assert (tone["label"], tone["evidence"], tone["evidence_at"], tone["evidence_kind"]) == (
        label,
        "",
        "",
        "whole",
    )


def test_answer_without_a_rating_has_no_rows_of_criteria(asked):
    assert list(report.criterion_rows(asked, settle_unrated(ANSWER, asked, "unscored"), "zh")) == []


def test_row_of_a_candidate(asked, rating):
    pairs = [
        (asked, settle_rating(ANSWER, asked, rating)),
        (asked, settle_unrated(ANSWER, asked, "gated", "empty")),
    ]
    row = named(report.CANDIDATES, report.candidate_row(aggregate("00123", pairs)))
    assert row == {
        "candidate_id": "00123", "total": "1.3333", "max_total": "4", "percent": "33.3", "low": "1.3333",
        "high": "1.3333", "sem": "", "band": "", "rank": "", "empathy": "0.6667", "empathy_max": "2.6667",
        "process": "", "process_max": "", "coordination": "", "coordination_max": "", "closure": "",
        "closure_max": "", "other": "0.6667", "other_max": "1.3333", "answered": "2", "asked": "2",
        "held": "0", "unscored": "0", "flags": "gated;injection_suspected",
    }  # fmt: skip


def test_row_of_a_candidate_with_an_open_answer_has_no_total(asked):
    pairs = [(asked, settle_unrated(ANSWER, asked, "unscored", "unreachable"))]
    row = named(report.CANDIDATES, report.candidate_row(aggregate("00123", pairs)))
    assert (row["total"], row["percent"], row["low"], row["high"]) == ("", "", "0", "2")
    assert (row["empathy"], row["empathy_max"], row["unscored"]) == ("", "1.3333", "1")


def test_row_of_intake_says_where_an_answer_stood_and_how_it_ended(asked):
    score = settle_unrated(ANSWER, asked, "gated", "non_answer")
    assert report.intake_row(score) == ["答案.csv", "", "7", "00123", "一/1", "gated", "non_answer"]


def test_counts_add_up_to_the_answers(asked, rating):
    counts = Counts()
    for score in (
        settle_rating(ANSWER, asked, rating),
        *(
            settle_unrated(ANSWER, asked, status)
            for status in ("held", "gated", "unscored", "not_answered")
        ),
    ):
        report.count(counts, score)
    assert (counts.graded, counts.held, counts.gated, counts.unscored, counts.not_answered) == (
        1,
    ) * 5
    assert (counts.answers, counts.flagged, counts.is_open) == (5, 2, True)


def test_every_number_column_is_known_as_one():
    """Writers keep the minus sign of these and defuse it in all others."""
    text = {"file", "sheet", "candidate_id", "item_id", "criterion_id", "state", "reason", "flags",
            "rater", "part", "status", "dimension", "label", "evidence", "evidence_at", "evidence_kind", "rationale", "band"}  # fmt: skip
    headers = {
        *report.INTAKE,
        *report.SCORES,
        *report.CRITERIA,
        *report.CANDIDATES,
        *report.RATINGS,
    }
    assert headers - text == report.NUMBERS
