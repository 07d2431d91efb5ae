"""The part that every answer shares: byte-identical, and marked where the provider wants that."""

import json

import pytest

from grader.errors import JudgeError, ParameterRefused
from grader.judges.openai_chat import OpenAIJudge
from grader.judges.openai_chat.caching import caching_of
from grader.testing import LoopbackServer, ok
from grader.testing.replies import json_reply


@pytest.mark.parametrize(
    ("endpoint", "model", "expected"),
    [
        ("https://api.openai.com/v1", "gpt-5.6-terra", "explicit"),
        ("https://api.openai.com/v1", "gpt-6-luna", "explicit"),
        ("https://api.openai.com/v1", "gpt-5.10", "explicit"),
        ("https://api.openai.com/v1", "gpt-5.5", "key"),
        ("https://api.openai.com/v1", "gpt-4.1", "key"),
        ("http://127.0.0.1:8080/v1", "gpt-6-luna", "off"),
        ("https://api.openai.com.example/v1", "gpt-6-luna", "off"),
    ],
)
def test_auto_knows_openai_itself_and_nobody_else(endpoint, model, expected):
    assert caching_of("auto", endpoint, model) == expected


def test_explicit_marks_the_system_message_and_names_the_item(ask, task):
    with LoopbackServer() as server:
        judge = OpenAIJudge("m", base_url=server.base_url, prompt_caching="explicit")
        ask(judge, task)
        [body] = server.requests
    [part] = body["messages"][0]["content"]
    assert part["prompt_cache_breakpoint"] == {"mode": "explicit"}
    assert part["text"] == task.prompt.system
    assert body["prompt_cache_options"] == {"mode": "explicit"}
    assert task.prompt.digest.startswith(body["prompt_cache_key"])


def test_refused_caching_is_left_out_from_then_on(ask, task):
    """An older gateway does not know the fields; the answers come first."""

    def refuses(body, _number):
        if "prompt_cache_options" in body:
            error = {
                "message": "Unknown parameter: 'prompt_cache_options'.",
                "code": "unknown_parameter",
                "param": "prompt_cache_options",
            }
            return json_reply({"error": error}, status=400)
        return ok(body)

    with LoopbackServer(refuses) as server:
        judge = OpenAIJudge("m", base_url=server.base_url, prompt_caching="explicit")
        assert isinstance(ask(judge, task), ParameterRefused)
        assert not isinstance(ask(judge, task), JudgeError)
        sent = ["prompt_cache_options" in body for body in server.requests]
    assert sent == [True, False]
    assert judge.taken.dropped == ("prompt_cache_key",)


def test_everything_before_the_answer_is_one_constant_piece(ask, make_task):
    """Prefix caches compare bytes: two answers to one item differ in the user message alone."""
    with LoopbackServer() as server:
        judge = OpenAIJudge("m", base_url=server.base_url)
        task, other = (
            make_task(text="先道歉，再核对订单。"),
            make_task(text="请物流查件，三天内回访。"),
        )
        ask(judge, task)
        ask(judge, other)
        one, two = server.requests
    assert task.answer.text != other.answer.text
    for body in (one, two):
        body["messages"].pop(1)
    assert json.dumps(one) == json.dumps(two)
