"""Item analysis: equal to the libraries, and undefined where nothing can be said."""

from decimal import Decimal

import numpy as np
import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.statistics import AnalysisTally
from grader.records import Answer, Criterion, Item, Level, Mark, Rating, Text

WORDS = Text("说", "say")


def criterion(name, most, dimension="process"):
    levels = tuple(Level(points=Decimal(n), description=WORDS) for n in range(most + 1))
    return Criterion(id=name, points=Decimal(most), dimension=dimension, description=WORDS,
                     levels=levels)  # fmt: skip


def item(number, *criteria):
    points = sum((each.points for each in criteria), Decimal(0))
    return Item(id=f"1/{number}", text=WORDS, points=points, criteria=criteria)


def person(who, items, given):
    """*given* are the levels on an item's criteria, "held", or None for not answered."""
    pairs = []
    for each, levels in zip(items, given, strict=True):
        answer = Answer(candidate_id=who, item_id=each.id, text="话")
        if levels is None or levels == "held":
            status = "held" if levels else "not_answered"
            score = settle_unrated(answer, each, status, "attachment" if levels else "")
        else:
            marks = tuple(
                Mark(
                    criterion_id=of.id,
                    level=min(level, len(of.levels) - 1),
                    points=Decimal(level),
                    max_points=of.points,
                )
                for of, level in zip(each.criteria, levels, strict=True)
            )
            score = settle_rating(answer, each, Rating(rater="openai:m", marks=marks))
        pairs.append((each, score))
    return aggregate(who, pairs)


def analysed(people):
    tally = AnalysisTally()
    for each in people:
        tally.add(each)
    return tally.figures()


def of_points(points, most=4):
    """The analysis of a table of points, people by items of one criterion each."""
    items = [item(n, criterion("c1", most)) for n in range(len(points[0]))]
    return analysed(
        person(str(n), items, [[int(each)] for each in row]) for n, row in enumerate(points)
    )


@pytest.fixture
def points():
    rng = np.random.default_rng(4)
    skill = rng.normal(2, 1, (40, 1))
    return np.clip(np.rint(skill + rng.normal(0, 1, (40, 5))), 0, 4)


def test_alpha_is_that_of_pingouin(points):
    import pandas as pd
    import pingouin

    wanted, _ = pingouin.cronbach_alpha(data=pd.DataFrame(points))
    assert of_points(points).alpha.value == pytest.approx(wanted)


def test_discrimination_difficulty_and_ends_are_those_of_numpy(points):
    total = points.sum(axis=1)
    for number, each in enumerate(of_points(points).items):
        own = points[:, number]
        wanted = np.corrcoef(own, total - own)[0, 1]
        assert each.discrimination.value == pytest.approx(wanted)
        assert each.difficulty.value == pytest.approx(own.mean() / 4)
        assert each.floor.value == pytest.approx((own == 0).mean())
        assert each.ceiling.value == pytest.approx((own == 4).mean())
        assert each.weight.value == pytest.approx(np.cov(own, total)[0, 1] / total.var(ddof=1))


def test_weights_of_all_items_make_up_the_whole(points):
    assert sum(each.weight.value for each in of_points(points).items) == pytest.approx(1)


def test_two_values_give_the_point_biserial_correlation(points):
    from scipy.stats import pointbiserialr

    table = np.column_stack([points[:, :3], points[:, 3] > 2])
    each = of_points(table).items[3]
    wanted = pointbiserialr(table[:, 3], table[:, :3].sum(axis=1)).statistic
    assert each.has_two_values
    assert each.discrimination.value == pytest.approx(wanted)
    assert not of_points(points).items[0].has_two_values


def test_duplicating_everyone_changes_no_share_and_no_correlation(points):
    once, twice = of_points(points), of_points(np.vstack([points, points]))
    for one, two in zip(once.items, twice.items, strict=True):
        assert two.discrimination.value == pytest.approx(one.discrimination.value)
        assert two.difficulty.value == pytest.approx(one.difficulty.value)
    assert twice.alpha.value == pytest.approx(once.alpha.value)


