"""Faults that come as a success: status 200 and a body that is no usable rating."""

import json
from collections.abc import Callable
from typing import Any

from .refusals import Fault
from .replies import (
    MODEL,
    Reply,
    completion,
    json_reply,
    ok,
    rating,
    rating_content,
    said,
)
from .request import Body, criteria_of

_JSON = {"content-type": "application/json"}
# Stands in a rating where `json.dumps` cannot write what is wanted.
_MARK = "@scripted@"


def _model(body: Body) -> str:
    return str(body.get("model", MODEL))


def _content(write: Callable[[Body], str | None]) -> Fault:
    """A fault in the message's text, also where a tool was sent: as servers that ignore it do."""
    return lambda body: json_reply(completion(write(body), model=_model(body)))


def _level(write: Callable[[list[int]], object]) -> Fault:
    """A rating whose first criterion has the level *write* makes of the allowed ones."""

    def fault(body: Body) -> Reply:
        made = rating(body)
        for name, levels in list(criteria_of(body).items())[:1]:
            made["criteria"][name]["level"] = write(levels)
        return json_reply(said(body, json.dumps(made, ensure_ascii=False)))

    return fault


def _level_text(write: Callable[[int], str]) -> Fault:
    """The same, as raw text in place of the level's number."""

    def fault(body: Body) -> Reply:
        made = rating(body)
        top = 0
        for name, levels in list(criteria_of(body).items())[:1]:
            top, made["criteria"][name]["level"] = max(levels), _MARK
        text = json.dumps(made, ensure_ascii=False).replace(f'"{_MARK}"', write(top), 1)
        return json_reply(said(body, text))

    return fault


def broken_json_200(body: Body) -> Reply:
    """An HTTP body that ends in the middle, with a content-length that agrees."""
    whole = json_reply(ok(body)).body
    return Reply(200, whole[: len(whole) // 2], _JSON)


def no_choices(body: Body) -> Reply:
    """A completion whose `choices` is an empty list."""
    return json_reply({**ok(body), "choices": []})


def malformed(body: Body) -> Reply:
    """A rating written without a single quotation mark: close to JSON, but not JSON."""
    return json_reply(said(body, rating_content(body).replace('"', "")))


def truncated(body: Body) -> Reply:
    """Half of the rating, with the finish reason `length`."""
    content = rating_content(body)
    return json_reply(said(body, content[: len(content) // 2], finish_reason="length"))


def refusal(body: Body) -> Reply:
    """A model that declines: `refusal` instead of content, finish reason `stop`."""
    declined = "I'm sorry, but I can't assist with that request."
    return json_reply(completion(None, model=_model(body), refusal=declined))


def content_filter(body: Body) -> Reply:
    """A filtered completion: no content, finish reason `content_filter`."""
    return json_reply(completion(None, model=_model(body), finish_reason="content_filter"))


def extra_key(body: Body) -> Reply:
    """A rating whose first criterion has a key nobody asked for: readers drop nested ones."""
    made = rating(body)
    for mark in list(made["criteria"].values())[:1]:
        mark["confidence"] = 0.9
    return json_reply(said(body, json.dumps(made, ensure_ascii=False)))


def missing_criterion(body: Body) -> Reply:
    """A rating that lacks the last criterion."""
    made = rating(body)
    if made["criteria"]:
        made["criteria"].popitem()
    return json_reply(said(body, json.dumps(made, ensure_ascii=False)))


def event_stream(body: Body) -> Reply:
    """A good rating as server-sent events, although no stream was asked for."""
    content = rating_content(body)
    middle = len(content) // 2
    deltas: list[dict[str, Any]] = [
        {"role": "assistant", "content": content[:middle]},
        {"content": content[middle:]},
        {},
    ]
    lines = [f"data: {json.dumps(_chunk(body, delta), ensure_ascii=False)}" for delta in deltas]
    text = "\n\n".join([*lines, "data: [DONE]", ""])
    return Reply(200, text.encode(), {"content-type": "text/event-stream; charset=utf-8"})


def _chunk(body: Body, delta: dict[str, Any]) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion.chunk",
        "created": 1_750_000_000,
        "model": _model(body),
        "choices": [choice],
    }


def other_model(body: Body) -> Reply:
    """A good reply of another model than the one asked, as routers give."""
    return json_reply(said(body, rating_content(body), model=f"{_model(body)}-2026-01-01"))


def no_usage(body: Body) -> Reply:
    """A good reply that does not say what it used."""
    return json_reply(said(body, rating_content(body), usage=None))


_PROVIDER_ERROR = {
    "error": {
        "message": "Provider returned error",
        "code": 502,
        "metadata": {"provider_name": "scripted"},
    }
}
_THOUGHT = 'The format is {"criteria": {"…": {"level": 0}}}. The first line shows it.'

MISREPLIES: dict[str, Fault] = {
    # The body is no completion.
    "html_200": lambda _body: Reply(
        200,
        b"<!doctype html><html><body><h1>Sign in to the network</h1></body></html>",
        {"content-type": "text/html; charset=utf-8"},
    ),
    "empty_200": lambda _body: Reply(200, b"", _JSON),
    "broken_json_200": broken_json_200,
    "error_in_200": lambda _body: json_reply(_PROVIDER_ERROR),
    "event_stream": event_stream,
    # A completion without a text to read.
    "no_choices": no_choices,
    "null_content": _content(lambda _body: None),
    # DeepSeek replaces what is not JSON by spaces.
    "whitespace_content": _content(lambda _body: " \n\n\n  "),
    "refusal": refusal,
    "content_filter": content_filter,
    "malformed": malformed,
    "truncated": truncated,
    # A good rating with something around it.
    "fenced": _content(lambda body: f"```json\n{rating_content(body)}\n```"),
    "thinking": _content(lambda body: f"<think>\n{_THOUGHT}\n</think>\n\n{rating_content(body)}"),
    "unclosed_think": _content(
        lambda body: f"<think>\nThe first line shows it.\n\n{rating_content(body)}"
    ),
    "prose_around": _content(
        lambda body: f"Here is my rating:\n\n{rating_content(body)}\n\nIs there anything else?"
    ),
    "two_objects": _content(
        lambda body: (
            "An empty reply would be:\n"
            f"{rating_content(body, level='lowest', quotes='none')}\n\n"
            f"Mine is:\n{rating_content(body)}"
        )
    ),
    # A rating that does not keep to the schema.
    "level_out_of_range": _level(lambda levels: max(levels) + 1),
    "level_true": _level(lambda _levels: True),
    "level_string": _level(lambda levels: str(max(levels))),
    "level_float": _level(lambda levels: float(max(levels))),
    "nan": _level_text(lambda _top: "NaN"),
    # Parsers keep the last of two; here that is the higher one.
    "duplicate_key": _level_text(lambda top: f'0, "level": {top}'),
    "extra_key": extra_key,
    "missing_criterion": missing_criterion,
    "invented_quotes": lambda body: json_reply(ok(body, quotes="invented")),
    # A good rating, of which a client must not assume too much.
    "other_model": other_model,
    "no_usage": no_usage,
}
