"""The mean change of points: an interval over people, none where nothing moves."""

import numpy as np
import pytest

from grader.core.agreement.change import mean_change


def test_interval_is_over_people_not_answers():
    rng = np.random.default_rng(3)
    of_person = rng.normal(1, 1, 40)
    alone = mean_change(of_person, np.arange(40))
    thrice = mean_change(np.repeat(of_person, 3), np.repeat(np.arange(40), 3))
    assert alone.value == pytest.approx(thrice.value) == pytest.approx(of_person.mean())
    assert (thrice.low, thrice.high) == pytest.approx((alone.low, alone.high))
    half = 1.96 * of_person.std(ddof=1) / 40**0.5
    assert alone.high - alone.low == pytest.approx(2 * half, rel=0.15)


def test_turning_the_sides_turns_the_interval():
    changes = np.random.default_rng(5).normal(0.3, 1, 30)
    found, turned = mean_change(changes, np.arange(30)), mean_change(-changes, np.arange(30))
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))


def test_nothing_moved_nobody_there_and_few_people_have_no_interval():
    assert mean_change(np.zeros(30), np.arange(30)).why == "constant"
    assert mean_change(np.array([]), np.array([], dtype=int)).why == "too_few"
    few = mean_change(np.ones(4), np.arange(4))
    assert (few.value, few.low, few.why) == (1.0, None, "too_few")
