"""A judge that gives full marks for words nobody wrote settles nothing."""

import json

import pytest

RUBRIC = ("-r", "service-manager")


@pytest.fixture
def graded(inside, answers, several, grader_server, at, table):
    """Eight answers rated by such a judge: its rows, its requests."""
    grader_server.reply("invented_quotes")
    path = answers(*several(8))
    done = inside("grade", path, *RUBRIC, *at(grader_server), "-o", "out", "--format", "csv")
    assert done.code == 1
    folder = path.parent / "out"
    return folder, [row for row in table(folder / "scores.csv") if row["status"] != "not_answered"]


def test_every_answer_is_held_and_none_has_points(graded):
    _, rows = graded
    assert len(rows) == 8
    for row in rows:
        assert (row["status"], row["reason"], row["points"]) == ("held", "evidence", "")
        assert (row["points_low"], row["percent"]) == ("0", "")
        assert row["points_high"] == row["max_points"], "and no mark was lowered"
        assert "evidence_missing" in row["flags"].split(";")
        assert [row[name] for name in ("empathy", "process", "closure", "other")] == [""] * 4


def test_judge_was_asked_to_mend_its_quotes_once(graded, grader_server):
    folder, _ = graded
    assert len(grader_server.requests) == 16
    repairs = [body for body in grader_server.requests if len(body["messages"]) == 4]
    assert len(repairs) == 8
    assert all("words that nobody wrote" in body["messages"][3]["content"] for body in repairs)
    counts = json.loads((folder / "run.json").read_text())["counts"]
    assert (counts["held"], counts["repaired"], counts["requests"]) == (8, 8, 16)


def test_no_candidate_has_a_total(graded, table):
    folder, _ = graded
    for row in table(folder / "candidates.csv"):
        assert (row["total"], row["percent"], row["low"], row["held"]) == ("", "", "0", "1")


def test_held_answers_are_not_paid_for_again(graded, inside, grader_server, at, several, answers):
    """A held rating is a rating: asking again would get the same, for the same price."""
    again = inside(
        "grade", answers(*several(8)), *RUBRIC, *at(grader_server), "-o", "out", "--format", "csv"
    )
    assert (again.code, len(grader_server.requests)) == (1, 16)


@pytest.mark.parametrize("quote", ["", "。", "客", "the", "我会", "…………"])
def test_quotes_that_say_nothing_settle_nothing(inside, answers, grader_server, at, table, quote):
    """A character that stands in every answer is no evidence of anything."""
    from grader.testing import ok

    grader_server.reply(lambda body, _number: ok(body, quotes=quote) if quote else
                        ok(body, quotes="none"))  # fmt: skip
    path = answers(("A", "一/1", "我会先听客户说完，再核对订单。 the end of it."))
    assert (
        inside("grade", path, *RUBRIC, *at(grader_server), "-o", "out", "--format", "csv").code == 1
    )
    [row] = table(path.parent / "out" / "scores.csv")
    assert (row["status"], row["points"], row["points_low"]) == ("held", "", "0")
