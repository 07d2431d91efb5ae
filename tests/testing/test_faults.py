"""Each fault is what its name says, and a request that is not concerned is answered."""

import json

import pytest

from grader.testing import FAULTS, Reply, as_reply, completion, ok, rating_content
from grader.testing.request import fenced_answer

NEEDED = """
    rate_limited rate_limited_bare retry_after_ms server_error bad_gateway_html unavailable
    reset_mid_body disconnect hang trickle keepalive_blank_lines html_200 empty_200
    broken_json_200 error_in_200 no_choices null_content whitespace_content malformed truncated
    fenced thinking unclosed_think prose_around refusal content_filter content_filter_400
    level_out_of_range level_true level_string level_float extra_key missing_criterion
    duplicate_key nan event_stream two_objects other_model no_usage invented_quotes unauthorized
    unauthorized_detail unauthorized_int_code no_balance forbidden quota unknown_model_404
    unknown_model_400 context_length context_llama context_litellm too_large schema_refused_400
    schema_refused_500 tools_refused_400 json_object_refused_400 temperature_refused
    max_tokens_refused seed_refused plain_text_500
""".split()


def completed(reply):
    made = json.loads(reply.body)
    return made, made["choices"][0]["message"]["content"]


def test_faults_are_all_there_and_sorted():
    assert list(FAULTS) == sorted(NEEDED)


@pytest.mark.parametrize("rung", ["json_schema", "tool", "json_object", "text"])
@pytest.mark.parametrize("name", NEEDED)
def test_fault_is_made_for_any_rung(request_body, name, rung):
    assert isinstance(FAULTS[name](request_body(rung)), Reply)


@pytest.mark.parametrize("name", NEEDED)
def test_fault_is_made_for_any_request(name):
    """A probe without rubric or answer meets the same server."""
    assert isinstance(FAULTS[name]({"messages": [{"role": "user", "content": "hi"}]}), Reply)


def test_temperature_refused_takes_the_default(request_body):
    assert FAULTS["temperature_refused"](request_body(temperature=1)).status == 200


@pytest.mark.parametrize(
    ("name", "rung", "parameters"),
    [
        ("schema_refused_400", "tool", {}),
        ("schema_refused_500", "json_object", {}),
        ("tools_refused_400", "json_schema", {}),
        ("json_object_refused_400", "json_schema", {}),
        ("temperature_refused", "text", {}),
        ("max_tokens_refused", "text", {"max_completion_tokens": 9}),
        ("seed_refused", "text", {"temperature": 0}),
    ],
)
def test_refusing_server_answers_what_it_takes(request_body, name, rung, parameters):
    body = request_body(rung, **parameters)
    assert json.loads(FAULTS[name](body).body) == ok(body)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("level_out_of_range", '"level": 3'),
        ("level_true", '"level": true'),
        ("level_string", '"level": "2"'),
        ("level_float", '"level": 2.0'),
        ("nan", '"level": NaN'),
        ("duplicate_key", '"level": 0, "level": 2'),
        ("extra_key", '"confidence": 0.9'),
    ],
)
def test_wrong_rating_differs_in_one_place(request_body, name, written):
    """Only the first criterion is wrong, so that a reader must look at each."""
    body = request_body()
    _, content = completed(FAULTS[name](body))
    assert written in content
    assert content.count(written) == 1
    good = json.loads(rating_content(body))
    bad = json.loads(content)
    assert {**bad["criteria"], "calm": 0} == {**good["criteria"], "calm": 0}
    assert {**bad, "criteria": 0} == {**good, "criteria": 0}


def test_missing_criterion_lacks_the_last(request_body):
    _, content = completed(FAULTS["missing_criterion"](request_body()))
    assert list(json.loads(content)["criteria"]) == ["calm", "plan"]


def test_invented_quotes_are_not_in_the_answer(request_body):
    body = request_body()
    _, content = completed(FAULTS["invented_quotes"](body))
    quotes = [e["quote"] for m in json.loads(content)["criteria"].values() for e in m["evidence"]]
    assert len(quotes) == 3
    assert not any(quote in line for quote in quotes for line in fenced_answer(body))


