"""Faults where the server says no: an error status with the body real servers send."""

from collections.abc import Callable, Mapping
from typing import Any

from .replies import MODEL, Reply, json_reply, ok
from .request import Body, rung_of

Fault = Callable[[Body], Reply]

_PLAIN = {"content-type": "text/plain; charset=utf-8"}
_HTML = {"content-type": "text/html"}


def _sent(status: int, payload: object, headers: Mapping[str, str] | None = None) -> Fault:
    """A fault that sends *payload* as it is."""
    return lambda _body: json_reply(payload, status=status, headers=headers)


def _raw(status: int, text: str, headers: Mapping[str, str]) -> Fault:
    """A fault that sends a *text* which is not JSON."""
    return lambda _body: Reply(status, text.encode(), headers)


def _error(
    status: int,
    message: str,
    *,
    kind: str | None = "invalid_request_error",
    code: str | None = None,
    param: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Fault:
    """A fault in OpenAI's envelope; `MODEL` in *message* becomes the model asked."""

    def fault(body: Body) -> Reply:
        told = message.replace("MODEL", str(body.get("model", MODEL)))
        error = {"message": told, "type": kind, "param": param, "code": code}
        return json_reply({"error": error}, status=status, headers=headers)

    return fault


def _where(asked: Callable[[Body], Any], fault: Fault) -> Fault:
    """A server that refuses a request where *asked* holds, and answers any other."""
    return lambda body: fault(body) if asked(body) else json_reply(ok(body))


_LIMITED = "Rate limit reached for MODEL on requests per min (RPM): Limit 3, Used 3, Requested 1."
_FILTERED = (
    "The response was filtered due to the prompt triggering Azure OpenAI's content management "
    "policy. Please modify your prompt and retry."
)
_PYDANTIC = (
    "1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), "
    "'msg': \"Input should be 'text' or 'json_object'\", 'input': 'json_schema', "
    "'ctx': {'expected': \"'text' or 'json_object'\"}}\n\n"
    '  File "/opt/llama_cpp/server/app.py", line 376, in create_chat_completion\n'
    "    POST /v1/chat/completions"
)

# The server has no room, or is down: another attempt may succeed.
_BUSY: dict[str, Fault] = {
    "rate_limited": _error(
        429,
        f"{_LIMITED} Please try again in 1s.",
        kind="requests",
        code="rate_limit_exceeded",
        headers={"retry-after": "1", "x-ratelimit-remaining-requests": "0"},
    ),
    "rate_limited_bare": _error(
        429,
        "litellm.RateLimitError: Model rate limit exceeded. RPM limit=2, current usage=4\n\n"
        "LiteLLM: model group 'MODEL' failed with the error above. No fallback was attempted.",
        kind="throttling_error",
        code="429",
    ),
    # OpenAI sends both headers, the seconds rounded up: a client that reads only those waits 20
    # times as long.
    "retry_after_ms": _error(
        429,
        f"{_LIMITED} Please try again in 50ms.",
        kind="requests",
        code="rate_limit_exceeded",
        headers={"retry-after-ms": "50", "retry-after": "1"},
    ),
    "server_error": _error(
        500,
        "The server had an error while processing your request. Sorry about that!",
        kind="server_error",
    ),
    "plain_text_500": _raw(500, "Internal Server Error", _PLAIN),
    "bad_gateway_html": _raw(
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
        "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
        "</body>\r\n</html>\r\n",
        _HTML,
    ),
    "unavailable": _sent(
        503, {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}
    ),
}

# No request of this caller can succeed.
_STOPPING: dict[str, Fault] = {
    "unauthorized": _error(
        401,
        "Incorrect API key provided: sk-scrip****************pted. You can find your API key at "
        "https://platform.openai.com/account/api-keys.",
        code="invalid_api_key",
    ),
    "unauthorized_detail": _sent(401, {"detail": "Invalid API key"}),
    "unauthorized_int_code": _sent(
        401, {"error": {"message": "Invalid API Key", "type": "authentication_error", "code": 401}}
    ),
    "no_balance": _error(
        402, "Insufficient Balance", kind="unknown_error", code="invalid_request_error"
    ),
    "forbidden": _error(
        403,
        "Country, region, or territory not supported",
        kind="request_forbidden",
        code="unsupported_country_region_territory",
    ),
    "quota": _error(
        429,
        "You exceeded your current quota, please check your plan and billing details.",
        kind="insufficient_quota",
        code="insufficient_quota",
    ),
    "unknown_model_404": _error(
        404,
        "The model `MODEL` does not exist or you do not have access to it.",
        code="model_not_found",
    ),
    "unknown_model_400": _error(
        400,
        "/chat/completions: Invalid model name passed in model=MODEL. "
        "Call `/v1/models` to view available models for your key.",
        code="400",
    ),
}

# This one request cannot pass; others may.
_UNFIT: dict[str, Fault] = {
    "context_length": _error(
        400,
        "This model's maximum context length is 8192 tokens. However, your messages resulted in "
        "65731 tokens. Please reduce the length of the messages.",
        code="context_length_exceeded",
        param="messages",
    ),
    "context_llama": _sent(
        400,
        {
            "error": {
                "code": 400,
                "message": "request (65723 tokens) exceeds the available context size "
                "(8192 tokens), try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 65723,
                "n_ctx": 8192,
            }
        },
    ),
    "context_litellm": _error(
        400,
        "litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: "
        "OpenAIException - request (65723 tokens) exceeds the available context size "
        "(8192 tokens), try increasing it",
        code="400",
    ),
    "too_large": _raw(
        413,
        "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n"
        "<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n"
        "</body>\r\n</html>\r\n",
        _HTML,
    ),
    "content_filter_400": _sent(
        400,
        {
            "error": {
                "message": _FILTERED,
                "type": None,
                "param": "prompt",
                "code": "content_filter",
                "status": 400,
                "innererror": {
                    "code": "ResponsibleAIPolicyViolation",
                    "content_filter_result": {
                        "hate": {"filtered": False, "severity": "safe"},
                        "violence": {"filtered": True, "severity": "medium"},
                    },
                },
            }
        },
    ),
}

# The request could pass if it asked otherwise; one that does is answered.
_UNSUPPORTED: dict[str, Fault] = {
    "schema_refused_400": _where(
        lambda body: rung_of(body) == "json_schema",
        _error(
            400,
            "Invalid parameter: 'response_format' of type 'json_schema' is not supported with "
            "this model. Learn more about supported models at the Structured Outputs guide: "
            "https://platform.openai.com/docs/guides/structured-outputs",
        ),
    ),
    "schema_refused_500": _where(
        lambda body: rung_of(body) == "json_schema",
        _error(500, _PYDANTIC, kind="internal_server_error"),
    ),
    "tools_refused_400": _where(
        lambda body: body.get("tools"),
        _error(400, "registry.ollama.ai/library/MODEL does not support tools", kind="api_error"),
    ),
    # LM Studio: `error` is a string.
    "json_object_refused_400": _where(
        lambda body: rung_of(body) == "json_object",
        _sent(400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}),
    ),
    "temperature_refused": _where(
        lambda body: body.get("temperature", 1) != 1,
        _error(
            400,
            "Unsupported value: 'temperature' does not support 0 with this model. "
            "Only the default (1) value is supported.",
            code="unsupported_value",
            param="temperature",
        ),
    ),
    "max_tokens_refused": _where(
        lambda body: "max_tokens" in body,
        _error(
            400,
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.",
            code="unsupported_parameter",
            param="max_tokens",
        ),
    ),
    "seed_refused": _where(
        lambda body: "seed" in body,
        _error(
            400,
            "Unsupported parameter: 'seed' is not supported with this model.",
            code="unsupported_parameter",
            param="seed",
        ),
    ),
}

REFUSALS: dict[str, Fault] = {**_BUSY, **_STOPPING, **_UNFIT, **_UNSUPPORTED}
