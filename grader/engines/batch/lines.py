"""The lines of batch files: a request out, a result in."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"
# Line ends to some readers of lines, though not to JSON; inside a text they may be escaped.
_LINE_ENDS = {"\u0085": b"\\u0085", "\u2028": b"\\u2028", "\u2029": b"\\u2029"}
_ESCAPED = tuple((end.encode(), escape) for end, escape in _LINE_ENDS.items())

_NEVER_ASKED = frozenset({"batch_expired", "batch_cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one line: a response, or an error dressed as one."""

    key: str
    status: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def request_line(key: str, body: bytes) -> bytes:
    """The line that asks *body* under the name *key*."""
    for end, escape in _ESCAPED:
        if end in body:
            body = body.replace(end, escape)
    head = f'{{"custom_id": "{key}", "method": "POST", "url": "{URL}", "body": '
    return head.encode() + body + b"}\n"


def read_results(file: Iterable[bytes]) -> Iterator[Result]:
    """
    The results in an output or error file.

    A line that cannot be read is as good as none, and so is one that only tells that its turn
    never came: what became of the batch says more.
    """
    for line in file:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(told, dict) or not isinstance(told.get("custom_id"), str):
            continue
        error = told.get("error")
        if not isinstance(error, dict) or error.get("code") not in _NEVER_ASKED:
            yield _result(told["custom_id"], told.get("response"), error)


def error_result(key: str, error: Mapping[str, Any] | str, status: int = 500) -> Result:
    """An error as the response that a server would have sent for it."""
    return Result(key=key, status=status, content=json.dumps({"error": error}).encode())


def _result(key: str, response: object, error: object) -> Result:
    known = response if isinstance(response, dict) else {}
    status = known.get("status_code")
    status = status if isinstance(status, int) else 0
    # A refused request has no error of its own: that one stands in the response's body.
    if status < 400 and (error or status != 200):
        told = error if isinstance(error, dict) else str(error or f"status {status}")
        return error_result(key, told)
    body = known.get("body")
    content = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    request_id = str(known.get("request_id") or "")
    return Result(
        key=key,
        status=status,
        content=content.encode("utf-8", "surrogatepass"),
        headers={"x-request-id": request_id},
    )
