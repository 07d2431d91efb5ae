"""Requests as the grader sends them, on each rung."""

import http.client
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

# Not by entry point: these fixtures are under test here, installed or not.
from grader.testing.plugin import grader_api, grader_server

__all__ = ["grader_api", "grader_server"]

Build = Callable[..., dict[str, Any]]

CRITERIA = {"calm": 3, "plan": 2, "follow-up": 5}
LINES = (
    "I would first say sorry to the customer and mean it.",
    "Then I look the order up and tell them by when it is settled.",
    "我会在两小时内给出方案，并把进度告诉客户。",
)


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schema(criteria: Mapping[str, int], critical: Sequence[str]) -> dict[str, Any]:
    text, number = {"type": "string"}, {"type": "integer"}
    quotes = {"type": "array", "items": _object(line=number, quote=text)}
    marks = {
        name: _object(
            evidence=quotes, rationale=text, level={**number, "enum": list(range(levels))}
        )
        for name, levels in criteria.items()
    }
    parts: dict[str, Any] = {"criteria": _object(**marks)}
    if critical:
        name = {"type": "string", "enum": list(critical)}
        parts["critical"] = {"type": "array", "items": _object(id=name, line=number, quote=text)}
    texts = {"type": "array", "items": text}
    return _object(
        **parts, strengths=texts, improvements=texts, addresses_grader={"type": "boolean"}
    )


def _skeleton(criteria: Mapping[str, int], critical: Sequence[str]) -> str:
    mark = {"evidence": [{"line": 1, "quote": "…"}], "rationale": "…", "level": 0}
    reply: dict[str, Any] = {"criteria": dict.fromkeys(criteria, mark)}
    if critical:
        reply["critical"] = []
    reply.update(strengths=["…"], improvements=["…"], addresses_grader=False)
    return json.dumps(reply, ensure_ascii=False, indent=1)


def build(
    rung: str = "json_schema",
    *,
    lines: Sequence[str] = LINES,
    criteria: Mapping[str, int] = CRITERIA,
    critical: Sequence[str] = (),
    **parameters: Any,
) -> dict[str, Any]:
    """A request body; *criteria* is the number of levels by id."""
    schema = _schema(criteria, critical)
    numbered = "\n".join(f"[{n}] {line}" for n, line in enumerate(lines, start=1))
    fence = "answer-0123456789abcdef"
    system = f"The rules.\n```json\n{_skeleton(criteria, critical)}\n```\n"
    user = f"Rate this.\n<{fence}>\n{numbered}\n</{fence}>\nThat is all."
    function = {"name": "rate", "description": "Rate.", "strict": True, "parameters": schema}
    form = {"name": "rating", "strict": True, "schema": schema}
    asked: dict[str, dict[str, Any]] = {
        "json_schema": {"response_format": {"type": "json_schema", "json_schema": form}},
        "tool": {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": "rate"}},
        },
        "json_object": {"response_format": {"type": "json_object"}},
        "text": {},
    }
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return {"model": "asked-1", "messages": messages, **asked[rung], **parameters}


@pytest.fixture
def request_body() -> Build:
    """Builds request bodies."""
    return build


def _problems(value: Any, schema: Mapping[str, Any], at: str) -> list[str]:
    """Where *value* does not match *schema*, of the keywords a strict schema may hold."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if type(value) is not kinds[schema["type"]]:
        return [f"{at}: {value!r} is not {schema['type']}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not in {schema['enum']}")
    if isinstance(value, dict):
        if list(value) != list(schema["properties"]):
            return [f"{at}: keys {list(value)}"]
        for key, part in value.items():
            found += _problems(part, schema["properties"][key], f"{at}.{key}")
    if isinstance(value, list):
        for part in value:
            found += _problems(part, schema["items"], f"{at}[]")
    return found


@pytest.fixture
def mismatches() -> Callable[[Any, Mapping[str, Any]], list[str]]:
    """What of a reply does not match the schema, key order included."""
    return lambda value, schema: _problems(value, schema, "$")


def _address(url: str) -> tuple[str, int]:
    host, port = url.split("/")[2].split(":")
    return host, int(port)


def _post(server: Any, body: Any, timeout: float = 5) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(*_address(server.base_url), timeout=timeout)
    try:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", "/v1/chat/completions", sent)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return response.status, headers, response.read()
    finally:
        connection.close()


@pytest.fixture
def address() -> Callable[[str], tuple[str, int]]:
    """Host and port of a base URL."""
    return _address


@pytest.fixture
def post() -> Callable[..., tuple[int, dict[str, str], bytes]]:
    """Status, headers and bytes of one chat request; a raw client, to see what is sent."""
    return _post
