"""What an error means, by status, shape of the body, and the words in it."""

import pytest

from grader.errors import (
    AnswerRefused,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from grader.judges.openai_chat.refusal import meaning, read_refusal, retry_after_s

WHERE = "http://h/v1"


def mean(status, body, rung="json_schema", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return meaning(read_refusal(status, body, named), rung, WHERE)


def envelope(message="", **more):
    return {"error": {"message": message, **more}}


# Bodies in which real servers and gateways told one and the same message.
SHAPES = {
    "openai": envelope("MESSAGE", type="x", param=None, code=None),
    "inner": {"message": "MESSAGE", "type": "x", "param": None, "code": None},
    "int code": envelope("MESSAGE", type="x", code=499),
    "text code": envelope("MESSAGE", code="499"),
    "text error": {"error": "MESSAGE"},
    "detail": {"detail": "MESSAGE"},
    "detail list": {"detail": [{"loc": ["body"], "msg": "MESSAGE", "type": "x"}]},
    "plain": "MESSAGE",
    "html": "<html><body><h1>MESSAGE</h1></body></html>",
}
SILENT = {
    "nothing": None,
    "empty": "",
    "empty object": {},
    "null error": {"error": None},
    "list": [],
    "number": 7,
    "codes of odd types": envelope(None, code=[1], type={"a": 1}, param=7),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_message_is_read_from_every_shape(shape):
    """`code` is a text, a number or nothing: a reader that expects one of them breaks."""
    refusal = read_refusal(499, SHAPES[shape], {})
    assert "MESSAGE" in refusal.message
    assert isinstance(refusal.code, str)


BY_STATUS = [
    (400, AnswerRefused, "invalid"),
    (401, JudgeStopped, "unreachable"),
    (402, JudgeStopped, "unreachable"),
    (403, JudgeStopped, "unreachable"),
    (404, JudgeStopped, "unreachable"),
    (405, AnswerRefused, "invalid"),
    (408, JudgeUnreachable, "unreachable"),
    (409, JudgeUnreachable, "unreachable"),
    (413, AnswerRefused, "too_long"),
    (415, AnswerRefused, "invalid"),
    (422, AnswerRefused, "invalid"),
    (429, JudgeUnreachable, "unreachable"),
    (500, JudgeUnreachable, "unreachable"),
    (502, JudgeUnreachable, "unreachable"),
    (503, JudgeUnreachable, "unreachable"),
    (504, JudgeUnreachable, "unreachable"),
    (529, JudgeUnreachable, "unreachable"),
]


@pytest.mark.parametrize("shape", [*SHAPES, *SILENT])
@pytest.mark.parametrize(("status", "kind", "reason"), BY_STATUS)
def test_status_decides_where_the_words_do_not(status, kind, reason, shape):
    error = mean(status, {**SHAPES, **SILENT}[shape])
    assert (type(error), error.reason) == (kind, reason)
    assert str(error).startswith(f"{WHERE}: {status}")


LONG = [
    envelope("This model's maximum context length is 8192 tokens.", code="context_length_exceeded"),
    envelope("request (65723 tokens) exceeds the available context size", code=400,
             type="exceed_context_size_error"),
    envelope("litellm.ContextWindowExceededError: litellm.BadRequestError: x", code="400"),
    envelope("Range of input length should be [1, 30720]", code="invalid_parameter_error"),
    envelope("prompt is too long: 210000 tokens > 200000 maximum"),
    {"error": "input is too long for this model: too many tokens"},
    {"detail": "the prompt does not fit the context window"},
]  # fmt: skip


@pytest.mark.parametrize("body", LONG)
@pytest.mark.parametrize("status", [400, 413, 422])
def test_overflow_is_too_long_in_every_wording(status, body):
    error = mean(status, body)
    assert (type(error), error.reason) == (AnswerRefused, "too_long")


FILTERED = [
    envelope("The response was filtered", code="content_filter"),
    envelope("… due to the prompt triggering Azure OpenAI's content management policy."),
    envelope("Error: content_filter_policy violated", code="400"),
    envelope("Input data may contain inappropriate content.", code="data_inspection_failed"),
    envelope("系统检测到输入或生成内容可能包含不安全或敏感内容", code="1301"),
]


@pytest.mark.parametrize("body", FILTERED)
def test_filter_refuses_this_answer_alone(body):
    error = mean(400, body)
    assert (type(error), error.reason) == (AnswerRefused, "content_filter")


STOPPING = [
    (429, envelope("You exceeded your current quota", code="insufficient_quota"), "top it up"),
    (429, envelope("quota", type="insufficient_quota", code=None), "top it up"),
    (429, envelope("x", code="credit_balance_exhausted"), "top it up"),
    (429, envelope("x", code="organization_spend_limit_exceeded"), "top it up"),
    (429, envelope("x", code="project_spend_limit_exceeded"), "top it up"),
    (429, envelope("x", code="organization_usage_limit_exceeded"), "top it up"),
    (402, envelope("Insufficient Balance"), "top it up"),
    (401, envelope("Invalid API Key", code=401), "OPENAI_API_KEY"),
    (401, {"detail": "Invalid API key"}, "OPENAI_API_KEY"),
    (403, "Forbidden", "OPENAI_API_KEY"),
    (404, envelope("The model `m` does not exist", code="model_not_found"), "--model"),
    (400, envelope("Invalid model name passed in model=m", code="400"), "--model"),
    (404, envelope("model 'llama9' not found", type="api_error"), "--model"),
    (404, envelope("The API deployment … does not exist", code="DeploymentNotFound"), "--model"),
    (404, {"detail": "Not Found"}, "/v1"),
    (404, "<html>nginx</html>", "/v1"),
]


@pytest.mark.parametrize(("status", "body", "way_out"), STOPPING)
@pytest.mark.parametrize("rung", ["json_schema", "text"])
def test_account_model_and_address_stop_the_run(status, body, way_out, rung):
    error = mean(status, body, rung)
    assert type(error) is JudgeStopped
    assert way_out in str(error)


MODES = [
    (400, envelope("Invalid parameter: 'response_format' of type 'json_schema' …")),
    (400, envelope("x", param="response_format")),
    (400, envelope("JSON schema error at #: unrecognized type nonsense")),
    (400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}),
    (400, envelope("This model does not support tools")),
    (422, {"detail": [{"loc": ["body", "response_format"], "msg": "Input should be 'text'"}]}),
    (500, envelope("1 validation error: 'loc': ('body', 'response_format', 'type')")),
    (500, "failed to parse grammar"),
    (501, envelope("json mode is not implemented")),
]


@pytest.mark.parametrize(("status", "body"), MODES)
def test_words_about_the_form_step_down_whatever_the_status(status, body):
    """A fallback keyed on 400 never fires for the servers that answer 500."""
    assert type(mean(status, body)) is ModeRefused
    assert type(mean(status, body, rung="text")) is not ModeRefused, "there is nothing below"


def test_too_many_requests_never_steps_down():
    error = mean(429, envelope("Rate limit for json_schema requests reached, see response_format"))
    assert type(error) is JudgeUnreachable


PARAMETERS = [
    (envelope("Unsupported value: 'temperature' does not support 0.", code="unsupported_value",
              param="temperature"), "temperature", None),
    (envelope("Unsupported parameter: 'max_tokens' is not supported with this model. Use "
              "'max_completion_tokens' instead.", code="unsupported_parameter",
              param="max_tokens"), "max_tokens", "max_completion_tokens"),
    (envelope("max_completion_tokens is not supported here, use max_tokens",
              param="max_completion_tokens"), "max_completion_tokens", "max_tokens"),
    (envelope("Unrecognized request argument supplied: seed"), "seed", None),
    ({"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]}, "seed", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "parameter", "rename"), PARAMETERS)
def test_parameter_and_its_new_name_are_told(body, parameter, rename):
    error = mean(400, body)
    assert type(error) is ParameterRefused
    assert (error.parameter, error.rename) == (parameter, rename)


def test_parameter_out_of_range_is_not_left_out():
    """A value the caller chose wrongly is the caller's to mend."""
    error = mean(400, envelope("temperature must be between 0 and 2", param="temperature"))
    assert type(error) is AnswerRefused


@pytest.mark.parametrize(
    ("status", "advice", "kind"),
    [
        (400, "true", JudgeUnreachable),
        (422, "true", JudgeUnreachable),
        (500, "false", AnswerRefused),
        (429, "false", AnswerRefused),
        (400, "maybe", AnswerRefused),
        (401, "true", JudgeStopped),
    ],
)
def test_server_may_say_whether_to_try_again(status, advice, kind):
    assert type(mean(status, envelope("x"), x_should_retry=advice)) is kind


NOW = "Sat, 21 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "50", "retry-after": "1"}, 0.05),
        ({"retry-after-ms": "soon", "retry-after": "1"}, 1.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "nan"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        # Half a minute after the server's own clock.
        ({"retry-after": "Sat, 21 Nov 2026 12:00:30 GMT", "date": NOW}, 30.0),
        ({"retry-after": "Sat, 21 Nov 2026 11:59:00 GMT", "date": NOW}, 0.0),
        ({"retry-after": "Sat, 21 Nov 2026 12:00:30 GMT"}, None),
        # One date with a zone, one without: Python refuses to subtract them.
        ({"retry-after": "Sat, 21 Nov 2026 12:00:30 -0000", "date": NOW}, None),
    ],
)
def test_wait_is_read_from_every_form(headers, seconds):
    assert retry_after_s(headers) == seconds


def test_message_is_one_short_line():
    """It ends in scores, logs and terminals; a server may send a page."""
    error = mean(500, envelope("line\none \x00" + "x" * 5000))
    assert "\n" not in str(error)
    assert len(str(error)) < 300
