"""People beside the machine: what is measured of criteria, items, dimensions and totals."""

import csv
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from grader.core.agreement.ledger import Ledger, RatedAnswer
from grader.core.agreement.measure import Draws, at_cut, measure, rater_pairs
from grader.records import Criterion, Item, Level, Text

FEW = Draws(count=100)
LEND_AN_EAR = Path(__file__).resolve().parents[4] / "shared" / "data" / "lend_an_ear"


def criterion(name, *points, dimension="process"):
    levels = tuple(Level(points=Decimal(each), description=Text(en="x")) for each in points)
    return Criterion(id=name, points=Decimal(max(points)), dimension=dimension,
                     description=Text(en=name), levels=levels)  # fmt: skip


def item(name, *criteria):
    points = sum(each.points for each in criteria)
    return Item(id=name, text=Text(en="?"), points=points, criteria=criteria)


ONE = item("1", criterion("a", 0, 1, 2), criterion("b", 0, 1, 2, 3, dimension="empathy"))
TWO = item("2", criterion("a", 0, 1, 2))


def ledger_of(*people):
    made = Ledger()
    for answers in people:
        made.add(answers)
    return made


def rated(asked, machine, **given):
    return RatedAnswer(item=asked, machine=machine, given=given)


def named(found, kind, *names):
    return next(each for each in found if (each.kind, each.names) == (kind, names))


