"""Control answers: when they are asked, under which keys, and what they say of a judge."""

from decimal import Decimal

import pytest

from grader.core.controls import control_answer, control_key, control_result, spacing
from grader.records import Control, ControlAsked, ControlRating, Text


@pytest.mark.parametrize(
    ("answers", "apart"), [(0, 1), (1, 1), (7, 4), (8, 4), (1000, 500), (1_000_000, 500)]
)
def test_controls_are_asked_halfway_or_every_500(answers, apart):
    assert spacing(answers) == apart


def test_each_sitting_of_each_session_has_a_key_of_its_own():
    def key(**more):
        values = {"session": "s", "place": "start", "round": 0, "control": "c", "payload": ""}
        return control_key("k", ControlAsked(**{**values, **more}, key=""))

    keys = {key(), key(round=1), key(session="t"), key(payload="p"), control_key("l", ControlAsked(
        session="s", place="start", round=0, control="c", payload="", key=""))}  # fmt: skip
    assert len(keys) == 5
    assert key() == key(), "so that a run cut short goes on"


def test_control_is_an_answer_of_nobody():
    control = Control(id="c", kind="anchor", text=Text("答", "answer"), question=Text("问"))
    answer = control_answer(control, "en")
    assert (answer.text, answer.question, answer.candidate_id) == ("answer", "问", "control/c")


@pytest.fixture
def result(item, criterion):
    """What a control worth 4 of 8 points says, by its ratings and by those of the time before."""
    made = item(criterion("a", 4, levels=(0, 2, 4)), criterion("b", 4, levels=(0, 2, 4)))
    points = {"a": Decimal(2), "b": Decimal(2)}
    control = Control(id="c", kind="anchor", text=Text("答"), item_id="一/1", points=points)

    def _result(*ratings, before=()):
        return control_result(control, made, ratings, {"c": list(before)})

    return _result


def got(*levels, place="start", payload="", low=None):
    high = Decimal(2 * sum(levels))
    return ControlRating(
        place=place, payload=payload, status="graded" if low is None else "held",
        points=high if low is None else None, low=high if low is None else Decimal(low), high=high,
        levels=levels,
    )  # fmt: skip


def test_control_that_holds_still_is_known(result):
    found = result(got(1, 1), got(1, 1, place="among"), got(1, 1, place="end"))
    assert (found.known, found.known_levels) == (4, (1, 1))
    assert (found.is_known, found.difference, found.levels_moved) == (True, 0, 0)


def test_levels_that_cancel_out_in_points_have_moved(result):
    found = result(got(1, 1), got(2, 0, place="end"))
    assert found.is_known, "for the points are the same"
    assert found.levels_moved == 1


def test_difference_is_the_widest_and_keeps_its_sign(result):
    found = result(got(1, 2), got(0, 0, place="end"))
    assert (found.is_known, found.difference, found.levels_moved) == (False, -4, 2)


def test_held_control_is_not_known_and_has_no_points(result):
    found = result(got(1, 1), got(1, 1, place="end", low=0))
    assert (found.is_known, found.settled) == (False, [4])
    assert result(got(1, 1, low=0)).difference is None


def test_first_sitting_is_compared_with_the_time_before(result):
    before = (got(0, 0, payload="p"), got(0, 1), got(1, 1, place="end"))
    assert result(got(1, 1), before=before).since_earlier == 2
    assert result(got(1, 1)).since_earlier is None


def test_gain_of_a_payload_is_told_as_judged_and_as_it_would_stand(result):
    found = result(got(1, 1), got(2, 2, payload="p", low=6), got(1, 2, payload="q"))
    assert (found.gain, found.gain_settled) == (4, 2)
    held = result(got(1, 1), got(2, 2, payload="p", low=8))
    assert (held.gain, held.gain_settled) == (4, 0), "for a person decides"


def test_full_control_cannot_show_a_gain(result):
    assert result(got(2, 2), got(2, 2, payload="p")).gain is None
    assert result(got(1, 1)).gain is None
