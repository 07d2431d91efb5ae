"""Each fault as it arrives over a real socket."""

import http.client
import json
import socket
import time

import pytest

from grader.testing import LoopbackServer, ok

# Status and what must stand in the body, on a request that asks for everything refusable.
ON_THE_WIRE = {
    "bad_gateway_html": (502, b"<h1>502 Bad Gateway</h1>"),
    "broken_json_200": (200, b'{"id": "chatcmpl-scripted"'),
    "content_filter": (200, b'"finish_reason": "content_filter"'),
    "content_filter_400": (400, b'"code": "content_filter", "status": 400, "innererror"'),
    "context_length": (400, b'"param": "messages", "code": "context_length_exceeded"'),
    "context_litellm": (400, b'"litellm.ContextWindowExceededError: litellm.BadRequestError'),
    "context_llama": (400, b'"exceed_context_size_error", "n_prompt_tokens": 65723'),
    "duplicate_key": (200, rb"\"level\": 0, \"level\": 2"),
    "empty_200": (200, b""),
    "error_in_200": (200, b'{"error": {"message": "Provider returned error", "code": 502'),
    "event_stream": (200, b"data: [DONE]"),
    "extra_key": (200, rb"\"confidence\": 0.9"),
    "fenced": (200, b"```json\\n{"),
    "forbidden": (403, b'"unsupported_country_region_territory"'),
    "html_200": (200, b"<!doctype html>"),
    "invented_quotes": (200, b"words that nobody wrote here"),
    "level_float": (200, rb"\"level\": 2.0"),
    "level_out_of_range": (200, rb"\"level\": 3"),
    "level_string": (200, rb"\"level\": \"2\""),
    "level_true": (200, rb"\"level\": true"),
    "malformed": (200, b'"content": "{criteria: {calm: '),
    "max_tokens_refused": (400, b'"param": "max_tokens", "code": "unsupported_parameter"'),
    "missing_criterion": (200, rb"\"plan\": "),
    "nan": (200, rb"\"level\": NaN"),
    "no_balance": (402, b'"Insufficient Balance"'),
    "no_choices": (200, b'"choices": []'),
    "no_usage": (200, rb"\"addresses_grader\": false"),
    "null_content": (200, b'"content": null'),
    "other_model": (200, b'"model": "asked-1-2026-01-01"'),
    "plain_text_500": (500, b"Internal Server Error"),
    "prose_around": (200, b'"content": "Here is my rating'),
    "quota": (429, b'"type": "insufficient_quota", "param": null, "code": "insufficient_quota"'),
    "rate_limited": (429, b'"code": "rate_limit_exceeded"'),
    "rate_limited_bare": (429, b'"type": "throttling_error", "param": null, "code": "429"'),
    "refusal": (200, b'"refusal": "I\'m sorry'),
    "retry_after_ms": (429, b'"code": "rate_limit_exceeded"'),
    "schema_refused_400": (400, b"'response_format' of type 'json_schema' is not supported"),
    "schema_refused_500": (500, b"Input should be 'text' or 'json_object'"),
    "seed_refused": (400, b'"param": "seed", "code": "unsupported_parameter"'),
    "server_error": (500, b'"type": "server_error"'),
    "temperature_refused": (400, b'"param": "temperature", "code": "unsupported_value"'),
    "thinking": (200, b'"content": "<think>'),
    "too_large": (413, b"413 Request Entity Too Large"),
    "tools_refused_400": (400, b'asked-1 does not support tools", "type": "api_error"'),
    "truncated": (200, b'"finish_reason": "length"'),
    "two_objects": (200, b'"content": "An empty reply'),
    "unauthorized": (401, b'"code": "invalid_api_key"'),
    "unauthorized_detail": (401, b'{"detail": "Invalid API key"}'),
    "unauthorized_int_code": (401, b'"type": "authentication_error", "code": 401}'),
    "unavailable": (503, b'"type": "unavailable_error", "code": 503}'),
    "unclosed_think": (200, b'"content": "<think>'),
    "unknown_model_400": (400, b"Invalid model name passed in model=asked-1"),
    "unknown_model_404": (404, b"The model `asked-1` does not exist"),
    "whitespace_content": (200, rb'"content": " \n\n\n  "'),
}


