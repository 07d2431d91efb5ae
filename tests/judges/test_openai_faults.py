"""Every fault of `grader.testing.FAULTS`, as the judge sees it over a real connection."""

import pytest

from grader.errors import (
    AnswerRefused,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from grader.records import Reply
from grader.testing import FAULTS

# Another attempt may succeed: seconds the server asked to wait, None where it did not say.
WAITS = {
    "rate_limited": 1.0,
    "rate_limited_bare": None,
    "retry_after_ms": 0.05,
    "server_error": None,
    "plain_text_500": None,
    "bad_gateway_html": None,
    "unavailable": None,
    "disconnect": None,
    "reset_mid_body": None,
    "html_200": None,
    "empty_200": None,
    "broken_json_200": None,
    "error_in_200": None,
    "no_choices": None,
}
# No request of this caller can succeed: a word of the way out.
STOPS = {
    "unauthorized": "OPENAI_API_KEY",
    "unauthorized_detail": "OPENAI_API_KEY",
    "unauthorized_int_code": "OPENAI_API_KEY",
    "forbidden": "OPENAI_API_KEY",
    "no_balance": "top it up",
    "quota": "top it up",
    "unknown_model_404": "--model",
    "unknown_model_400": "--model",
}
# This one request cannot pass: the reason it is stored under.
UNFIT = {
    "context_length": "too_long",
    "context_llama": "too_long",
    "context_litellm": "too_long",
    "too_large": "too_long",
    "content_filter_400": "content_filter",
}
# The rung at which the server refuses the form.
MODES = {
    "schema_refused_400": "json_schema",
    "schema_refused_500": "json_schema",
    "tools_refused_400": "tool",
    "json_object_refused_400": "json_object",
}
PARAMETERS = {
    "temperature_refused": ("temperature", None),
    "max_tokens_refused": ("max_tokens", "max_completion_tokens"),
    "seed_refused": ("seed", None),
}
# A reply that ended otherwise than it should.
ENDS = {
    "truncated": "truncated",
    "refusal": "refusal",
    "content_filter": "content_filter",
    "null_content": "invalid",
    "whitespace_content": "invalid",
}
# A text to be read: whether it is a rating is not the judge's business.
TEXTS = {
    "malformed", "fenced", "thinking", "unclosed_think", "prose_around", "two_objects",
    "level_out_of_range", "level_true", "level_string", "level_float", "nan", "duplicate_key",
    "extra_key", "missing_criterion", "invented_quotes", "other_model", "no_usage",
    "event_stream",
}  # fmt: skip
# They wait for a deadline; see test_openai_deadline.py.
SLOW = {"hang", "trickle", "keepalive_blank_lines"}


def test_every_fault_has_a_test_here():
    known = [*WAITS, *STOPS, *UNFIT, *MODES, *PARAMETERS, *ENDS, *TEXTS, *SLOW]
    assert sorted(known) == sorted(FAULTS)


@pytest.mark.parametrize(("fault", "wait"), WAITS.items())
def test_fault_that_may_pass_is_unreachable(ask, judge_at, grader_server, fault, wait):
    grader_server.reply(fault)
    error = ask(judge_at(grader_server))
    assert type(error) is JudgeUnreachable
    assert (error.reason, error.retry_after_s) == ("unreachable", wait)
    assert len(grader_server.requests) == 1, "retrying is not the judge's business"


@pytest.mark.parametrize(("fault", "way_out"), STOPS.items())
def test_fault_of_the_account_stops(ask, judge_at, grader_server, fault, way_out):
    grader_server.reply(fault)
    error = ask(judge_at(grader_server))
    assert type(error) is JudgeStopped
    assert way_out in str(error)


@pytest.mark.parametrize(("fault", "reason"), UNFIT.items())
def test_fault_of_one_answer_refuses_it(ask, judge_at, grader_server, fault, reason):
    grader_server.reply(fault)
    error = ask(judge_at(grader_server))
    assert (type(error), error.reason) == (AnswerRefused, reason)


@pytest.mark.parametrize(("fault", "rung"), MODES.items())
def test_form_refused_is_told_at_its_rung_only(ask, judge_at, grader_server, fault, rung):
    grader_server.reply(fault)
    for each in ("json_schema", "tool", "json_object", "text"):
        found = ask(judge_at(grader_server), rung=each)
        assert type(found) is (ModeRefused if each == rung else Reply), each


@pytest.mark.parametrize(("fault", "expected"), PARAMETERS.items())
def test_parameter_refused_is_named(ask, judge_at, grader_server, fault, expected):
    grader_server.reply(fault)
    error = ask(judge_at(grader_server, seed=7))
    assert type(error) is ParameterRefused
    assert (error.parameter, error.rename) == expected


@pytest.mark.parametrize("rung", ["json_schema", "tool", "json_object", "text"])
@pytest.mark.parametrize(("fault", "ended"), ENDS.items())
def test_reply_without_an_answer_says_how_it_ended(
    ask, judge_at, grader_server, fault, ended, rung
):
    grader_server.reply(fault)
    reply = ask(judge_at(grader_server), rung=rung)
    assert (type(reply), reply.ended) == (Reply, ended)
    assert reply.detail
    assert reply.usage.input == 900, "it was paid for all the same"


@pytest.mark.parametrize("fault", sorted(TEXTS))
def test_text_is_handed_on_as_it_came(ask, judge_at, grader_server, fault):
    grader_server.reply(fault)
    reply = ask(judge_at(grader_server))
    assert (type(reply), reply.ended) == (Reply, "stop")
    assert "calm" in reply.text


def test_good_reply_tells_model_usage_and_time(ask, judge_at, grader_server):
    reply = ask(judge_at(grader_server))
    assert (reply.model, reply.usage.input, reply.usage.output) == ("scripted-1", 900, 150)
    assert reply.usage.cached == 0
    assert 0 < reply.seconds < 5


def test_reply_of_another_model_names_it(ask, judge_at, grader_server):
    grader_server.reply("other_model")
    assert ask(judge_at(grader_server)).model == "scripted-1-2026-01-01"


def test_reply_without_usage_leaves_it_unknown(ask, judge_at, grader_server):
    """Nothing counted is not nothing used: 0 would be a price."""
    grader_server.reply("no_usage")
    usage = ask(judge_at(grader_server)).usage
    assert (usage.input, usage.cached, usage.output) == (None, None, None)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("unauthorized", JudgeStopped),
        ("quota", JudgeStopped),
        ("retry_after_ms", JudgeUnreachable),
        ("disconnect", JudgeUnreachable),
        ("reset_mid_body", JudgeUnreachable),
        ("schema_refused_500", ModeRefused),
        ("broken_json_200", JudgeUnreachable),
        ("fenced", Reply),
    ],
)
def test_mocked_api_gives_the_same(ask, grader_api, fault, kind):
    """A legacy httpx client stands behind respx: another transport, the same outcome."""
    grader_api.reply(fault)
    assert type(ask(grader_api.judge())) is kind
