"""What a 200 says: a reply, or one of the many things that are not one."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ...errors import JudgeUnreachable
from ...message import Message
from ...records import Reply, Usage

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_body(content: bytes, headers: Mapping[str, str], where: str) -> dict[str, Any]:
    """
    The JSON object in *content*; blank keep-alive lines before it are allowed.

    A stream that nobody asked for is put together. Anything else is no answer and may be tried
    again.

    Raises:
        JudgeUnreachable: HTML, an empty or cut body, or JSON that is no object.
    """
    text = content.decode("utf-8", "replace").strip()
    if text.startswith("data:") or "event-stream" in headers.get("content-type", ""):
        return _assembled(text, where)
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        kind = headers.get("content-type", "no type")
        raise JudgeUnreachable(
            Message("{where}: answered 200 with {kind}, not a JSON object", where=where, kind=kind)
        )
    return body


def _assembled(text: str, where: str) -> dict[str, Any]:
    content, arguments, finish = "", "", None
    last: dict[str, Any] = {}
    # Not splitlines: a quote may hold U+2028 and the like, which end no line of an event.
    for line in _LINE_END.split(text):
        told = line.removeprefix("data:").strip()
        if not line.startswith("data:") or told in {"", "[DONE]"}:
            continue
        try:
            chunk = json.loads(told)
        except (ValueError, RecursionError):
            chunk = None
        if not isinstance(chunk, dict):
            raise JudgeUnreachable(
                Message("{where}: answered 200 with a broken event stream", where=where)
            )
        last = {**last, **chunk}
        for choice in _dicts(chunk.get("choices")):
            delta = choice.get("delta")
            delta = delta if isinstance(delta, dict) else {}
            content += _content(delta)
            arguments += _arguments(delta)
            finish = choice.get("finish_reason") or finish
    # Without a finish reason the stream was cut, whatever its text looks like.
    message = {"content": arguments or content}
    return {**last, "choices": [{"message": message, "finish_reason": finish or "length"}]}


def read_completion(body: dict[str, Any], where: str) -> Reply:
    """
    The reply in a chat completion.

    Raises:
        JudgeUnreachable: no choice in it, or nothing in the choice.
    """
    choice = next(iter(_dicts(body.get("choices"))), {})
    message = choice.get("message")
    if not isinstance(message, dict):
        raise JudgeUnreachable(Message("{where}: answered 200 without a choice", where=where))
    finish = choice.get("finish_reason")
    if finish == "error":
        raise JudgeUnreachable(
            Message("{where}: the model's provider failed while answering", where=where)
        )
    text = _text(message)
    reply = Reply(
        text=text,
        model=_sound(str(body.get("model") or "")),
        usage=_usage(body.get("usage")),
    )
    if message.get("refusal"):
        return _ended(reply, "refusal", str(message["refusal"]))
    if finish == "content_filter":
        return _ended(reply, "content_filter", Message("the provider's filter cut the reply"))
    if finish == "length":
        return _ended(reply, "truncated", Message("the reply was cut at the token limit"))
    if not text.strip():
        return _ended(reply, "invalid", Message("the reply was empty"))
    return reply


def _ended(reply: Reply, ended: Any, detail: str) -> Reply:
    return Reply(
        text=reply.text,
        ended=ended,
        model=reply.model,
        usage=reply.usage,
        detail=_sound(detail[:200]),
    )


def _text(message: dict[str, Any]) -> str:
    return _sound(_arguments(message) or _content(message))


def _sound(text: str) -> str:
    """*text* without lone halves of surrogate pairs: they can be neither stored nor sent."""
    return text.encode("utf-8", "replace").decode()


def _arguments(message: dict[str, Any]) -> str:
    """The arguments of the first tool call that has any."""
    for call in _dicts(message.get("tool_calls")):
        function = call.get("function")
        arguments = function.get("arguments") if isinstance(function, dict) else None
        if arguments:
            is_text = isinstance(arguments, str)
            return arguments if is_text else json.dumps(arguments, ensure_ascii=False)
    return ""


def _content(message: dict[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, list):
        parts = (part.get("text") for part in _dicts(content))
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _dicts(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _usage(usage: object) -> Usage:
    if not isinstance(usage, dict):
        return Usage()
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return Usage(
        input=_count(usage.get("prompt_tokens")),
        cached=_count(cached),
        output=_count(usage.get("completion_tokens")),
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