def crowd(people=40, seed=3, raters=("A", "B")):
    """As many people, each with both items, whom the machine rates much as people do."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(people):
        answers = []
        for each in (ONE, TWO):
            truth = {c.id: rng.integers(0, len(c.steps)) for c in each.criteria}
            near = {
                name: {c.id: float(np.clip(truth[c.id] + rng.integers(-1, 2) * (rng.random() < 0.3),
                                           0, len(c.steps) - 1)) for c in each.criteria}
                for name in ("", *raters)
            }  # fmt: skip
            answers.append(rated(each, near.pop(""), **near))
        found.append(answers)
    return found


@pytest.fixture(scope="module")
def measured():
    return measure(ledger_of(*crowd()), FEW)


def test_everything_that_is_scored_is_measured_in_the_order_of_the_paper(measured):
    assert [(each.kind, each.names) for each in measured] == [
        ("criterion", ()), ("criterion", ("1", "a")), ("criterion", ("1", "b")),
        ("criterion", ("2", "a")), ("item", ()), ("item", ("1",)), ("item", ("2",)),
        ("dimension", ("process",)), ("dimension", ("empathy",)), ("total", ()),
    ]  # fmt: skip


def test_figures_are_those_of_the_library_over_the_full_scale(measured):
    from sklearn.metrics import cohen_kappa_score

    answers = [each for person in crowd() for each in person if each.item is ONE]
    people = [int(each.given[name]["b"]) for name in "AB" for each in answers]
    machine = [int(each.machine["b"]) for _ in "AB" for each in answers]
    wanted = cohen_kappa_score(people, machine, weights="quadratic", labels=range(4))
    found = named(measured, "criterion", "1", "b")
    assert found.machine.qwk.value == pytest.approx(wanted)
    assert (found.machine.n, found.machine.candidates, found.machine.reach) == (80, 40, 1)
    assert found.machine.scale == (0, 1, 2, 3)
    assert sum(map(sum, found.machine.confusion)) == 80
    assert (found.people.n, found.people.candidates) == (40, 40)
    assert found.lost.value == pytest.approx(found.people.qwk.value - found.machine.qwk.value)


def test_maxima_that_differ_are_pooled_in_percent_and_judged_within_items_too(measured):
    whole = named(measured, "item")
    assert (whole.unit, whole.max_points, whole.machine.n) == ("percent", 100, 160)
    assert whole.within in {"meets", "partly", "does_not"}
    assert named(measured, "item", "1").within is None
    assert len(whole.dots) == 160


def test_a_rater_who_left_a_part_out_counts_where_the_rest_is_enough():
    part = rated(ONE, {"a": 1.0, "b": 2.0}, A={"a": 1.0})
    whole = rated(ONE, {"a": 1.0, "b": 2.0}, A={"": 2.5})
    found = measure(ledger_of([part], [whole]), FEW)
    assert named(found, "criterion", "1", "a").machine.n == 1
    assert named(found, "item", "1").machine.n == 1
    assert named(found, "item", "1").machine.mae.value == pytest.approx(0.5)
    assert named(found, "item", "1").machine.scale == ()


def test_totals_are_of_those_who_rated_all_that_was_handed_in():
    both = [rated(ONE, {"a": 1.0, "b": 2.0}, A={"a": 1.0, "b": 1.0}, B={"": 5.0}),
            rated(TWO, {"a": 2.0}, A={"a": 0.0})]  # fmt: skip
    without = [both[0], RatedAnswer(item=TWO, machine=None, is_answered=False)]
    held = [both[0], RatedAnswer(item=TWO, machine=None)]
    found = measure(ledger_of(both, without, held), FEW)
    total = named(found, "total")
    assert (total.machine.n, total.machine.candidates) == (3, 2)
    assert sorted(total.dots) == [(2.0, 3.0), (2.0, 5.0), (5.0, 3.0)]


def test_a_marked_answer_without_points_by_the_machine_is_told_and_not_counted():
    made = ledger_of([RatedAnswer(item=TWO, machine=None, given={"A": {"a": 1.0}})])
    assert (made.marked, made.unusable, made.raters) == (1, 1, {"A": 1})
    assert measure(made, FEW) == ()
    assert at_cut(made, 1.0, FEW).same.why == "too_few"


def test_one_rater_loses_nothing_that_is_known():
    found = named(measure(ledger_of(*crowd(raters=("A",))), FEW), "item")
    assert (found.people, found.lost.why) == (None, "one_rater")
    assert found.verdict in {"meets", "partly", "does_not"}


@pytest.mark.parametrize("people", [1, 5, 29])
def test_too_few_people_are_never_judged(people):
    found = named(measure(ledger_of(*crowd(people)), FEW), "item")
    assert found.verdict == found.within == "too_few"


def test_raters_without_spread_are_undefined_however_many_they_rated():
    people = [[rated(TWO, {"a": float(n % 3)}, A={"a": 2.0}, B={"a": 2.0})] for n in range(240)]
    found = named(measure(ledger_of(*people), FEW), "criterion", "2", "a")
    assert (found.machine.n, found.machine.qwk.why, found.verdict) == (480, "constant", "undefined")
    few = named(measure(ledger_of(*people[:29]), FEW), "criterion", "2", "a")
    assert few.verdict == "too_few"


def test_a_constant_machine_is_undefined_and_no_number():
    people = [[rated(TWO, {"a": 1.0}, A={"a": float(n % 3)})] for n in range(40)]
    found = named(measure(ledger_of(*people), FEW), "criterion", "2", "a")
    assert (found.machine.qwk.value, found.machine.qwk.why) == (None, "constant")
    assert found.verdict == "undefined"


def test_raters_swapped_and_named_otherwise_give_the_same_figures(measured):
    swapped = [
        [RatedAnswer(item=each.item, machine=each.machine,
                     given={"Z": each.given["B"], "Y": each.given["A"]}) for each in person]
        for person in crowd()
    ]  # fmt: skip
    again = measure(ledger_of(*swapped), FEW)
    for one, other in zip(measured, again, strict=True):
        assert one.machine.qwk.value == pytest.approx(other.machine.qwk.value)
        assert one.alpha.value == pytest.approx(other.alpha.value)
        assert one.verdict == other.verdict


def test_the_same_people_twice_change_no_figure_and_narrow_its_interval(measured):
    twice = measure(ledger_of(*crowd(), *crowd()), FEW)
    one, two = named(measured, "item"), named(twice, "item")
    assert two.machine.qwk.value == pytest.approx(one.machine.qwk.value)
    assert two.machine.n == 2 * one.machine.n
    assert two.machine.qwk.high - two.machine.qwk.low < one.machine.qwk.high - one.machine.qwk.low


def test_every_two_raters_are_told_the_machine_first():
    found = rater_pairs(ledger_of(*crowd()), FEW)
    assert [(each.one, each.other) for each in found] == [("A", ""), ("B", ""), ("A", "B")]
    assert [each.found.n for each in found] == [80, 80, 80]


def test_decisions_hold_peoples_mean_total_against_the_machines():
    people = [[rated(TWO, {"a": machine}, A={"a": 0.0}, B={"a": 2.0})]
              for machine in (0.0, 1.0, 2.0, 2.0)]  # fmt: skip
    found = at_cut(ledger_of(*people), 1.0, FEW)
    assert (found.above_both, found.below_both, found.first_only, found.second_only) == (3, 0, 1, 0)
    assert found.same.value == pytest.approx(0.75)


@pytest.mark.skipif(not LEND_AN_EAR.is_dir(), reason="the data set is not here")
def test_published_figures_of_three_experts_come_out():
    """Kumar and others' conversations: mean QWK of expert pairs, as their README has it."""
    import krippendorff

    with (LEND_AN_EAR / "ratings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wanted = {"validating_emotions": (0.41, 0.53), "encouraging_elaboration": (0.68, 0.67),
              "advice_giving": (0.65, 0.58)}  # fmt: skip
    for name, (among, with_gpt) in wanted.items():
        asked = item(name, criterion("c", 1, 2, 3, 4, 5))
        by_answer = {}
        for row in rows:
            if row["dimension"] == name and row["rater"] in {
                "expert1",
                "expert2",
                "expert3",
                "gpt",
            }:
                by_answer.setdefault(row["item"], {})[row["rater"]] = float(row["score"])
        made = ledger_of(*(
            [RatedAnswer(item=asked, machine={"c": each.pop("gpt")},
                         given={rater: {"c": points} for rater, points in each.items()})]
            for each in by_answer.values()
        ))  # fmt: skip
        pairs = rater_pairs(made, FEW)
        people = [each.found.qwk.value for each in pairs if each.other]
        machine = [each.found.qwk.value for each in pairs if not each.other]
        assert (len(people), len(machine), pairs[0].found.n) == (3, 3, 50)
        assert np.mean(people) == pytest.approx(among, abs=0.005)
        assert np.mean(machine) == pytest.approx(with_gpt, abs=0.005)
        grid = made.criteria[name, "c"].grid(made.voices)
        found = named(measure(made, FEW), "criterion", name, "c")
        assert found.alpha.value == pytest.approx(
            krippendorff.alpha(grid.points, level_of_measurement="interval"))  # fmt: skip
        assert len(list(combinations(range(3), 2))) == len(people)
