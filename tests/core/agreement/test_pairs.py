"""Figures of two raters equal an independent library's, and say so where they are undefined."""

import numpy as np
import pytest

from grader.core.agreement import Pairs, agreement, difference

ORDINARY = ([0, 1, 2, 3, 4, 2, 3, 1, 0, 4, 2, 2], [0, 1, 2, 4, 4, 2, 2, 1, 1, 3, 2, 3])
TWO_OF_ELEVEN = ([0, 10, 0, 10, 10, 0, 0, 10, 1, 0], [0, 10, 1, 10, 10, 0, 1, 10, 0, 0])


def pairs_of(first, second, scale=(), item=None, person=None, reach=1.0):
    size = len(first)
    return Pairs(
        first=np.array(first, float),
        second=np.array(second, float),
        person=np.arange(size) if person is None else np.array(person),
        item=np.zeros(size, int) if item is None else np.array(item),
        scale=scale,
        reach=reach,
    )


@pytest.mark.parametrize(
    ("points", "scale"), [(ORDINARY, range(5)), (TWO_OF_ELEVEN, range(11))], ids=["five", "eleven"]
)
def test_figures_equal_those_of_the_libraries(points, scale):
    from scipy.stats import pearsonr, spearmanr
    from sklearn.metrics import cohen_kappa_score, confusion_matrix

    found = agreement(pairs_of(*points, tuple(scale)), count=50)
    first, second = map(np.array, points)
    kappa = cohen_kappa_score(first, second, labels=list(scale), weights="quadratic")
    assert found.qwk.value == pytest.approx(kappa)
    assert found.pearson.value == pytest.approx(pearsonr(first, second).statistic)
    assert found.spearman.value == pytest.approx(spearmanr(first, second).statistic)
    assert found.exact.value == pytest.approx(np.mean(first == second))
    assert found.near.value == pytest.approx(np.mean(abs(first - second) <= 1))
    assert found.mae.value == pytest.approx(np.mean(abs(first - second)))
    assert found.bias.value == pytest.approx(np.mean(second - first))
    assert found.smd.value == pytest.approx(np.mean(second - first) / np.std(first))
    assert found.spread.value == pytest.approx(np.std(second - first, ddof=1))
    wanted = confusion_matrix(first, second, labels=list(scale))
    assert np.array(found.confusion).tolist() == wanted.tolist()


def test_interval_holds_the_value_and_is_the_same_by_the_same_seed():
    first, second = agreement(pairs_of(*ORDINARY)), agreement(pairs_of(*ORDINARY))
    assert first == second
    assert first.qwk.low < first.qwk.value < first.qwk.high
    assert agreement(pairs_of(*ORDINARY), seed=7).qwk != first.qwk


def test_interval_of_the_mean_difference_is_that_of_the_normal_law():
    rng = np.random.default_rng(3)
    first = rng.normal(size=400)
    second = first + rng.normal(0.2, 1, size=400)
    found = agreement(pairs_of(first, second)).bias
    half = 1.96 * np.std(second - first, ddof=1) / 20
    assert (found.high - found.low) / 2 == pytest.approx(half, rel=0.1)


def test_people_are_drawn_with_all_their_answers():
    """Ten answers of one person that are alike say no more than one."""
    rng = np.random.default_rng(5)
    one = rng.integers(0, 5, 40), rng.integers(0, 5, 40)
    tenfold = tuple(np.repeat(points, 10) for points in one)
    alone = agreement(pairs_of(*one))
    together = agreement(pairs_of(*tenfold, person=np.repeat(np.arange(40), 10)))
    assert together.qwk.value == pytest.approx(alone.qwk.value)
    assert together.mae.low == pytest.approx(alone.mae.low)
    naive = agreement(pairs_of(*tenfold))
    assert naive.mae.high - naive.mae.low < 0.5 * (alone.mae.high - alone.mae.low)