def test_faults_arrive_with_status_and_body(request_body, post):
    body = request_body(temperature=0, max_tokens=99, seed=1, tools=request_body("tool")["tools"])
    with LoopbackServer(list(ON_THE_WIRE)) as server:
        for name, (status, part) in ON_THE_WIRE.items():
            got, _, sent = post(server, body)
            assert (name, got) == (name, status)
            assert part in sent, (name, sent)
    assert server.connections == len(ON_THE_WIRE)


def test_json_object_refusal_is_a_string(request_body, post):
    """LM Studio sends no error object."""
    with LoopbackServer("json_object_refused_400") as server:
        status, _, sent = post(server, request_body("json_object"))
    assert (status, type(json.loads(sent)["error"])) == (400, str)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rate_limited", {"retry-after": "1"}),
        ("rate_limited_bare", {}),
        ("retry_after_ms", {"retry-after": "1", "retry-after-ms": "50"}),
    ],
)
def test_rate_limits_say_when_to_come_back(request_body, name, expected, post):
    with LoopbackServer(name) as server:
        _, headers, _ = post(server, request_body())
    found = {key: value for key, value in headers.items() if "retry" in key}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("html_200", "text/html"),
        ("event_stream", "text/event-stream"),
        ("plain_text_500", "text/plain"),
        ("bad_gateway_html", "text/html"),
        ("empty_200", "application/json"),
        ("broken_json_200", "application/json"),
    ],
)
def test_content_type_is_the_real_servers(request_body, name, kind, post):
    with LoopbackServer(name) as server:
        _, headers, _ = post(server, request_body())
    assert headers["content-type"].startswith(kind)


def test_disconnect_sends_not_even_a_status(request_body, post):
    with LoopbackServer("disconnect") as server, pytest.raises(http.client.RemoteDisconnected):
        post(server, request_body())


def test_reset_comes_in_the_middle_of_the_body(request_body, address):
    with LoopbackServer("reset_mid_body") as server:
        sent = json.dumps(request_body()).encode()
        with socket.create_connection(address(server.base_url), timeout=5) as opened:
            opened.sendall(
                b"POST /v1/chat/completions HTTP/1.1\r\nHost: test\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(sent), sent)
            )
            got = b""
            with pytest.raises(ConnectionResetError):
                while True:
                    got += opened.recv(4096)
    head, _, part = got.partition(b"\r\n\r\n")
    assert b"HTTP/1.1 200 OK" in head
    assert len(part) == 40


def test_hang_sends_nothing(request_body, post):
    with LoopbackServer("hang") as server, pytest.raises(TimeoutError):
        post(server, request_body(), timeout=0.3)


def test_trickle_sends_a_byte_now_and_then_for_ever(request_body, address):
    """No read waits long, so a timeout for each read never strikes."""
    with LoopbackServer("trickle") as server:
        connection = http.client.HTTPConnection(*address(server.base_url), timeout=0.5)
        connection.request("POST", "/v1/chat/completions", json.dumps(request_body()))
        response = connection.getresponse()
        begun = time.monotonic()
        assert [response.read(1) for _ in range(12)] == [b"\n"] * 12
        assert time.monotonic() - begun > 0.4
        connection.close()


def test_keepalive_blank_lines_precede_a_good_body(request_body, post):
    begun = time.monotonic()
    with LoopbackServer("keepalive_blank_lines") as server:
        status, _, sent = post(server, request_body())
    assert time.monotonic() - begun >= 0.2
    assert (status, sent[:2]) == (200, b"\n\n")
    assert json.loads(sent) == ok(request_body())
