"""Replies that fit a request."""

import json

import pytest

from grader.testing import Reply, completion, fenced_answer, ok, rating_content
from grader.testing.request import schema_of

RUNGS = ["json_schema", "tool", "json_object", "text"]


def said(made):
    """The rating in a completion, wherever its rung put it."""
    [choice] = made["choices"]
    message = choice["message"]
    if message.get("tool_calls"):
        assert message["content"] is None
        [call] = message["tool_calls"]
        assert call["function"]["name"] == "rate"
        return json.loads(call["function"]["arguments"])
    return json.loads(message["content"])


@pytest.mark.parametrize("critical", [[], ["threat"]])
@pytest.mark.parametrize("rung", RUNGS)
def test_ok_matches_schema_on_each_rung(request_body, mismatches, rung, critical):
    body = request_body(rung, critical=critical)
    schema = schema_of(request_body("json_schema", critical=critical))
    if rung in ("json_object", "text"):  # the skeleton tells no levels: 0 and 2 are taken
        for mark in schema["properties"]["criteria"]["properties"].values():
            mark["properties"]["level"]["enum"] = [0, 2]
    made = ok(body)
    assert mismatches(said(made), schema) == []
    assert made["model"] == "asked-1"
    assert bool(made["choices"][0]["message"].get("tool_calls")) == (rung == "tool")


def test_mismatches_sees_a_wrong_reply(request_body, mismatches):
    """The check the tests above rest on is no rubber stamp."""
    body = request_body()
    made = json.loads(rating_content(body, level=9))
    made["strengths"] = [True]
    found = mismatches(made, schema_of(body))
    assert len(found) == 4
    assert mismatches({**made, "more": 1}, schema_of(body))


def test_quotes_are_verbatim_in_the_line_they_name(request_body):
    body = request_body()
    lines = fenced_answer(body)
    marks = json.loads(rating_content(body))["criteria"].values()
    places = [place for mark in marks for place in mark["evidence"]]
    assert [place["line"] for place in places] == [1, 2, 3]
    assert all(place["quote"] in lines[place["line"] - 1] for place in places)


def test_quotes_can_be_invented_left_out_or_given(request_body):
    body = request_body()

    def quotes(kind):
        marks = json.loads(rating_content(body, quotes=kind))["criteria"].values()
        return [place["quote"] for mark in marks for place in mark["evidence"]]

    assert len(quotes("invented")) == 3
    assert not any(quote in line for quote in quotes("invented") for line in fenced_answer(body))
    assert quotes("none") == []
    assert quotes("say sorry") == ["say sorry"] * 3


def test_rating_of_an_empty_answer_quotes_nothing(request_body):
    marks = json.loads(rating_content(request_body(lines=[])))["criteria"].values()
    assert [mark["evidence"] for mark in marks] == [[], [], []]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("top", [2, 1, 4]),
        ("lowest", [0, 0, 0]),
        (1, [1, 1, 1]),
        (9, [9, 9, 9]),
        ({"plan": 0}, [2, 0, 4]),
    ],
)
def test_level_is_preset_number_or_by_criterion(request_body, level, expected):
    marks = json.loads(rating_content(request_body(), level=level))["criteria"].values()
    assert [mark["level"] for mark in marks] == expected


def test_unknown_level_preset_names_the_choices(request_body):
    with pytest.raises(ValueError, match="'best' is no preset; use one of 'lowest', 'top'"):
        rating_content(request_body(), level="best")


def test_rating_is_the_same_each_time(request_body):
    assert rating_content(request_body()) == rating_content(request_body())


def test_completion_holds_what_is_asked_of_it():
    made = completion(
        "text", model="m", finish_reason="length", usage={"total_tokens": 3}, reasoning="hm"
    )
    [choice] = made["choices"]
    assert (made["model"], choice["finish_reason"], made["usage"]) == (
        "m",
        "length",
        {"total_tokens": 3},
    )
    assert choice["message"]["content"] == "text"
    assert choice["message"]["reasoning_content"] == "hm"


def test_completion_leaves_out_usage_and_content():
    made = completion(None, usage=None, refusal="no")
    assert "usage" not in made
    assert made["choices"][0]["message"] == {"role": "assistant", "content": None, "refusal": "no"}


def test_reply_is_a_plain_success_by_default():
    reply = Reply()
    assert (reply.status, reply.body, reply.headers) == (200, b"", {})
    assert (reply.delay_s, reply.trickle_s, reply.cut_at, reply.hang) == (0, 0, None, False)
