"""Outcome by group: the rules' own examples, tests of the libraries, and what is not told."""

import numpy as np
import pytest
from scipy import stats

from grader.core.outcomes import outcomes
from grader.core.outcomes.rates import compared, ratio_interval


def by_name(found):
    return {" ".join(each.names): each for each in found.groups}


def test_rates_are_shares_above_the_median_of_everyone_and_ties_are_told():
    totals = [3, 3, 3, 4, 5, 5, 3, 3, 3, 3, 4, 2]
    found = outcomes(["sex"], [["f"]] * 6 + [["m"]] * 6, totals, least=5)
    assert (found.median, found.tied) == (3.0, 7)
    groups = by_name(found)
    assert (groups["f"].rate, groups["f"].ratio.value, groups["f"].is_highest) == (0.5, 1.0, True)
    assert groups["m"].rate == pytest.approx(1 / 6)
    assert groups["m"].ratio.value == pytest.approx(1 / 3)


def test_two_groups_are_compared_as_the_libraries_do():
    p, test = compared((48, 80), (21, 50))
    assert test == "z"
    assert p == pytest.approx(0.045, abs=0.001)
    assert ratio_interval((21, 50), (48, 80)).value == pytest.approx(0.70)
    p, test = compared((3, 5), (2, 5))
    assert (test, p) == ("fisher", pytest.approx(1.0))
    wanted = stats.contingency.relative_risk(21, 50, 48, 80).confidence_interval()
    found = ratio_interval((21, 50), (48, 80))
    assert (found.low, found.high) == (pytest.approx(wanted.low), pytest.approx(wanted.high))


def test_difference_has_welchs_interval_and_smd_the_spread_of_everyone():
    rng = np.random.default_rng(6)
    one, other = rng.normal(1, 1, 40), rng.normal(0, 2, 60)
    found = by_name(outcomes(["g"], [["a"]] * 40 + [["b"]] * 60, [*one, *other]))["a"]
    wanted = stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    assert found.difference.value == pytest.approx(one.mean() - other.mean())
    assert (found.difference.low, found.difference.high) == (wanted.low, wanted.high)
    spread = np.concatenate([one, other]).std(ddof=1)
    assert found.smd == pytest.approx((one.mean() - other.mean()) / spread)


def test_all_alike_gives_no_ratio_and_no_pass():
    found = by_name(outcomes(["g"], [["a"], ["a"], ["b"], ["b"]], [3, 3, 3, 3]))
    for each in found.values():
        assert (each.rate, each.ratio.value, each.ratio.why, each.p) == (
            0.0,
            None,
            "constant",
            None,
        )


def test_unknown_and_open_people_are_counted_and_in_no_figure():
    entries = [["a"], [" "], ["b"], ["a"], ["b"]]
    found = outcomes(["g"], entries, [1, 2, 3, None, 4])
    assert (found.people, found.scored, found.unknown) == (5, 4, 1)
    groups = by_name(found)
    assert (groups["a"].people, groups["a"].scored) == (2, 1)
    assert groups["a"].is_small


def test_a_group_under_two_percent_is_shown_and_left_out_of_ratios():
    entries = [["a"]] * 60 + [["b"]] * 60 + [["rare"]]
    found = by_name(outcomes(["g"], entries, [*range(120), 500.0]))
    assert (found["rare"].is_left_out, found["rare"].ratio.value) == (True, None)
    assert found["rare"].rate == 1.0
    assert not found["rare"].is_highest, "nobody is measured against it"


def test_several_columns_make_groups_of_their_combinations():
    entries = [["f", "a"], ["f", "b"], ["m", "a"], ["m", ""]]
    found = outcomes(["sex", "region"], entries, [1, 2, 3, 4])
    assert list(by_name(found)) == ["f a", "f b", "m a"]
    assert found.unknown == 1


def test_nobody_and_one_person_raise_nothing():
    assert outcomes(["g"], [], []).groups == ()
    (alone,) = outcomes(["g"], [["a"]], [3.0]).groups
    assert (alone.difference.value, alone.difference.why) == (None, "too_few")
