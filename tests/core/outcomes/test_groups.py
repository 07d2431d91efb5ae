"""Outcome by group: the rules' own examples, tests of the libraries, and what is not told."""

import numpy as np
import pytest

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
    from scipy import stats

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
    from scipy import stats

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


def notes(entries, totals, **more):
    found = outcomes(["g"], [[each] for each in entries], totals, **more)
    return {each.names[0]: each.note for each in found.groups}


def test_note_tells_a_gap_from_chance_and_from_too_few():
    def totals(a, b):
        return [2.0] * a[0] + [0.0] * a[1] + [2.0] * b[0] + [0.0] * b[1]

    people = ["a"] * 80 + ["b"] * 80
    assert notes(people, totals((60, 20), (18, 62)), least=30)["b"] == "below"
    assert notes(people, totals((40, 40), (38, 42)), least=30)["b"] == "not_below"
    few = ["a"] * 10 + ["b"] * 10
    assert notes(few, totals((5, 5), (3, 7)), least=30)["b"] == "too_few"
    assert notes(few, totals((5, 5), (3, 7)), least=5) == {"a": "highest", "b": "below_by_chance"}


def test_ratio_to_a_highest_group_of_few_says_nothing():
    people = ["a"] * 5 + ["b"] * 60
    found = notes(people, [2.0] * 5 + [2.0] * 20 + [1.0] * 40, least=30)
    assert found == {"a": "too_few", "b": "too_few"}


def test_cut_counts_those_at_it_and_above():
    found = outcomes(["g"], [["a"]] * 2 + [["b"]] * 2, [6.0, 5.0, 6.0, 7.0], least=1, cut=6.0)
    assert (found.cut, found.tied, found.median) == (6.0, 2, 6.0)
    assert [each.rate for each in found.groups] == [0.5, 1.0]


def test_rates_of_everybody_have_no_interval_of_no_width():
    assert ratio_interval((5, 5), (9, 9)) == ratio_interval((7, 7), (3, 3))
    assert ratio_interval((5, 5), (9, 9)).low is None


def test_one_person_above_the_line_leaves_no_group_below_one_for_sure():
    # Fisher's exact test of 6 of 11 against 1 of 1 gives p = 1.
    found = ratio_interval((6, 11), (1, 1))
    assert (found.value, found.low, found.why) == (pytest.approx(6 / 11), None, "constant")
