"""Several raters: the libraries' figures, missing ratings, and a hand-made study of error."""

import numpy as np
import pytest

from grader.core.agreement.raters import alpha, icc, mean_of_pairs
from grader.core.agreement.total_error import total_error

NAN = np.nan
# Krippendorff's own example of four observers and twelve units, with gaps.
GAPS = np.array([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
])  # fmt: skip


def whole(raters=3, answers=30, seed=2):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 5, answers) + rng.integers(-1, 2, (raters, answers)).astype(float)


def test_alpha_is_the_published_one_and_the_same_from_sums():
    import krippendorff

    found = alpha(GAPS, np.arange(12), count=200)
    assert found.value == pytest.approx(0.849, abs=0.001)
    assert found.low < found.value < found.high
    rated = np.isfinite(GAPS).sum(axis=0) >= 2
    from grader.core.agreement import raters

    by_sums = raters._alpha(raters._alpha_sums(GAPS[:, rated]).sum(axis=0, keepdims=True))[0]
    assert by_sums == pytest.approx(krippendorff.alpha(GAPS, level_of_measurement="interval"))


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
def test_icc_is_that_of_pingouin():
    import pandas as pd
    import pingouin

    points = whole()
    rows = pd.DataFrame(
        [(unit, rater, points[rater, unit]) for rater in range(3) for unit in range(30)],
        columns=["unit", "rater", "points"],
    )
    table = pingouin.intraclass_corr(rows, targets="unit", raters="rater", ratings="points")
    wanted = table.set_index("Type").loc["ICC(A,1)", "ICC"]
    assert icc(points, np.arange(30), count=50).value == pytest.approx(float(wanted), abs=1e-6)


def test_undefined_is_told_and_never_a_number():
    one = whole(raters=1)
    assert alpha(one, np.arange(30)).why == icc(one, np.arange(30)).why == "one_rater"
    same = np.full((2, 20), 3.0)
    assert (alpha(same, np.arange(20)).value, alpha(same, np.arange(20)).why) == (None, "constant")
    assert icc(same, np.arange(20)).value is None
    apart = np.array([[1.0, NAN, 2.0], [NAN, 1.0, NAN]])
    assert alpha(apart, np.arange(3)).why == "too_few"
    assert mean_of_pairs(one, np.arange(30), np.zeros(30), "qwk").why == "one_rater"


def test_mean_over_every_two_raters_leaves_out_what_one_did_not_rate():
    points = np.array([[0, 1, 2, 3, NAN], [0, 1, 2, 3, 4], [0, 1, 2, 3, 0]], float)
    found = mean_of_pairs(points, np.arange(5), np.zeros(5, int), "mae", count=5)
    assert found.value == pytest.approx((0 + 0 + 4 / 5) / 3)


def test_parts_of_a_made_study_are_found_again():
    """Variances known beforehand, 4,000 people, 6 items, 3 raters."""
    rng = np.random.default_rng(9)
    person = rng.normal(0, 2, (4000, 1, 1))
    person_item, person_rater = rng.normal(0, 1, (4000, 6, 1)), rng.normal(0, 0.5, (4000, 1, 3))
    shared = rng.normal(0, 3, (1, 6, 1)) + rng.normal(0, 1, (1, 1, 3))
    rest = rng.normal(0, 1.5, (4000, 6, 3))
    found = total_error(person + person_item + person_rater + shared + rest)
    wanted = {"person": 4, "person_item": 1, "person_rater": 0.25, "rest": 2.25}
    assert found.parts == {name: pytest.approx(value, rel=0.1) for name, value in wanted.items()}
    assert found.sem.value == pytest.approx((6 * (1 + 2.25) + 36 * 0.25) ** 0.5, rel=0.05)


def test_reliability_of_items_alone_is_cronbachs_alpha():
    import pandas as pd
    import pingouin

    rng = np.random.default_rng(4)
    points = rng.normal(size=(60, 1)) + rng.normal(0, 1, (60, 5))
    found = total_error(points[:, :, None])
    wanted, _ = pingouin.cronbach_alpha(pd.DataFrame(points))
    assert found.is_of_items_alone
    assert found.reliability.value == pytest.approx(wanted, abs=1e-6)


def test_error_is_undefined_where_the_data_do_not_allow_it():
    few = np.ones((9, 3, 1))
    gaps = np.full((20, 3, 2), np.nan)
    single = np.random.default_rng(0).normal(size=(20, 1, 1))
    for points in (few, gaps, single):
        found = total_error(points)
        assert (found.sem.value, found.sem.why) == (None, "too_few")
    same = total_error(np.ones((20, 3, 1)))
    assert (same.sem.value, same.reliability.value) == (0.0, None)
