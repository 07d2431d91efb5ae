"""Sides of a cut: agreement about them, bands around it, and people who cannot be told apart."""

import numpy as np
import pytest

from grader.core.agreement.decisions import band, decisions, not_told_apart


def test_sides_of_a_cut_agree_as_kappa_of_the_library_says():
    from sklearn.metrics import cohen_kappa_score

    rng = np.random.default_rng(8)
    first = rng.normal(10, 3, 80)
    second = first + rng.normal(0, 2, 80)
    found = decisions(first, second, 10.0, count=100)
    sides = first >= 10, second >= 10
    assert found.kappa.value == pytest.approx(cohen_kappa_score(*sides))
    assert found.same.value == pytest.approx(np.mean(sides[0] == sides[1]))
    counted = found.above_both, found.below_both, found.first_only, found.second_only
    assert sum(counted) == 80
    assert found.first_only == int((sides[0] & ~sides[1]).sum())


def test_everyone_on_one_side_leaves_kappa_undefined():
    found = decisions(np.arange(20.0), np.arange(20.0), -1.0, count=20)
    assert (found.same.value, found.kappa.value, found.kappa.why) == (1.0, None, "constant")
    assert decisions(np.array([]), np.array([]), 1.0).same.why == "too_few"


@pytest.mark.parametrize(
    ("total", "sem", "wanted"),
    [(14, 1, "clear_above"), (11, 1, "too_close"), (6, 1, "clear_below"), (10, 0, "too_close")],
)
def test_band_asks_a_person_where_the_interval_holds_the_cut(total, sem, wanted):
    assert band(total, sem, 10) == wanted


def test_neighbours_closer_than_the_error_of_a_difference_are_not_told_apart():
    assert not_told_apart(np.array([1, 2, 10, 20, 21]), 1.0) == 4
    assert not_told_apart(np.array([5]), 1.0) == 0
    assert not_told_apart(np.array([5, 5]), 0.0) == 2
