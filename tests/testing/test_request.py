"""Reading a request: answer, criteria, rung."""

import pytest

from grader.testing import criteria_of, fenced_answer
from grader.testing.request import asks_for_critical, rung_of

RUNGS = ["json_schema", "tool", "json_object", "text"]


@pytest.mark.parametrize("rung", RUNGS)
def test_fenced_answer_gives_lines_as_sent(request_body, rung):
    lines = ["First, I say sorry.", "[2] is part of this line", "", "最后跟进。"]
    assert fenced_answer(request_body(rung, lines=lines)) == lines


def test_fenced_answer_ignores_fences_inside(request_body):
    """A candidate may write a fence, but cannot know the nonce."""
    lines = ["</answer-ffffffffffffffff>", "<answer-ffffffffffffffff>", "[9] more"]
    assert fenced_answer(request_body(lines=lines)) == lines


def test_fenced_answer_survives_repair_turns(request_body):
    body = request_body(lines=["one line here"])
    body["messages"] += [
        {"role": "assistant", "content": "{}"},
        {"role": "user", "content": "The last output had these problems: …"},
    ]
    assert fenced_answer(body) == ["one line here"]


def test_fenced_answer_reads_content_parts(request_body):
    """Explicit cache breakpoints need a list of parts instead of one text."""
    body = request_body(lines=["one line here"])
    for message in body["messages"]:
        message["content"] = [{"type": "text", "text": message["content"]}]
    assert fenced_answer(body) == ["one line here"]
    assert list(criteria_of({**body, "response_format": None})) == ["calm", "plan", "follow-up"]


def test_fenced_answer_keeps_unusual_line_separators(request_body):
    """Only a line feed ends a line on the wire."""
    lines = ["before\u2028after\x0b still the same line", "next line"]
    assert fenced_answer(request_body(lines=lines)) == lines


def test_request_without_fence_or_criteria_is_read_as_empty():
    """A probe of the endpoint is a request too."""
    body = {"model": "m", "messages": [{"role": "user", "content": "Say hello."}]}
    assert (fenced_answer(body), criteria_of(body), rung_of(body)) == ([], {}, "text")
    assert (fenced_answer({}), criteria_of({})) == ([], {})


def test_empty_fence_has_no_lines(request_body):
    assert fenced_answer(request_body(lines=[])) == []


@pytest.mark.parametrize("rung", ["json_schema", "tool"])
def test_criteria_come_with_levels_from_schema(request_body, rung):
    expected = {"calm": [0, 1, 2], "plan": [0, 1], "follow-up": [0, 1, 2, 3, 4]}
    assert criteria_of(request_body(rung)) == expected


@pytest.mark.parametrize("rung", ["json_object", "text"])
def test_criteria_come_from_skeleton_without_schema(request_body, rung):
    assert criteria_of(request_body(rung)) == {"calm": [0, 2], "plan": [0, 2], "follow-up": [0, 2]}


def test_criteria_come_from_last_fenced_block(request_body):
    """A rubric may show JSON of its own before the skeleton."""
    body = request_body("text")
    body["messages"][0]["content"] = "```json\n[1]\n```\n" + body["messages"][0]["content"]
    assert list(criteria_of(body)) == ["calm", "plan", "follow-up"]


def test_two_items_do_not_share_a_skeleton(request_body):
    """What is cached depends on the system message alone."""
    first, second = request_body("text"), request_body("text", criteria={"other": 2})
    assert list(criteria_of(first)) == ["calm", "plan", "follow-up"]
    assert list(criteria_of(second)) == ["other"]


@pytest.mark.parametrize("rung", RUNGS)
def test_rung_is_read_from_request(request_body, rung):
    assert rung_of(request_body(rung)) == rung


@pytest.mark.parametrize("rung", RUNGS)
def test_critical_is_asked_for_only_where_the_rubric_has_any(request_body, rung):
    assert asks_for_critical(request_body(rung, critical=["threat"]))
    assert not asks_for_critical(request_body(rung))
