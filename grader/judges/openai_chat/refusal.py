"""What an error from an endpoint means: wait, step down, give up on one answer, or stop."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from ...errors import (
    AnswerRefused,
    JudgeError,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from ...message import Message
from ...records import Rung

_NO_MONEY = frozenset(
    [
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
    ]
)
_MODE = re.compile(
    r"response_format|json[_ ]?schema|json[_ ]object|json mode|structured output|\bgrammar\b"
    r"|tool_choice|\btools?\b|function.?call",
    re.IGNORECASE,
)
_TOO_LONG = re.compile(
    r"context_length_exceeded|exceed_context_size|ContextWindowExceeded|maximum context length"
    r"|context (?:size|window|length)|too many tokens|input (?:length|is too long)"
    r"|range of input length|prompt is too long",
    re.IGNORECASE,
)
_FILTERED = re.compile(
    r"content_filter|content management policy|content_policy|data_inspection_failed"
    r"|inappropriate content|sensitive (?:content|word|information)|敏感内容",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model_not_found|invalid model name|no such model|model .{0,80}(?:does not exist|not found)"
    r"|unknown model|DeploymentNotFound",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"unsupported|not supported|does not support|not allowed|unrecognized|unknown (?:param|arg)"
    r"|not permitted|extra inputs|only .{0,40}(?:default|allowed)|deprecated",
    re.IGNORECASE,
)
_PARAMETERS = (
    "temperature",
    "max_tokens",
    "max_completion_tokens",
    "seed",
    "prompt_cache_breakpoint",
    "prompt_cache_options",
    "prompt_cache_key",
)
_RENAMES = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An error as an endpoint told it, whatever shape its body had."""

    status: int
    message: str = ""
    code: str = ""
    type: str = ""
    param: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Everything it says about the cause, to be searched."""
        return f"{self.code} {self.type} {self.message}"


def error_body(content: bytes) -> object:
    """The JSON of an error's body, else its text."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")


def read_refusal(status: int, body: object, headers: Mapping[str, str]) -> Refusal:
    """
    The error in *body*: `{"error": {…}}`, `{"error": "…"}`, `{"detail": …}`, the object itself,
    or plain text. Codes come as text, number or not at all.
    """
    found: Any = body
    if isinstance(body, dict):
        found = body.get("error") or body.get("detail") or body
    if not isinstance(found, dict):
        return Refusal(status=status, message=str(found or "")[:2000], headers=headers)

    def text(name: str) -> str:
        value = found.get(name)
        return "" if value is None else str(value)[:2000]

    return Refusal(
        status=status,
        message=text("message"),
        code=text("code"),
        type=text("type"),
        param=text("param"),
        headers=headers,
    )


def meaning(refusal: Refusal, rung: Rung, where: str) -> JudgeError:
    """
    The error to raise for *refusal*, asked at *rung* of the endpoint *where*.

    An error that names the way of asking steps down whatever its status, for servers answer
    400, 422 or 500 to a form they do not know; 429 never does.
    """
    told = f"{where}: {refusal.status} {_brief(refusal)}".rstrip()
    if stopping := _stops(refusal):
        return JudgeStopped("{told}; {stopping}", told=told, stopping=stopping)
    if refusal.status == 429:
        return _waits(refusal, told)
    if refusal.status == 413 or (refusal.status < 500 and _TOO_LONG.search(refusal.words)):
        return AnswerRefused(told, reason="too_long")
    if refusal.status < 500 and _FILTERED.search(refusal.words):
        return AnswerRefused(told, reason="content_filter")
    if parameter := _parameter(refusal):
        rename = _RENAMES.get(parameter)
        rename = rename if rename and rename in refusal.message else None
        return ParameterRefused(told, parameter=parameter, rename=rename)
    if rung != "text" and _MODE.search(f"{refusal.words} {refusal.param}"):
        return ModeRefused(told)
    return _waits(refusal, told)


def _brief(refusal: Refusal) -> str:
    message = " ".join(refusal.message.split())
    code = "" if refusal.code == str(refusal.status) else refusal.code
    return f"{code or refusal.type} {message[:200]}".strip()


def stopping_cause(refusal: Refusal) -> str:
    """What makes every request fail: `quota`, `key`, `model` or `path`; nothing where none does."""
    if refusal.code in _NO_MONEY or refusal.type == "insufficient_quota" or refusal.status == 402:
        return "quota"
    if refusal.status in {401, 403}:
        return "key"
    if _NO_MODEL.search(refusal.words) and refusal.status in {400, 404, 422}:
        return "model"
    return "path" if refusal.status == 404 else ""


def _stops(refusal: Refusal) -> Message:
    cause = stopping_cause(refusal)
    if cause == "quota":
        return Message(
            "the account has no balance or quota left; top it up and run the same command"
        )
    if cause == "key":
        return Message(
            "the key was refused; check OPENAI_API_KEY or --api-key-file, and --base-url"
        )
    if cause == "model":
        return Message("the endpoint does not know this model; check --model")
    if cause == "path":
        return Message("nothing answers at this path; check --base-url (it usually ends in /v1)")
    return Message("")


def _parameter(refusal: Refusal) -> str:
    if refusal.status not in {400, 422}:
        return ""
    named = refusal.param if refusal.param in _PARAMETERS else ""
    if not named:
        named = next((name for name in _PARAMETERS if name in refusal.message), "")
    return named if named and _REFUSES.search(refusal.words) else ""


def _waits(refusal: Refusal, told: str) -> JudgeError:
    may_retry = refusal.status in {200, 408, 409, 429} or refusal.status >= 500
    advice = refusal.headers.get("x-should-retry", "")
    if advice in {"true", "false"}:
        may_retry = advice == "true"
    if may_retry:
        return JudgeUnreachable(
            told,
            retry_after_s=retry_after_s(refusal.headers),
            status=refusal.status,
        )
    return AnswerRefused(told, reason="unreachable" if refusal.status >= 429 else "invalid")


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds the server asks to wait: `retry-after-ms`, else `retry-after` (seconds or date)."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        value = headers.get(name, "")
        try:
            return max(0.0, float(value) * unit)
        except ValueError:
            continue
    try:
        when = parsedate_to_datetime(headers.get("retry-after", ""))
        sent = parsedate_to_datetime(headers.get("date", ""))
        # Both times are the server's, so a wrong clock here does no harm.
        return max(0.0, (when - sent).total_seconds())
    except (TypeError, ValueError):
        return None
