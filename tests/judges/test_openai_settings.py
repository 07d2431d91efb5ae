"""What an `OpenAIJudge` is made of: key, address, identity."""

import logging
import traceback

import pytest

from grader import OpenAIJudge
from grader.errors import JudgeError, SettingError
from grader.testing.replies import json_reply

SECRET = "sk-SENTINEL-0123456789"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "   ",
        "\n",
        f"{SECRET}\nsk-second",
        f"{SECRET} x",
        f"{SECRET}\u200b",
        f"ｓ{SECRET}",
        f"{SECRET}\x07",
        f"{SECRET}é",
    ],
)
def test_key_that_no_server_takes_is_refused(key):
    """Such a key would fail inside the client, in an error that shows it."""
    with pytest.raises(SettingError, match="API key is empty or has characters") as caught:
        OpenAIJudge("m", api_key=key)
    assert "SENTINEL" not in str(caught.value)
    assert "--api-key-file" in str(caught.value)


def test_key_is_sent_without_the_white_space_around_it(ask, judge_at, grader_server):
    """A key read from a file ends in a new line."""
    ask(judge_at(grader_server, api_key=f" {SECRET}\r\n"))
    assert grader_server.headers[0]["authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 200])
def test_key_that_a_server_repeats_is_not_told(ask, judge_at, grader_server, status):
    told = {"error": {"message": f"key {SECRET} refused", "code": SECRET, "type": SECRET}}
    grader_server.reply(json_reply(told, status=status))
    error = ask(judge_at(grader_server, api_key=SECRET))
    assert isinstance(error, JudgeError)
    assert "SENTINEL" not in "".join(traceback.format_exception(error))


def test_key_is_in_no_attribute_that_is_kept(ask, judge_at, grader_server, caplog):
    caplog.set_level(logging.DEBUG)
    judge = judge_at(grader_server, api_key=SECRET)
    ask(judge)
    kept = [judge.identity, judge.name, judge.endpoint, repr(judge.parameters), repr(judge)]
    assert "SENTINEL" not in " ".join(kept)
    assert "SENTINEL" not in caplog.text


@pytest.mark.parametrize(
    ("base_url", "endpoint"),
    [
        (None, "https://api.openai.com/v1"),
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"),
        (" http://127.0.0.1:8080/v1 ", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("https://x.example/openai/v1?api-version=2&k=SENTINEL", "https://x.example/openai/v1"),
    ],
)
def test_endpoint_is_the_address_without_its_query(base_url, endpoint):
    judge = OpenAIJudge("m", base_url=base_url)
    assert judge.endpoint == endpoint
    assert "SENTINEL" not in judge.identity


@pytest.mark.parametrize(
    "base_url",
    [
        "localhost:8080/v1", "127.0.0.1:8080/v1", "//127.0.0.1/v1", "http://", "http:///v1",
        "http://127.0.0.1:99999/v1", "http://127.0.0.1:abc/v1", "http://[::1", "http://a b/v1",
        "http://127.0.0.1/v1\nx", "file:///etc/passwd", "ftp://SENTINEL:SENTINEL@h/v1",
        "http://[x?key=SENTINEL", "v1",
    ],
)  # fmt: skip
def test_address_that_is_none_is_refused_with_an_example(base_url):
    with pytest.raises(SettingError, match=r"--base-url .*: not an address; .*127\.0\.0\.1") as got:
        OpenAIJudge("m", base_url=base_url)
    assert "SENTINEL" not in str(got.value)


def test_address_with_a_password_is_refused_without_telling_it():
    """The client cannot send it beside a key, and would fail at the first answer."""
    with pytest.raises(SettingError, match="name or password") as caught:
        OpenAIJudge("m", base_url="https://SENTINEL:SENTINEL@x.example/v1")
    assert "SENTINEL" not in str(caught.value)


@pytest.mark.parametrize("ending", ["", "/"])
def test_request_goes_below_the_address(ask, judge_at, grader_server, ending):
    """The server answers at /v1/chat/completions only, and any other path with 404."""
    judge = judge_at(grader_server, base_url=f"{grader_server.base_url}{ending}")
    assert ask(judge).ended == "stop"


def test_query_of_the_address_stays_behind_the_path(ask, judge_at, grader_server):
    """Put into the base as it is, it would swallow the path of the request."""
    judge = judge_at(grader_server, base_url=f"{grader_server.base_url}?api-version=2026-01-01")
    assert ask(judge).ended == "stop"


def test_path_that_nothing_answers_at_names_the_address(ask, judge_at, grader_server):
    judge = judge_at(grader_server, base_url=grader_server.base_url.removesuffix("/v1"))
    assert "it usually ends in /v1" in str(ask(judge))


SAME = {"model": "m", "base_url": "http://127.0.0.1:1/v1"}


@pytest.mark.parametrize(
    "other",
    [
        {"model": "n"},
        {"base_url": "http://127.0.0.1:2/v1"},
        {"base_url": "http://127.0.0.1:1/v2"},
        {"temperature": 0.5},
        {"temperature": None},
        {"seed": 1},
        {"max_tokens": 100},
    ],
)
def test_identity_tells_what_shapes_a_reply_apart(other):
    assert OpenAIJudge(**SAME).identity != OpenAIJudge(**{**SAME, **other}).identity


@pytest.mark.parametrize(
    "other",
    [
        {"api_key": "another"},
        {"timeout_s": 5.0},
        {"base_url": "http://127.0.0.1:1/v1/"},
        {"base_url": "http://127.0.0.1:1/v1?api-version=2"},
    ],
)
def test_identity_leaves_out_what_does_not(other):
    """A new key or a longer deadline must not pay for everything again."""
    assert OpenAIJudge(**SAME).identity == OpenAIJudge(**{**SAME, **other}).identity


def test_body_holds_the_parameters_as_given(ask, judge_at, grader_server):
    ask(judge_at(grader_server, temperature=None, seed=3, max_tokens=50))
    [body] = grader_server.requests
    assert "temperature" not in body
    assert (body["seed"], body["max_tokens"], body["model"]) == (3, 50, "scripted-1")


def test_more_room_doubles_the_limit(ask, judge_at, grader_server):
    judge = judge_at(grader_server, max_tokens=50)
    ask(judge, more_room=True)
    ask(judge)
    assert [body["max_tokens"] for body in grader_server.requests] == [100, 50]


@pytest.mark.parametrize(
    ("rung", "form"),
    [
        ("json_schema", ("json_schema", False)),
        ("tool", (None, True)),
        ("json_object", ("json_object", False)),
        ("text", (None, False)),
    ],
)
def test_rung_is_the_form_asked_for(ask, judge_at, grader_server, rung, form):
    ask(judge_at(grader_server), rung=rung)
    [body] = grader_server.requests
    assert (body.get("response_format", {}).get("type"), "tools" in body) == form
    schema = body.get("response_format", {}).get("json_schema", {})
    if rung == "json_schema":
        assert (schema["name"], schema["strict"]) == ("rating", True)
    if rung == "tool":
        assert body["tool_choice"]["function"]["name"] == body["tools"][0]["function"]["name"]
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
