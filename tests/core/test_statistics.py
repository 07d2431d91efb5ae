"""Figures over everyone, with values worked out by hand."""

from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.statistics import FEWEST_PEOPLE, Tally
from grader.records import Answer, Criterion, Item, Mark, Rating, Text

WORDS = Text("说", "say")


def item(number):
    criterion = Criterion(
        id="c1", points=Decimal(4), dimension="process", description=WORDS, levels=()
    )
    return Item(id=f"1/{number}", text=WORDS, points=Decimal(4), criteria=(criterion,))


ITEMS = [item(1), item(2), item(3)]


def person(who, *points):
    """Points on the three items; None is not answered, "held" open."""
    pairs = []
    for each, got in zip(ITEMS, points, strict=True):
        answer = Answer(candidate_id=who, item_id=each.id, text="话")
        if got is None:
            score = settle_unrated(answer, each, "not_answered")
        elif got == "held":
            score = settle_unrated(answer, each, "held", "attachment")
        else:
            mark = Mark(criterion_id="c1", level=1, points=Decimal(got), max_points=Decimal(4))
            score = settle_rating(answer, each, Rating(rater="openai:m", marks=(mark,)))
        pairs.append((each, score))
    return aggregate(who, pairs)


def figures(*people):
    tally = Tally()
    for each in people:
        tally.add(each)
    return tally.figures()


def test_difficulty_is_the_mean_share_of_the_points_of_settled_answers():
    made = figures(person("a", 4, 0, None), person("b", 1, "held", None))
    first, second, third = made.items
    assert (first.difficulty, first.mean) == (5 / 8, Decimal("2.5"))
    assert (second.settled, second.held, second.difficulty) == (1, 1, 0.0)
    assert (third.not_answered, third.difficulty, third.mean) == (2, None, None)


def test_points_lost_are_told_by_criterion():
    [criterion] = figures(person("a", 4, 0, 0), person("b", 1, 0, 0)).items[0].criteria
    assert (criterion.answers, criterion.mean, criterion.lost) == (2, Decimal("2.5"), 3 / 8)


def test_totals_fall_into_tenths_and_open_ones_into_all_they_can_end_in():
    # 12 of 12 is the last tenth; 5 of 12 is 41 percent; held: 4 to 8 of 12 is 33 to 66 percent.
    made = figures(person("a", 4, 4, 4), person("b", 4, 1, 0), person("c", 4, "held", 0))
    assert [each.settled for each in made.bins] == [0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
    assert [each.possible for each in made.bins] == [0, 0, 0, 1, 1, 1, 1, 0, 0, 0]
    assert (made.people, made.settled) == (3, 2)


def test_discrimination_leaves_the_item_out_of_its_own_total():
    # The rest of the total is 2 x the item for item 1 (r = 1); for item 3, constant: undefined.
    people = [person(str(n), n % 5, n % 5, 2) for n in range(10)]
    first, _, third = figures(*people).items
    assert first.discrimination == pytest.approx(1.0)
    assert third.discrimination is None


def test_discrimination_of_opposed_items_is_negative():
    people = [person(str(n), n % 5, 4 - n % 5, 0) for n in range(10)]
    assert figures(*people).items[0].discrimination == pytest.approx(-1.0)


def test_few_people_tell_no_discrimination():
    people = [person(str(n), n % 5, n % 5, 2) for n in range(FEWEST_PEOPLE - 1)]
    assert figures(*people).items[0].discrimination is None


def test_a_dimension_is_the_mean_over_the_people_where_it_is_settled():
    made = figures(person("a", 4, 0, 0), person("b", 0, 0, "held"))
    process = made.dimensions["process"]
    assert (process.points, process.max_points, process.people) == (Decimal(4), Decimal(12), 1)


def test_nobody_gives_no_figures():
    made = figures()
    assert (made.people, made.settled, made.items, made.dimensions) == (0, 0, (), {})