@pytest.mark.parametrize(
    ("first", "second", "undefined"),
    [
        ([2] * 12, [0, 1, 2] * 4, {"qwk", "pearson", "spearman", "smd", "within_r", "within_qwk"}),
        ([0, 1, 2] * 4, [2] * 12, {"qwk", "pearson", "spearman", "within_r", "within_qwk"}),
        ([3] * 12, [3] * 12, {"qwk", "pearson", "spearman", "smd", "within_r", "within_qwk"}),
    ],
    ids=["first constant", "second constant", "one shared value"],
)
def test_what_a_constant_rater_leaves_undefined_is_none(first, second, undefined):
    found = agreement(pairs_of(first, second), count=50)
    names = ("exact", "near", "qwk", "pearson", "spearman", "smd", "mae", "bias", "spread",
             "within_r", "within_qwk")  # fmt: skip
    assert {name for name in names if getattr(found, name).value is None} == undefined
    assert all(getattr(found, name).why == "constant" for name in undefined)


def test_one_pair_and_none_have_no_intervals():
    one = agreement(pairs_of([1], [2]))
    assert (one.n, one.mae.value, one.mae.low, one.mae.why) == (1, 1.0, None, "too_few")
    assert one.spread.value is None
    none = agreement(pairs_of([], []))
    assert (none.n, none.qwk.value, none.qwk.why) == (0, None, "too_few")


def test_pooled_figures_know_hard_items_from_easy_ones_and_those_within_do_not():
    """Noise around item means that both raters share: pooled it looks like agreement."""
    rng = np.random.default_rng(11)
    item = np.repeat([0, 1], 200)
    first = item * 10 + rng.normal(size=400)
    second = item * 10 + rng.normal(size=400)
    found = agreement(pairs_of(first, second, item=item), count=100)
    assert found.pearson.value > 0.9
    assert found.qwk.value > 0.9
    assert abs(found.within_r.value) < 0.15
    assert abs(found.within_qwk.value) < 0.15


def test_swapping_raters_turns_the_bias_and_keeps_the_rest():
    one, other = agreement(pairs_of(*ORDINARY)), agreement(pairs_of(*ORDINARY[::-1]))
    assert one.bias.value == pytest.approx(-other.bias.value)
    for name in ("qwk", "pearson", "spearman", "mae", "exact", "near", "spread"):
        assert getattr(one, name).value == pytest.approx(getattr(other, name).value), name


def test_a_shift_of_both_changes_nothing_and_of_one_only_what_knows_the_level():
    first, second = map(np.array, ORDINARY)
    as_it_is = agreement(pairs_of(first, second), count=20)
    both = agreement(pairs_of(first + 1000, second + 1000), count=20)
    one = agreement(pairs_of(first, second + 2), count=20)
    for name in ("qwk", "pearson", "spearman", "mae", "bias", "smd"):
        assert getattr(both, name).value == pytest.approx(getattr(as_it_is, name).value), name
    assert one.pearson.value == pytest.approx(as_it_is.pearson.value)
    assert one.bias.value == pytest.approx(as_it_is.bias.value + 2)
    assert one.qwk.value < as_it_is.qwk.value


def test_data_given_twice_narrow_intervals_by_the_root_of_two():
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=300), rng.normal(size=300)
    once = agreement(pairs_of(first, second)).mae
    twice = agreement(pairs_of(np.tile(first, 2), np.tile(second, 2))).mae
    assert twice.value == pytest.approx(once.value)
    assert (once.high - once.low) / (twice.high - twice.low) == pytest.approx(2**0.5, rel=0.12)


def test_difference_of_two_raters_is_paired_over_the_same_people():
    """Both err alike, so their difference is known much better than either."""
    rng = np.random.default_rng(12)
    human = rng.integers(0, 5, 200).astype(float)
    one = np.clip(human + rng.integers(-1, 2, 200), 0, 4)
    other = one.copy()
    other[:10] = np.clip(other[:10] + 1, 0, 4)
    found = difference(pairs_of(human, one), pairs_of(human, other), count=300)
    alone = [agreement(pairs_of(human, rater), count=300).qwk for rater in (one, other)]
    assert found.value == pytest.approx(alone[0].value - alone[1].value)
    assert found.high - found.low < min(each.high - each.low for each in alone)
    same = difference(pairs_of(human, one), pairs_of(human, one), count=50)
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)


def test_difference_leaves_out_people_of_one_side_only():
    one = pairs_of([1, 2, 3, 4], [1, 2, 3, 3], person=[0, 1, 2, 3])
    other = pairs_of([2, 3, 4, 0], [2, 3, 3, 4], person=[1, 2, 3, 4])
    assert difference(one, other, "mae", count=10).value == pytest.approx(0.0)
    nobody = pairs_of([1], [1], person=[9])
    assert difference(one, nobody).why == "too_few"
