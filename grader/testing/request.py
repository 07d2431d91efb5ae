"""What a request of a grader holds: the fenced answer, the criteria, the way of asking."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

Body = Mapping[str, Any]

_FENCE = re.compile(r"<answer-([0-9a-f]{16})>\n(.*?)\n?</answer-\1>", re.DOTALL)
_NUMBER = re.compile(r"\[\d+\] ?")
_SKELETON = re.compile(r"```json[ \t]*\n(.*?)\n[ \t]*```", re.DOTALL)
# A skeleton names the criteria but not their levels; 0 and 2 are levels of every rubric that
# keeps to nothing / half / all.
_UNTOLD_LEVELS = (0, 2)


def fenced_answer(body: Body) -> list[str]:
    """The answer's lines as sent, without their numbers; empty when *body* has no fence."""
    for message in _messages(body, "user"):
        found = _FENCE.search(message)
        if found:
            lines = found[2].split("\n") if found[2] else []
            return [_NUMBER.sub("", line, count=1) if line[:1] == "[" else line for line in lines]
    return []


def criteria_of(body: Body) -> dict[str, list[int]]:
    """
    The levels each criterion allows, by criterion id, in the order of the request.

    They come from the schema, or else from the tool, or else from the skeleton in the system
    message, which tells no levels: there 0 and 2 are taken as usable.
    """
    marks = _properties(_properties(schema_of(body)).get("criteria"))
    if marks:
        return {name: list(_properties(mark)["level"]["enum"]) for name, mark in marks.items()}
    return {name: list(_UNTOLD_LEVELS) for name in _skeleton_of(body).get("criteria", {})}


def asks_for_critical(body: Body) -> bool:
    """True where the reply must have the key `critical`."""
    schema = schema_of(body)
    return "critical" in (_properties(schema) if schema else _skeleton_of(body))


def schema_of(body: Body) -> dict[str, Any]:
    """The schema the reply is held to, empty on the rungs that send none."""
    found: dict[str, Any] = {}
    if rung_of(body) == "json_schema":
        found = body["response_format"].get("json_schema", {}).get("schema", {})
    elif rung_of(body) == "tool":
        found = body["tools"][0]["function"].get("parameters", {})
    return found


def rung_of(body: Body) -> Literal["json_schema", "tool", "json_object", "text"]:
    """The way *body* asks for JSON."""
    kind = (body.get("response_format") or {}).get("type")
    if kind in ("json_schema", "json_object"):
        return "json_schema" if kind == "json_schema" else "json_object"
    return "tool" if body.get("tools") else "text"


def _messages(body: Body, *roles: str) -> list[str]:
    messages = body.get("messages") or []
    return [_text(each.get("content")) for each in messages if each.get("role") in roles]


def _text(content: object) -> str:
    """The text of a message, whose content may also be a list of parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content)
    return str(content or "")


def _properties(schema: Mapping[str, Any] | None) -> dict[str, Any]:
    return dict((schema or {}).get("properties", {}))


def _skeleton_of(body: Body) -> dict[str, Any]:
    return _skeleton("\n".join(_messages(body, "system", "developer")))


# The system message is the same for every answer to an item: a thousand requests, one parse.
@lru_cache(maxsize=256)
def _skeleton(system: str) -> dict[str, Any]:
    blocks = _SKELETON.findall(system)
    found = json.loads(blocks[-1]) if blocks else {}
    return found if isinstance(found, dict) else {}
