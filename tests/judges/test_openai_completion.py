"""What a 200 may hold beside a completion: event streams, odd shapes, broken text."""

import json

import pytest

from grader.errors import JudgeUnreachable
from grader.judges.openai_chat.completion import read_body, read_completion
from grader.testing.replies import Reply, completion

WHERE = "http://h/v1"
STREAM = {"content-type": "text/event-stream; charset=utf-8"}
JSON = {"content-type": "application/json"}


def events(*chunks, end="\n\n", done=True):
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}" for chunk in chunks]
    return (end.join([*lines, "data: [DONE]"] if done else lines) + end).encode()


def piece(content=None, finish=None, **delta):
    if content is not None:
        delta["content"] = content
    return {"model": "m", "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


def read(content, headers=STREAM):
    return read_completion(read_body(content, headers, WHERE), WHERE)


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\n"])
def test_stream_nobody_asked_for_is_put_together(end):
    usage = {"prompt_tokens": 3, "completion_tokens": 2}
    last = {"model": "m", "choices": [], "usage": usage}
    reply = read(events(piece("回答"), piece("很好"), piece(finish="stop"), last, end=end))
    assert (reply.text, reply.ended, reply.model) == ("回答很好", "stop", "m")
    assert (reply.usage.input, reply.usage.output) == (3, 2)


def test_stream_is_known_by_its_text_as_well():
    """Some servers send it as JSON or as plain text."""
    assert read(events(piece("ok"), piece(finish="stop")), JSON).text == "ok"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_stream_keeps_characters_that_only_look_like_line_ends(mark):
    text = f"前{mark}后"
    assert read(events(piece(text), piece(finish="stop"))).text == text


def test_stream_that_was_cut_is_truncated():
    """A second request can end a stream of llama-cpp-python without an error."""
    assert read(events(piece("half of a"), done=False)).ended == "truncated"


def test_stream_with_a_broken_event_is_no_reply():
    """Left out, the rest would read as a shorter answer of the model."""
    sent = b'data: {"choices": [{"delta": {"cont\n\n' + events(piece("rest"), piece(finish="stop"))
    with pytest.raises(JudgeUnreachable, match="broken event stream"):
        read(sent)


def test_stream_of_a_tool_call_is_put_together():
    def call(arguments, **more):
        return piece(tool_calls=[{"index": 0, "function": {"arguments": arguments, **more}}])

    reply = read(events(call("", name="rate"), call('{"a":'), call(" 1}"), piece(finish="stop")))
    assert (reply.text, reply.ended) == ('{"a": 1}', "stop")


def test_stream_comments_and_names_are_passed_over():
    sent = b": keep alive\n\nevent: message\nid: 1\n \n" + events(piece("x"), piece(finish="stop"))
    assert read(sent).text == "x"


def test_error_inside_a_stream_is_an_error(ask, judge_at, grader_server):
    sent = events(piece("half"), {"error": {"message": "upstream gone", "code": 502}})
    grader_server.reply(Reply(200, sent, STREAM))
    error = ask(judge_at(grader_server))
    assert type(error) is JudgeUnreachable
    assert "upstream gone" in str(error)


@pytest.mark.parametrize(
    "sent",
    [b"", b"   \n\n", b"null", b"[]", b'"text"', b"12", b'{"choices"', b"<html>", b"\xff\xfe\x00",
     b'{"a":' * 3000],
)  # fmt: skip
def test_body_that_is_no_object_is_no_reply(sent):
    with pytest.raises(JudgeUnreachable, match="not a JSON object"):
        read(sent, JSON)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"choices": None},
        {"choices": {}},
        {"choices": "text"},
        {"choices": [None]},
        {"choices": ["text"]},
        {"choices": [{}]},
        {"choices": [{"message": None}]},
        {"choices": [{"message": "text"}]},
        {"choices": [{"text": "an old completion"}]},
        {"object": "error", "message": "no"},
    ],
)
def test_object_without_a_choice_is_no_reply(body):
    with pytest.raises(JudgeUnreachable, match="without a choice"):
        read(json.dumps(body).encode(), JSON)


@pytest.mark.parametrize(
    "message",
    [
        {"content": 7},
        {"content": {"text": "x"}},
        {"content": [None, "x", {"text": None}]},
        {"content": None, "tool_calls": 7},
        {"content": None, "tool_calls": [None, {"function": "x"}, {"function": {}}]},
    ],
)
def test_message_of_odd_types_is_empty_not_a_crash(message):
    body = {"choices": [{"message": message, "finish_reason": "stop"}]}
    assert read(json.dumps(body).encode(), JSON).ended == "invalid"


def test_content_in_parts_is_joined():
    parts = [{"type": "text", "text": "one "}, {"type": "text", "text": "two"}]
    body = {"choices": [{"message": {"content": parts}, "finish_reason": "stop"}]}
    assert read(json.dumps(body).encode(), JSON).text == "one two"


@pytest.mark.parametrize("arguments", ['{"a": 1}', {"a": 1}])
def test_tool_arguments_are_the_text(arguments):
    message = {"content": "prose", "tool_calls": [{"function": {"arguments": arguments}}]}
    body = {"choices": [{"message": message, "finish_reason": "tool_calls"}]}
    assert read(json.dumps(body).encode(), JSON).text == '{"a": 1}'


def test_half_of_a_surrogate_pair_is_replaced():
    r"""An emoji cut in two arrives as \ud83d; it can be neither stored nor sent again."""
    sent = json.dumps({**completion("回答 \ud83d"), "model": "m\udc00"}).encode()
    assert b"\\ud83d" in sent
    reply = read(sent, JSON)
    assert (reply.text, reply.model) == ("回答 ?", "m?")


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        ({"prompt_tokens": 5, "completion_tokens": 2}, (5, None, 2)),
        ({"prompt_tokens": 5, "prompt_tokens_details": {"cached_tokens": 3}}, (5, 3, None)),
        ({"prompt_tokens": True, "completion_tokens": "2"}, (None, None, None)),
        ({"prompt_tokens": 5.5, "prompt_tokens_details": None}, (None, None, None)),
        ([], (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_usage_counts_only_what_was_counted(usage, expected):
    body = {**completion("x"), "usage": usage}
    used = read(json.dumps(body).encode(), JSON).usage
    assert (used.input, used.cached, used.output) == expected


def test_finish_without_a_reason_is_told_by_the_text():
    """Some servers leave it out of whole replies; a cut one is no JSON and fails later."""
    assert read(json.dumps(completion("{}", finish_reason=None)).encode(), JSON).ended == "stop"


def test_provider_failing_in_the_middle_may_be_tried_again():
    with pytest.raises(JudgeUnreachable, match="provider failed"):
        read(json.dumps(completion("half", finish_reason="error")).encode(), JSON)
