"""Scripts: what is answered, request after request."""

import pytest

from grader.testing.script import follow


def play(script, count=4):
    turn = follow(script, "usual")
    return [turn({}, number) for number in range(count)]


def test_no_script_gives_the_usual():
    assert play(None) == ["usual"] * 4


def test_one_step_stays():
    assert play("one") == ["one"] * 4
    assert play({"choices": []}) == [{"choices": []}] * 4


def test_list_is_consumed_and_its_last_step_stays():
    assert play(["a", "b", "c"]) == ["a", "b", "c", "c"]


def test_callable_is_asked_with_body_and_number():
    assert play(lambda body, number: (body, number), 2) == [({}, 0), ({}, 1)]


def test_list_may_hold_callables():
    assert play(["a", lambda _body, number: number]) == ["a", 1, 2, 3]


def test_empty_list_is_refused():
    with pytest.raises(ValueError, match="answers nothing"):
        follow([], "usual")
