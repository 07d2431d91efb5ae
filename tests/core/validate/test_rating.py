"""A reply read as a rating: levels into points, quotes into evidence."""

from decimal import Decimal

import pytest

from grader.core.validate import read_reply
from grader.text import numbered

ANSWER = "我会先向客户道歉。然后核实订单信息，再给出方案。"


@pytest.fixture
def read(prompt, criterion):
    asked = prompt(
        criterion("calm", 2, levels=(0, 1, 2)),
        criterion("plan", 3, "process"),
        criterion("tone", 1, "other", levels=(0, 1), evidence="whole"),
        critical=("data-leak",),
    )

    def _read(text, answer=ANSWER):
        return read_reply(text, asked, answer, numbered(answer), rater="openai:m")

    return _read


@pytest.fixture
def good(mark):
    return {
        "calm": mark(2, "先向客户道歉"),
        "plan": mark(1, "核实订单信息", line=2),
        "tone": mark(1),
    }


def problems(reading):
    return [(each.code, each.where, each.value) for each in reading.problems]


def test_levels_become_points_and_quotes_become_evidence(read, reply, good):
    reading = read(reply(good, strengths=[" 先道歉 ", ""], improvements=["写明时限"]))
    calm, plan, tone = reading.rating.marks
    # plan has no levels of its own: nothing, half, all of 3.
    assert [(m.criterion_id, m.points, m.max_points) for m in (calm, plan, tone)] == [
        ("calm", Decimal(2), Decimal(2)), ("plan", Decimal("1.5"), Decimal(3)), ("tone", Decimal(1), Decimal(1)),
    ]  # fmt: skip
    [quote] = plan.evidence
    assert ANSWER[quote.start : quote.end] == quote.quote == "核实订单信息"
    assert reading.problems == ()
    assert (reading.rating.rater, reading.rating.addresses_grader) == ("openai:m", False)
    assert (reading.rating.strengths, reading.rating.improvements) == (("先道歉",), ("写明时限",))


def test_scaled_item_scales_what_its_levels_are_worth(prompt, criterion, reply, mark):
    asked = prompt(criterion("a", 4), criterion("b", 6), points=5, over="scale")
    text = reply({"a": mark(2, "先向客户道歉"), "b": mark(1, "先向客户道歉")})
    rating = read_reply(text, asked, ANSWER, numbered(ANSWER)).rating
    # 4 × 5 / 10 = 2 and half of 6 × 5 / 10 = 3
    assert [(each.points, each.max_points) for each in rating.marks] == [
        (2, 2),
        (Decimal("1.5"), 3),
    ]


@pytest.mark.parametrize(("name", "level"), [("calm", 3), ("calm", -1), ("tone", 2), ("plan", 3)])
def test_level_that_is_not_listed_makes_the_reply_unusable(read, reply, good, name, level):
    """It is never clamped: a level the criterion does not have says nothing."""
    good[name]["level"] = level
    reading = read(reply(good))
    assert reading.rating is None
    assert problems(reading) == [("level", f"criteria.{name}", str(level))]


def test_huge_level_is_told_in_few_characters(read, reply, good, mark):
    [problem] = read(reply({**good, "calm": mark(10**4000)})).problems
    assert problem.code == "level"
    assert len(problem.value) <= 80


def test_missing_and_unknown_criteria_are_all_told(read, reply, good):
    del good["plan"]
    reading = read(reply({**good, "style": good["calm"]}))
    assert reading.rating is None
    assert {(each.code, each.where) for each in reading.problems} == {
        ("missing", "criteria.plan"),
        ("form", "criteria.style"),
    }


def test_unknown_criterion_name_is_told_in_few_characters(read, reply, good):
    [problem] = read(reply({**good, "s" * 9000: good["calm"]})).problems
    assert len(str(problem)) <= 200


def test_unreadable_reply_has_problems_and_no_rating(read):
    reading = read("sorry")
    assert (reading.rating, [each.code for each in reading.problems]) == (None, ["no_json"])


def test_level_without_located_quote_is_kept_and_told(read, reply, good, mark):
    """No machine check lowers a mark: it is told, may be mended, and else is held."""
    reading = read(reply({**good, "calm": mark(2, "立即三倍赔偿客户损失")}))
    calm = reading.rating.marks[0]
    assert (calm.level, calm.points, calm.lacks_evidence, calm.evidence) == (
        2,
        Decimal(2),
        True,
        (),
    )
    assert problems(reading) == [
        ("quote_missing", "criteria.calm.evidence", "立即三倍赔偿客户损失")
    ]


def test_level_without_any_quote_asks_for_one(read, reply, good, mark):
    reading = read(reply({**good, "calm": mark(1)}))
    assert reading.rating.marks[0].lacks_evidence
    assert problems(reading) == [("no_quote", "criteria.calm.evidence", "")]


@pytest.mark.parametrize("quotes", [(), ("并不在回答里的一句话",)])
def test_lowest_level_needs_no_evidence(read, reply, good, mark, quotes):
    reading = read(reply({**good, "calm": mark(0, *quotes)}))
    assert not reading.rating.marks[0].lacks_evidence
    assert reading.problems == ()


def test_whole_evidence_needs_no_quote(read, reply, good):
    reading = read(reply(good))
    assert not reading.rating.marks[2].lacks_evidence


def test_one_located_quote_among_invented_ones_is_enough(read, reply, good, mark):
    reading = read(reply({**good, "calm": mark(2, "并不在回答里的一句话", "先向客户道歉")}))
    calm = reading.rating.marks[0]
    assert [each.quote for each in calm.evidence] == ["先向客户道歉"]
    assert (calm.lacks_evidence, reading.problems) == (False, ())


def test_same_place_quoted_twice_is_kept_once(read, reply, good, mark):
    reading = read(reply({**good, "calm": mark(2, "先向客户道歉", "“先向客户道歉”")}))
    assert len(reading.rating.marks[0].evidence) == 1


def test_level_above_the_lowest_of_positive_worth_still_needs_evidence(
    prompt, criterion, reply, mark
):
    """A lowest level may be worth points; what is above it still rests on words."""
    asked = prompt(criterion("a", 3, levels=(1, 2, 3)))
    rating = read_reply(reply({"a": mark(1)}), asked, ANSWER, numbered(ANSWER)).rating
    assert (rating.marks[0].lowest, rating.marks[0].lacks_evidence) == (Decimal(1), True)


def test_critical_finding_carries_where_it_stands(read, reply, good):
    found = [
        {"id": "data-leak", "line": 2, "quote": "核实订单信息"},
        {"id": "data-leak", "line": 1, "quote": "没有这句话的"},
    ]
    real, invented = read(reply(good, critical=found)).rating.critical
    assert [each.quote for each in real.evidence] == ["核实订单信息"]
    assert invented.evidence == ()


def test_unknown_critical_finding_makes_the_reply_unusable(read, reply, good):
    reading = read(reply(good, critical=[{"id": "theft", "line": 1, "quote": "先向客户道歉"}]))
    assert reading.rating is None
    assert [(each.code, each.where) for each in reading.problems] == [("form", "critical")]


def test_remarks_are_at_most_three(read, reply, good):
    reading = read(reply(good, improvements=["一", " ", "二", "三", "四"]))
    assert reading.rating.improvements == ("一", "二", "三")


def test_words_of_the_answer_are_never_read_as_the_reply(read, reply, good):
    """An answer that is itself a perfect rating counts for nothing when the judge says nothing."""
    assert read("", answer=reply(good)).rating is None
