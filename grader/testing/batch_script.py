"""What becomes of a batch on the loopback server, and the files it leaves."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .replies import Reply
from .request import Body

URL = "/v1/chat/completions"
MOST_LINES = 50_000
MOST_BYTES = 200_000_000
_EXPIRED = "This request could not be executed before the completion window expired."
_CANCELLED = "This request was cancelled before it was executed."

Line = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedBatch:
    """
    How one batch goes.

    Args:
        polls: Looks that find it under way before one finds it ended.
        ends: Its last state.
        answered: Lines answered before it expires or is cancelled; None is all.
        left_out: Lines, counted from 0, that come back in neither file.
        order: Of the lines in the files.
        repeated: Every result stands in its file twice.
        strangers: Results under names that nobody asked for.
        torn: The output file breaks off within its last line.
        faults: What validation finds: it fails with `{"code", "message", "line"}` each.
        bare_looks: Looks that find it completed before its files are named.

    """

    polls: int = 0
    ends: Literal["completed", "expired", "failed", "cancelled"] = "completed"
    answered: int | None = None
    left_out: frozenset[int] = frozenset()
    order: Literal["given", "reversed"] = "given"
    repeated: bool = False
    strangers: int = 0
    torn: bool = False
    faults: Sequence[Mapping[str, Any]] = ()
    bare_looks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """The two files of a batch, and how many of its requests ended how."""

    output: bytes
    errors: bytes
    completed: int
    failed: int


def faults_of(content: bytes) -> tuple[list[Line], list[Mapping[str, Any]]]:
    """The lines of an input file, and what a provider's validation would refuse."""
    lines: list[Line] = []
    found: list[Mapping[str, Any]] = []
    names: set[str] = set()
    for number, text in enumerate(content.splitlines(), start=1):
        try:
            line = json.loads(text)
            name, model = line["custom_id"], line["body"].get("model")
        except (ValueError, KeyError, TypeError, AttributeError):
            found.append(_fault("invalid_json_line", "This line is not a request.", number))
            continue
        if name in names:
            found.append(_fault("duplicate_custom_id", f"{name} was used before.", number))
        if line.get("url") != URL:
            found.append(_fault("url_mismatch", "The URL is not the batch's endpoint.", number))
        if lines and model != lines[0]["body"].get("model"):
            found.append(_fault("model_mismatch", "One model a file.", number))
        names.add(name)
        lines.append(line)
    if not lines and not found:
        found.append(_fault("empty_file", "The file has no requests."))
    if len(lines) > MOST_LINES or len(content) > MOST_BYTES:
        found.append(_fault("too_many_tasks", "The file is larger than a batch may be."))
    return lines, found


def _fault(code: str, message: str, line: int | None = None) -> Mapping[str, Any]:
    return {"code": code, "message": message, "param": None, "line": line}


def results_of(
    lines: Sequence[Line], script: ScriptedBatch, answer: Callable[[str, Body], Reply]
) -> Results:
    """What a batch of *lines* leaves; *answer* is asked for those that get their turn."""
    most = len(lines) if script.answered is None else script.answered
    output: list[Line] = []
    errors: list[Line] = []
    for number, line in enumerate(lines):
        if number in script.left_out:
            continue
        if number >= most:
            errors.append(_unanswered(line, number, script.ends))
            continue
        result, is_good = _answered(line, number, answer)
        (output if is_good else errors).append(result)
    completed, failed = len(output), len(errors)
    output += [_stranger(output[0], number) for number in range(script.strangers) if output]
    return Results(
        output=_file(output, script),
        errors=_file(errors, script),
        completed=completed,
        failed=failed,
    )


def _answered(
    line: Line, number: int, answer: Callable[[str, Body], Reply]
) -> tuple[dict[str, Any], bool]:
    reply = answer(line["custom_id"], line["body"])
    result = {"id": f"batch_req_{number}", "custom_id": line["custom_id"], "error": None}
    if reply.hang or reply.cut_at is not None:
        error = {"code": "request_timeout", "message": "The request took too long."}
        return {**result, "response": None, "error": error}, False
    try:
        body = json.loads(reply.body)
    except ValueError:
        body = reply.body.decode("utf-8", "replace")
    response = {"status_code": reply.status, "request_id": f"req_{number}", "body": body}
    return {**result, "response": response}, reply.status == 200


def _unanswered(line: Line, number: int, ends: str) -> dict[str, Any]:
    is_expired = ends == "expired"
    error = {
        "code": "batch_expired" if is_expired else "batch_cancelled",
        "message": _EXPIRED if is_expired else _CANCELLED,
    }
    return {
        "id": f"batch_req_{number}",
        "custom_id": line["custom_id"],
        "response": None,
        "error": error,
    }


def _stranger(result: dict[str, Any], number: int) -> dict[str, Any]:
    return {**result, "custom_id": f"stranger-{number}"}


def _file(results: list[dict[str, Any]], script: ScriptedBatch) -> bytes:
    if script.order == "reversed":
        results = [*reversed(results)]
    if script.repeated:
        results = [each for each in results for _ in range(2)]
    content = b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in results)
    return content[:-20] if script.torn else content