def test_shifted_points_keep_their_correlations():
    """Squares of large numbers would drown a small spread, were they taken from nought."""
    rng = np.random.default_rng(1)
    low = rng.integers(0, 3, (30, 3))
    near, far = of_points(low, most=3), of_points(low + 900_000, most=3)
    for one, two in zip(near.items, far.items, strict=True):
        assert two.discrimination.value == pytest.approx(one.discrimination.value)


def test_few_people_or_no_spread_are_undefined_with_the_reason(points):
    few = of_points(points[:9])
    assert {few.alpha.why, few.floor.why, *(each.discrimination.why for each in few.items)} == {
        "too_few"
    }
    same = of_points(np.full((20, 3), 2))
    assert (same.alpha.value, same.alpha.why) == (None, "constant")
    assert [each.discrimination.why for each in same.items] == ["constant"] * 3
    assert [each.weight.why for each in same.items] == ["constant"] * 3
    assert of_points(points[:, :1]).alpha.why == "too_few"


def test_only_people_whose_answers_are_all_settled_count(points):
    items = [item(n, criterion("c1", 4)) for n in range(2)]
    settled = [person(str(n), items, [[n % 5], [n % 3]]) for n in range(12)]
    held = [person("h", items, [[4], "held"])] * 5
    made = analysed([*settled, *held])
    assert (made.people, made.everyone) == (12, 17)
    assert made.items[0].difficulty == analysed(settled).items[0].difficulty


def test_an_item_not_answered_counts_nought():
    items = [item(1, criterion("c1", 4)), item(2, criterion("c1", 4))]
    made = analysed([person(str(n), items, [[4], None]) for n in range(10)])
    assert (made.items[0].ceiling.value, made.items[1].floor.value) == (1.0, 1.0)


def test_people_asked_different_items_leave_what_compares_items_undefined():
    one, other = item(1, criterion("c1", 4)), item(2, criterion("c1", 4))
    people = [person(str(n), [one], [[n % 5]]) for n in range(12)]
    people += [person(f"x{n}", [one, other], [[n % 5], [n % 4]]) for n in range(12)]
    made = analysed(people)
    assert made.alpha.why == "incomplete"
    assert [each.discrimination.why for each in made.items] == ["incomplete"] * 2


def test_criteria_that_everyone_or_no_one_gets_are_told():
    each = item(1, criterion("all", 2), criterion("none", 2), criterion("some", 2),
                criterion("most", 2))  # fmt: skip
    people = [person(str(n), [each], [[2, 0, n % 3, 2 if n else 1]]) for n in range(20)]
    found = {of.criterion.id: (of.reached, of.share) for of in analysed(people).criteria}
    assert found == {"all": ("all", 1.0), "none": ("none", 1.0), "most": ("nearly_all", 0.95)}
    assert analysed(people[:9]).criteria == ()


def test_dimensions_that_go_together_almost_wholly_are_a_halo():
    each = item(1, criterion("a", 4, "empathy"), criterion("b", 4, "process"),
                criterion("c", 4, "closure"))  # fmt: skip
    people = [person(str(n), [each], [[n % 5, n % 5, (n * 7) % 4]]) for n in range(20)]
    found = {pair.names: pair for pair in analysed(people).pairs}
    same, apart = found["empathy", "process"], found["empathy", "closure"]
    assert (same.is_halo, same.people, same.r.value) == (True, 20, pytest.approx(1.0))
    wanted = np.corrcoef([n % 5 for n in range(20)], [(n * 7) % 4 for n in range(20)])[0, 1]
    assert (apart.is_halo, apart.r.value) == (False, pytest.approx(wanted))


def test_nobody_gives_no_figures():
    made = analysed([])
    assert (made.people, made.items, made.pairs, made.alpha.why) == (0, (), (), "too_few")
