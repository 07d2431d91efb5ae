"""A candidate's scores as a total or a range."""

from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.records import Answer, DimensionSum, Evidence, Mark, Rating


@pytest.fixture
def items(item, criterion):
    return {
        "一/1": item(criterion("calm", 2), criterion("plan", 3, "process"), name="一/1"),
        "一/2": item(criterion("calm", 4), name="一/2"),
    }


@pytest.fixture
def rated(items):
    def _rated(item_id, *levels, lacks=False):
        item = items[item_id]
        words = Evidence(quote="x", start=0, end=1, kind="exact")
        marks = [
            Mark(
                criterion_id=c.id, level=level, points=item.worth(c, level), max_points=c.points,
                evidence=(words,), lacks_evidence=lacks and level > 0,
            )
            for c, level in zip(item.criteria, levels, strict=True)
        ]  # fmt: skip
        answer = Answer(candidate_id="A", item_id=item_id, text="x")
        return item, settle_rating(answer, item, Rating(rater="r", marks=tuple(marks)))

    return _rated


@pytest.fixture
def unrated(items):
    def _unrated(item_id, status, reason=""):
        answer = Answer(candidate_id="A", item_id=item_id, text=None)
        return items[item_id], settle_unrated(answer, items[item_id], status, reason)

    return _unrated


def total(*pairs):
    return aggregate("A", pairs).total


def test_settled_scores_come_to_a_total(rated):
    made = total(rated("一/1", 2, 1), rated("一/2", 2))
    # 2 + 1.5 and 4, of 5 and 4
    assert (made.total, made.max_total, made.low, made.high) == (
        Decimal("7.5"),
        9,
        Decimal("7.5"),
        Decimal("7.5"),
    )
    assert made.by_dimension == {
        "empathy": DimensionSum(points=Decimal(6), max_points=Decimal(6), criteria=2, items=2),
        "process": DimensionSum(points=Decimal("1.5"), max_points=Decimal(3), criteria=1, items=1),
    }
    assert (made.answered, made.asked, made.held, made.unscored) == (2, 2, 0, 0)


def test_unanswered_item_counts_nothing_and_says_so(rated, unrated):
    made = total(rated("一/1", 2, 2), unrated("一/2", "not_answered"))
    assert (made.total, made.max_total, made.answered, made.asked) == (Decimal(5), Decimal(9), 1, 2)
    assert made.by_dimension["empathy"].points == Decimal(2)


def test_gated_item_counts_as_answered_with_its_lowest(rated, unrated):
    made = total(rated("一/1", 2, 2), unrated("一/2", "gated", "empty"))
    assert (made.total, made.answered, made.flags) == (Decimal(5), 2, ("gated",))


def test_held_item_leaves_a_range_and_no_total(rated):
    made = total(rated("一/1", 2, 2), rated("一/2", 1, lacks=True))
    assert (made.total, made.low, made.high, made.held) == (None, Decimal(5), Decimal(7), 1)


def test_open_item_opens_only_the_dimensions_it_has(rated):
    """process has no criterion in 一/2, so what 一/1 got in it stands."""
    made = total(rated("一/1", 2, 2), rated("一/2", 1, lacks=True))
    assert made.by_dimension["empathy"].points is None
    assert made.by_dimension["empathy"].max_points == Decimal(6)
    assert made.by_dimension["process"].points == Decimal(3)


@pytest.mark.parametrize("order", [1, -1])
def test_unscored_item_reaches_from_lowest_to_highest(rated, unrated, order):
    made = total(*[rated("一/1", 2, 2), unrated("一/2", "unscored", "invalid")][::order])
    assert (made.total, made.low, made.high, made.unscored) == (None, Decimal(5), Decimal(9), 1)
    assert made.by_dimension["empathy"].points is None


def test_flags_are_gathered_once_in_alphabetical_order(rated, unrated):
    made = total(
        unrated("一/1", "gated", "empty"),
        rated("一/2", 2, lacks=True),
        unrated("一/1", "gated", "empty"),
    )
    assert made.flags == ("evidence_missing", "gated")


def test_scaled_item_counts_by_its_own_points(item, criterion):
    asked = item(criterion("a", 4), criterion("b", 6, "closure"), points=5, over="scale")
    answer = Answer(candidate_id="A", item_id="一/1", text=None)
    made = total((asked, settle_unrated(answer, asked, "unscored", "invalid")))
    # 4 and 6 marks on 5 points are 2 and 3
    assert (made.max_total, made.high) == (Decimal(5), Decimal(5))
    assert {name: each.max_points for name, each in made.by_dimension.items()} == {
        "empathy": 2,
        "closure": 3,
    }


def test_scores_stay_with_the_person_in_order(rated, unrated):
    pairs = [rated("一/2", 2), unrated("一/1", "not_answered")]
    person = aggregate("A", iter(pairs))
    assert list(person.scored) == pairs
    assert person.total.candidate_id == "A"
