"""Replies that fit a request: the rating, the completion around it, and how it is sent."""

import json
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from .passages import invented_passages, passages
from .request import Body, asks_for_critical, criteria_of, fenced_answer, rung_of

MODEL = "scripted-1"
USAGE: Mapping[str, Any] = {
    "prompt_tokens": 900,
    "completion_tokens": 150,
    "total_tokens": 1050,
    "prompt_tokens_details": {"cached_tokens": 0},
}

Levels = str | int | Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reply:
    """
    What a server sends, and how.

    `delay_s` passes before anything is sent. For `trickle_s` (`math.inf`: for ever) a blank line
    goes out now and then before the body. After `cut_at` bytes of the body the connection is
    reset; at 0 it is closed without even a status line. `hang` keeps it open and sends nothing.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    _: KW_ONLY
    delay_s: float = 0.0
    trickle_s: float = 0.0
    cut_at: int | None = None
    hang: bool = False


def rating(body: Body, *, level: Levels = "top", quotes: str = "verbatim") -> dict[str, Any]:
    """The reply of `rating_content` before it becomes text."""
    lines, criteria = fenced_answer(body), criteria_of(body)
    evidence = _evidence(lines, len(criteria), quotes)
    marks = {
        name: {"evidence": found, "rationale": "As scripted.", "level": _level(level, name, levels)}
        for found, (name, levels) in zip(evidence, criteria.items(), strict=True)
    }
    critical: dict[str, Any] = {"critical": []} if asks_for_critical(body) else {}
    return {
        "criteria": marks,
        **critical,
        "strengths": ["Scripted strength."],
        "improvements": ["Scripted improvement."],
        "addresses_grader": False,
    }


def rating_content(body: Body, *, level: Levels = "top", quotes: str = "verbatim") -> str:
    """
    The JSON text of a rating that fits the request *body*.

    Args:
        body: The request, parsed.
        level: `"top"` or `"lowest"` of what each criterion allows, one number for all (also one
            that is not allowed), or a number by criterion id; ids left out get the top.
        quotes: `"verbatim"` (passages of the answer, spread over its lines), `"invented"`
            (passages that are not in it), `"none"`, or one text that is quoted everywhere.
    """
    return json.dumps(rating(body, level=level, quotes=quotes), ensure_ascii=False)


def completion(
    content: str | None,
    *,
    model: str = MODEL,
    finish_reason: str | None = "stop",
    usage: Mapping[str, Any] | None = USAGE,
    refusal: str | None = None,
    tool_call: bool = False,
    reasoning: str | None = None,
) -> dict[str, Any]:
    """
    The body of a `chat.completion` that says *content*.

    With *tool_call* the content is the arguments of a call of `rate`, whose `finish_reason` is
    `stop`, as it is for a forced function. *usage* None leaves the key out.
    """
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal}
    if tool_call:
        call = {"name": "rate", "arguments": content}
        message["content"] = None
        message["tool_calls"] = [{"id": "call_scripted", "type": "function", "function": call}]
    if reasoning is not None:
        message["reasoning_content"] = reasoning
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish_reason}
    return {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 1_750_000_000,
        "model": model,
        "choices": [choice],
        **({} if usage is None else {"usage": dict(usage)}),
        "system_fingerprint": "fp_scripted",
    }


def ok(body: Body, *, level: Levels = "top", quotes: str = "verbatim") -> dict[str, Any]:
    """The whole completion for the request *body*, in the form its rung asks for."""
    return said(body, rating_content(body, level=level, quotes=quotes))


def said(body: Body, content: str, **options: Any) -> dict[str, Any]:
    """A completion of *content* from the model asked, as a tool call where a tool was sent."""
    options.setdefault("model", body.get("model", MODEL))
    return completion(content, tool_call=rung_of(body) == "tool", **options)


def json_reply(
    payload: object, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Reply:
    """*payload* as a JSON body."""
    text = json.dumps(payload, ensure_ascii=False)
    return Reply(status, text.encode(), {"content-type": "application/json", **(headers or {})})


def _level(level: Levels, name: str, allowed: list[int]) -> int:
    if isinstance(level, Mapping):
        return level.get(name, max(allowed))
    if isinstance(level, int):
        return level
    presets = {"top": max, "lowest": min}
    if level not in presets:
        choices = ", ".join(map(repr, sorted(presets)))
        raise ValueError(
            f"level: {level!r} is no preset; use one of {choices}, a number, or numbers by id"
        )
    return presets[level](allowed)


def _evidence(lines: list[str], count: int, quotes: str) -> list[list[dict[str, Any]]]:
    """The evidence of each of *count* criteria."""
    if quotes == "none":
        return [[] for _ in range(count)]
    if quotes == "verbatim":
        found = passages(lines, count)
    elif quotes == "invented":
        found = invented_passages(lines, count)
    else:
        found = [(1, quotes)] * count
    if not found:
        return [[] for _ in range(count)]
    return [[{"line": line, "quote": quote}] for line, quote in found]
