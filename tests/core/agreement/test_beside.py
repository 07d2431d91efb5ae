"""Two runs on the same answers: which agrees better with people, by paired draws."""

import numpy as np
import pytest

from grader.core.agreement.beside import MachineAnswer, two_runs, with_length
from grader.core.agreement.measure import Draws

FEW = Draws(count=200)
RNG = np.random.default_rng(1)
KEYS = [(f"C{n:03}", item) for n in range(60) for item in "12"]
PEOPLE = {key: [float(RNG.integers(0, 5) * 25)] for key in KEYS}


def run(noise, size=lambda percent: 100, text="same"):
    rng = np.random.default_rng(2)
    found = {}
    for key in KEYS:
        percent = float(np.clip(PEOPLE[key][0] + rng.normal() * noise, 0, 100))
        found[key] = MachineAnswer(percent=percent, points={"a": percent}, size=size(percent),
                                   text=text)  # fmt: skip
    return found


def test_the_run_nearer_to_people_is_better_and_the_other_worse():
    near, far = run(5), run(60)
    found = two_runs(far, near, PEOPLE, FEW)
    assert (found.answers, found.seen) == (120, "better")
    assert found.gained.value == pytest.approx(found.qwk.value - found.first_qwk.value)
    assert two_runs(near, far, PEOPLE, FEW).seen == "worse"


def test_a_run_asked_again_shows_no_difference_and_how_steady_it_is():
    found = two_runs(run(5), run(5), PEOPLE, FEW)
    assert (found.seen, found.gained.value, found.levels_same.value) == ("no_difference", 0.0, 1.0)
    assert found.between.mae.value == 0.0


def test_another_text_is_another_answer():
    found = two_runs(run(5), run(5, text="other"), PEOPLE, FEW)
    assert (found.answers, found.between, found.seen) == (0, None, "too_few")


def test_few_people_show_nothing():
    some = {key: PEOPLE[key] for key in KEYS[:10]}
    assert two_runs(run(60), run(5), some, FEW).seen == "too_few"


def test_points_that_grow_with_length_are_told_whatever_the_item():
    longer = run(0, size=lambda percent: int(percent) + 7)
    assert with_length(longer, FEW).value == pytest.approx(1.0)
    assert with_length(run(0), FEW).why == "constant"
    assert with_length({}, FEW).why == "too_few"
