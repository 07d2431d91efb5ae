"""A small model's opinion beside a rating: it flags, and moves nothing."""

from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.second_opinion import with_second
from grader.records import Answer, Criterion, Estimate, Item, Mark, Rating, Text


@pytest.fixture
def item():
    criteria = tuple(Criterion(id=name, points=Decimal(2), dimension="process", evidence="none",
                               description=Text("说清楚")) for name in ("a", "b"))  # fmt: skip
    return Item(id="1", text=Text("怎么办？"), points=Decimal(4), criteria=criteria)


ANSWER = Answer(candidate_id="c", item_id="1", text="我会先查订单。")


@pytest.fixture
def score(item):
    def made(*levels):
        marks = tuple(
            Mark(criterion_id=each.id, level=level, points=Decimal(level), max_points=Decimal(2))
            for each, level in zip(item.criteria, levels, strict=True)
        )
        return settle_rating(ANSWER, item, Rating(rater="openai:x", marks=marks))

    return made


def estimate(*, is_detailed=True, **levels):
    return Estimate(levels=tuple(levels.items()), is_detailed=is_detailed)


def test_one_criterion_beyond_the_tolerance_raises_the_flag(item, score):
    found = with_second(score(2, 1), item, estimate(a=0, b=1), 1)
    assert found.flags == ("judges_disagree",)
    assert str(found.observations[-1].told).endswith("comes to 1 of 4 points, this rating to 3")


def test_within_the_tolerance_nothing_is_said(item, score):
    before = score(2, 1)
    assert with_second(before, item, estimate(a=1, b=0), 1) is before


def test_no_point_moves_however_far_it_is(item, score):
    before = score(2, 2)
    after = with_second(before, item, estimate(a=0, b=0), 0)
    told = ("points", "points_low", "points_high", "status", "rater", "rating", "reason")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]


def test_criteria_that_were_not_learnt_are_passed_over(item, score):
    found = with_second(score(0, 2), item, estimate(b=0), 1)
    assert str(found.observations[-1].told).endswith("comes to 0 of 2 points, this rating to 2")
    assert with_second(score(2, 1), item, estimate(b=1), 0).flags == ()


def test_points_of_a_whole_item_must_differ_by_more_than_the_tolerance_is_worth(item, score):
    near, far = estimate(is_detailed=False, a=1, b=1), estimate(is_detailed=False, a=0, b=1)
    assert with_second(score(2, 2), item, near, 1).flags == ()
    assert with_second(score(2, 2), item, far, 1).flags == ("judges_disagree",)


def test_what_has_no_rating_stays_as_it_is(item):
    unscored = settle_unrated(ANSWER, item, "unscored", "unreachable")
    assert with_second(unscored, item, estimate(a=2, b=2), 0) is unscored