@pytest.mark.parametrize("name", ["malformed", "truncated"])
def test_text_that_is_not_json_cannot_be_parsed(request_body, name):
    made, content = completed(FAULTS[name](request_body()))
    with pytest.raises(json.JSONDecodeError):
        json.loads(content)
    finish = made["choices"][0]["finish_reason"]
    assert finish == ("length" if name == "truncated" else "stop")


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("fenced", "```json\n", "\n```"),
        ("thinking", "<think>", ""),
        ("unclosed_think", "<think>", ""),
        ("prose_around", "Here is", "else?"),
        ("two_objects", "An empty", ""),
    ],
)
def test_rating_stands_whole_in_what_surrounds_it(request_body, name, start, end):
    body = request_body()
    _, content = completed(FAULTS[name](body))
    assert content.startswith(start)
    assert content.endswith(end)
    assert rating_content(body) in content
    assert ("</think>" in content) == (name == "thinking")


def test_thinking_and_two_objects_hold_another_object_first(request_body):
    """Taking the first brace gives the wrong rating."""
    body = request_body()
    for name in ("thinking", "two_objects"):
        _, content = completed(FAULTS[name](body))
        assert content.index("{") < content.index(rating_content(body))


def test_messages_without_text_say_so(request_body):
    body = request_body()
    assert completed(FAULTS["null_content"](body))[1] is None
    assert completed(FAULTS["whitespace_content"](body))[1].strip() == ""
    made, content = completed(FAULTS["refusal"](body))
    assert (content, made["choices"][0]["finish_reason"]) == (None, "stop")
    assert "can't assist" in made["choices"][0]["message"]["refusal"]
    made, content = completed(FAULTS["content_filter"](body))
    assert (content, made["choices"][0]["finish_reason"]) == (None, "content_filter")


def test_bodies_that_are_no_completion(request_body):
    body = request_body()
    assert json.loads(FAULTS["no_choices"](body).body)["choices"] == []
    assert json.loads(FAULTS["error_in_200"](body).body)["error"]["code"] == 502
    assert FAULTS["empty_200"](body).body == b""
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(FAULTS["broken_json_200"](body).body)


def test_event_stream_holds_the_rating_in_pieces(request_body):
    body = request_body()
    reply = FAULTS["event_stream"](body)
    *chunks, done = [line[6:] for line in reply.body.decode().split("\n\n") if line]
    deltas = [json.loads(chunk)["choices"][0]["delta"] for chunk in chunks]
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert done == "[DONE]"
    assert "".join(delta.get("content", "") for delta in deltas) == rating_content(body)


def test_other_model_and_no_usage_are_good_otherwise(request_body):
    body = request_body()
    made, content = completed(FAULTS["other_model"](body))
    assert made["model"] not in ("asked-1", "")
    assert content == rating_content(body)
    made, content = completed(FAULTS["no_usage"](body))
    assert "usage" not in made
    assert content == rating_content(body)


def test_fault_keeps_the_form_of_a_tool_call(request_body):
    """A wrong rating is wrong where the client looks for it."""
    made, content = completed(FAULTS["level_true"](request_body("tool")))
    [call] = made["choices"][0]["message"]["tool_calls"]
    assert content is None
    assert '"level": true' in call["function"]["arguments"]


def test_step_is_preset_fault_completion_or_content(request_body):
    body = request_body()
    reply = Reply(418)
    assert as_reply(reply, body) is reply
    assert as_reply("quota", body).status == 429
    assert json.loads(as_reply("ok", body).body) == ok(body)
    assert json.loads(as_reply("top", body).body) == ok(body)
    assert json.loads(as_reply("lowest", body).body) == ok(body, level="lowest")
    assert json.loads(as_reply(completion("hi"), body).body) == completion("hi")
    assert completed(as_reply("Just prose.", body))[1] == "Just prose."


def test_misspelt_fault_names_the_nearest(request_body):
    with pytest.raises(ValueError, match=r"no fault called 'rate_limted'.*'rate_limited'"):
        as_reply("rate_limted", request_body())
