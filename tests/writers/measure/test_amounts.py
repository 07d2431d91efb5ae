"""Figures as people read them."""

import pytest

from grader.readers.resources import labels
from grader.records.agreement import Figure
from grader.writers.measure import Amounts, number, scale_point
from grader.writers.views import Words


@pytest.fixture
def amounts(calibration_page):
    page = calibration_page("en")
    told = {**labels("en", "report"), **labels("en", "measure")}
    return Amounts(Words(told, "en", page.rubric))


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [(0.705, 2, "0.71"), (-0.004, 2, "0.00"), (-1.25, 1, "\u22121.3"), (1234.5, 1, "1,234.5")],
)
def test_a_number_has_so_many_places_and_a_true_minus(value, places, told):
    assert number(value, places) == told


def test_a_difference_carries_its_sign_and_nothing_has_none():
    assert number(0.3, 1, is_signed=True) == "+0.3"
    assert number(-0.3, 1, is_signed=True) == "\u22120.3"
    assert number(0.01, 1, is_signed=True) == "0.0"


def test_figures_have_the_places_of_their_kind(amounts):
    figure = Figure(0.7123, 0.61, 0.8)
    assert amounts.plain(figure).text == "0.71 (0.61 to 0.80)"
    assert amounts.share(figure).text == "71.2% (61.0% to 80.0%)"
    assert (
        amounts.points(Figure(1.26, -0.5, 3.0), is_signed=True).text == "+1.3 (\u22120.5 to +3.0)"
    )
    assert amounts.points(Figure(12.0), "percent").text == "12.0%"
    assert amounts.chance(0.0456, "").text == "0.046"


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_what_is_no_number_is_undefined_with_its_reason(amounts, value):
    made = amounts.plain(Figure(value, why="one_rater"))
    assert (made.text, made.value) == ("undefined: one rater only", None)


def test_half_an_interval_is_none(amounts):
    made = amounts.plain(Figure(0.5, 0.4, None, why="unstable"))
    assert (made.low, made.high) == (None, None)
    assert made.text.startswith("0.50 (interval undefined: ")


def test_points_of_a_scale_have_no_more_places_than_they_need():
    assert [scale_point(each) for each in (0.0, 1.5, 1 / 3)] == ["0", "1.5", "0.3333"]
