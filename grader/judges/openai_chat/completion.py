"""What a 200 says: a reply, or one of the many things that are not one."""

import json
from collections.abc import Mapping
from typing import Any

from ...errors import JudgeUnreachable
from ...records import Reply, Usage


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
        return _assembled(text)
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        kind = headers.get("content-type", "no type")
        raise JudgeUnreachable(f"{where}: answered 200 with {kind}, not a JSON object")
    return body


def _assembled(text: str) -> dict[str, Any]:
    content, finish = "", None
    last: dict[str, Any] = {}
    for line in text.splitlines():
        if not line.startswith("data:"):
            continue
        try:
            chunk = json.loads(line[5:])
        except ValueError:  # "[DONE]"
            continue
        if not isinstance(chunk, dict):
            continue
        last = {**last, **chunk}
        for choice in chunk.get("choices") or ():
            content += (choice.get("delta") or {}).get("content") or ""
            finish = choice.get("finish_reason") or finish
    # Without a finish reason the stream was cut, whatever its text looks like.
    message = {"content": content}
    return {**last, "choices": [{"message": message, "finish_reason": finish or "length"}]}


def read_completion(body: dict[str, Any], where: str) -> Reply:
    """
    The reply in a chat completion.

    Raises:
        JudgeUnreachable: no choice in it, or nothing in the choice.

    """
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise JudgeUnreachable(f"{where}: answered 200 without a choice")
    finish = choice.get("finish_reason")
    if finish == "error":
        raise JudgeUnreachable(f"{where}: the model's provider failed while answering")
    text = _text(message)
    reply = Reply(
        text=text,
        model=str(body.get("model") or ""),
        usage=_usage(body.get("usage")),
    )
    if message.get("refusal"):
        return _ended(reply, "refusal", str(message["refusal"]))
    if finish == "content_filter":
        return _ended(reply, "content_filter", "the provider's filter cut the reply")
    if finish == "length":
        return _ended(reply, "truncated", "the reply was cut at the token limit")
    if not text.strip():
        return _ended(reply, "invalid", "the reply was empty")
    return reply


def _ended(reply: Reply, ended: Any, detail: str) -> Reply:
    return Reply(
        text=reply.text, ended=ended, model=reply.model, usage=reply.usage, detail=detail[:200]
    )


def _text(message: dict[str, Any]) -> str:
    for call in message.get("tool_calls") or ():
        function = call.get("function") if isinstance(call, dict) else None
        arguments = function.get("arguments") if isinstance(function, dict) else None
        if arguments:
            is_text = isinstance(arguments, str)
            return arguments if is_text else json.dumps(arguments, ensure_ascii=False)
    content = message.get("content")
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


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
