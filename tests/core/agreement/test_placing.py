"""Totals placed: error from who rated, bands that ask a person, ranks that ties share."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.agreement.placing import PlacesTally, placed
from grader.core.agreement.total_error import total_error
from grader.core.report import CANDIDATES, candidate_row
from grader.records import (
    Answer,
    Criterion,
    GivenPoints,
    Item,
    Mark,
    Opinion,
    PersonMark,
    Rating,
    SeenPoints,
    Text,
)
from grader.records.agreement import Agreement, Calibration, Figure, Measured
from grader.records.banding import Banding, Threshold

WORDS = Text("说", "say")
CUT = Banding(thresholds=(Threshold(at=Decimal(8)),))
NAMED = Banding(
    thresholds=(Threshold(at=Decimal(30), is_percent=True), Threshold(at=Decimal(60), is_percent=True)),
    names=("C", "B", "A"),
)  # fmt: skip
RANKS = Banding(ranks=True)


def item(number):
    return Item(id=f"1/{number}", text=WORDS, points=Decimal(10), criteria=(
        Criterion(id="c1", points=Decimal(10), dimension="process", description=WORDS),
    ))  # fmt: skip


def rating(points, sample=1):
    mark = Mark(criterion_id="c1", level=1, points=Decimal(str(points)), max_points=Decimal(10))
    return Rating(rater="openai:m", marks=(mark,), opinion=Opinion(sample=sample))


def scored(who, each, points, *, more=(), people=()):
    """Points on one item: None is not answered, "held" open; *more* are further ratings."""
    answer = Answer(candidate_id=who, item_id=each.id, text="话")
    if points is None or points == "held":
        return settle_unrated(answer, each, "held" if points else "not_answered", "")
    score = settle_rating(answer, each, rating(points))
    ratings = (rating(points), *(rating(each, n) for n, each in enumerate(more, start=2)))
    seen = tuple(
        SeenPoints(
            mark=PersonMark(candidate_id=who, item_id=each.id, reviewer=name, given=(),
                            item_hash="", answer_hash=""),
            given=GivenPoints(points=Decimal(given)), state="stands",
        )
        for name, given in people
    )  # fmt: skip
    return replace(score, ratings=ratings, people=seen)


def person(who, *points):
    pairs = [(item(n), scored(who, item(n), each)) for n, each in enumerate(points)]
    return aggregate(who, pairs)


def lie(banding, people, **more):
    people, tally = list(people), PlacesTally(banding)
    for each in people:
        tally.add(each)
    placing = tally.placing(**more)
    return placing, [placed(each, placing) for each in people]


def cells(each):
    row = dict(zip(CANDIDATES, candidate_row(each), strict=True))
    return row["sem"], row["band"], row["rank"]


@pytest.fixture
def table():
    rng = np.random.default_rng(3)
    return np.clip(np.rint(rng.normal(5, 2, (30, 1)) + rng.normal(0, 1, (30, 3))), 0, 10)


def people_of(table):
    return [person(f"p{n}", *map(int, row)) for n, row in enumerate(table)]


def test_error_from_items_alone_is_that_of_the_residuals(table):
    """k times the mean square of what neither people nor items explain, by numpy alone."""
    rest = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    wanted = np.sqrt(3 * (rest**2).sum() / (29 * 2))
    placing, people = lie(CUT, people_of(table))
    assert placing.sem.value == pytest.approx(wanted)
    assert (placing.basis, placing.raters, placing.people, placing.items) == ("items", 1, 30, 3)
    assert cells(people[0])[0] == f"{wanted:.4f}".rstrip("0")


def test_error_takes_repeated_ratings_in(table):
    rng = np.random.default_rng(9)
    again = np.clip(table + rng.integers(-1, 2, table.shape), 0, 10)
    people = [
        aggregate(str(n), [(item(k), scored(str(n), item(k), int(table[n, k]), more=[again[n, k]]))
                           for k in range(3)])
        for n in range(30)
    ]  # fmt: skip
    placing, _ = lie(CUT, people)
    assert (placing.basis, placing.raters) == ("ratings", 2)
    assert placing.sem.value == pytest.approx(total_error(np.dstack([table, again])).sem.value)


def test_marks_of_people_are_raters_where_they_marked_whole_papers(table):
    def of(n):
        return [
            (item(k), scored(str(n), item(k), int(table[n, k]),
                             people=[("王芳", (n + k) % 10)] if n < 15 else []))
            for k in range(3)
        ]  # fmt: skip

    placing, _ = lie(CUT, [aggregate(str(n), of(n)) for n in range(30)])
    assert (placing.basis, placing.raters, placing.people) == ("people", 2, 15)
    few, _ = lie(CUT, [aggregate(str(n), of(n)) for n in range(9, 30)])
    assert (few.basis, few.raters, few.people) == ("items", 1, 21)


def test_an_answer_nobody_rated_is_the_same_by_every_rater(table):
    """Not answered first: the raters are not known yet, and the person must still count."""

    def of(n):
        return [
            (item(k), scored(str(n), item(k), None if not n and not k else int(table[n, k]),
                             more=[int(table[n, k])]))
            for k in range(3)
        ]  # fmt: skip

    placing, _ = lie(CUT, [aggregate(str(n), of(n)) for n in range(30)])
    assert (placing.raters, placing.people) == (2, 30)


def test_few_people_have_no_error_and_undefined_bands(table):
    placing, people = lie(CUT, people_of(table[:9]))
    assert (placing.sem.value, placing.sem.why) == (None, "too_few")
    assert {cells(each) for each in people} == {("", "undefined", "")}
    assert people[0].placed.low is None


def test_totals_without_spread_of_items_are_exact():
    placing, people = lie(CUT, [person(str(n), n % 9, n % 9) for n in range(20)])
    assert placing.sem.value == pytest.approx(0)
    bands = {int(each.total.total): cells(each)[1] for each in people}
    assert (bands[6], bands[8], bands[10]) == ("clear_below", "too_close", "clear_above")


def test_named_bands_tell_which_ones_a_close_total_lies_between(table):
    placing, people = lie(NAMED, people_of(table))
    found = {cells(each)[1] for each in people}
    assert found <= {"A", "B", "C", "too_close:C|B", "too_close:B|A", "too_close:C|B|A"}
    assert sum(placing.bands.values()) == 30
    reach = 1.959964 * placing.sem.value
    for each in people:
        cuts = [cut for cut in (9, 18) if abs(float(each.total.total) - cut) <= reach]
        assert len(each.placed.between) == (len(cuts) + 1 if cuts else 0)


def test_equal_totals_share_a_rank_whatever_their_order(table):
    people = [person("b", 9, 9), person("a", 8, 8), person("c", 9, 7), person("d", 1, 1)]
    _, made = lie(RANKS, people)
    assert [cells(each)[2] for each in made] == ["1", "2", "2", "4"]
    _, turned = lie(RANKS, people[::-1])
    assert [cells(each)[2] for each in turned] == ["4", "2", "2", "1"]


def test_who_has_no_total_has_no_rank_no_band_and_takes_no_place():
    people = [person("a", 9, 9), person("h", 10, "held"), person("b", 1, 1)]
    placing, made = lie(replace(CUT, ranks=True), people)
    assert [cells(each)[2] for each in made] == ["1", "", "2"]
    assert cells(made[1]) == ("", "", "")
    assert placing.totals == 2


def test_people_beside_each_other_within_the_error_are_counted():
    people = [person(str(n), n % 5 * 2, n % 5 * 2) for n in range(10)]
    placing, _ = lie(RANKS, people)
    assert (placing.sem.value, placing.not_told_apart) == (pytest.approx(0), 10)
    alone, _ = lie(RANKS, [person(str(n), n, n) for n in range(10)])
    assert alone.not_told_apart == 0


def calibration(low):
    nothing = Figure(why="too_few")
    others = dict.fromkeys(("exact", "near", "pearson", "spearman", "smd", "mae", "bias", "spread", "within_r", "within_qwk"), nothing)  # fmt: skip
    machine = Agreement(n=40, candidates=40, qwk=Figure(0.8, low, 0.9), **others)
    total = Measured(kind="total", names=(), max_points=20.0, machine=machine, people=None,
                     lost=nothing, alpha=nothing, icc=nothing, verdict="partly")  # fmt: skip
    return Calibration(rubric="r", prompt="1", judge="m", when="2026-11-20T09:00:00+00:00",
                       raters=(("王芳", 40),), answers=80, marked=80, candidates=40, unusable=0,
                       measured=(total,), seed=1, draws=100)  # fmt: skip


@pytest.mark.parametrize(
    ("least", "measured", "withheld"),
    [
        (None, None, ""),
        (0.7, None, "uncalibrated"),
        (0.7, calibration(0.69), "below"),
        (0.7, calibration(None), "below"),
        (0.7, calibration(0.7), ""),
    ],
)
def test_bands_and_ranks_are_withheld_unless_the_lower_bound_reaches(
    table, least, measured, withheld
):
    placing, people = lie(replace(CUT, ranks=True), people_of(table), least=least,
                          calibration=measured)  # fmt: skip
    assert placing.withheld == withheld
    assert all((cells(each)[1:] == ("", "")) == bool(withheld) for each in people)
    assert cells(people[0])[0]
