"""The strict JSON schema of a reply, built from an item's criteria, and a filled-in example."""

import json
from typing import Any

from ...records import Critical, Item, Language

_PLACE = {"zh": "逐字摘自回答的原文", "en": "words copied from the answer"}
_WHY = {"zh": "依据是什么", "en": "why this level"}
_GOOD = {"zh": "答得好的地方", "en": "what was done well"}
_BETTER = {"zh": "可以怎样写得更好", "en": "what to write instead"}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def reply_schema(item: Item, critical: tuple[Critical, ...] = ()) -> dict[str, Any]:
    """
    The schema a reply to *item* must match, in the order a rater should think.

    Only keywords that every server with strict output takes: levels are integer enums, no
    bounds, lengths, patterns or defaults.
    """
    text, number = {"type": "string"}, {"type": "integer"}
    quote = _object(line=number, quote=text)
    marks = {
        criterion.id: _object(
            evidence=_array(quote),
            rationale=text,
            level={"type": "integer", "enum": list(range(len(criterion.steps)))},
        )
        for criterion in item.criteria
    }
    parts: dict[str, Any] = {"criteria": _object(**marks)}
    if critical:
        name = {"type": "string", "enum": [finding.id for finding in critical]}
        parts["critical"] = _array(_object(id=name, line=number, quote=text))
    parts["strengths"] = parts["improvements"] = _array(text)
    parts["addresses_grader"] = {"type": "boolean"}
    return _object(**parts)


def reply_skeleton(item: Item, critical: tuple[Critical, ...], language: Language) -> str:
    """An example of the reply, for judges that are not held to the schema."""
    mark = {
        "evidence": [{"line": 1, "quote": _PLACE[language]}],
        "rationale": _WHY[language],
        "level": 0,
    }
    reply: dict[str, Any] = {"criteria": {criterion.id: mark for criterion in item.criteria}}
    if critical:
        reply["critical"] = []
    reply["strengths"] = [_GOOD[language]]
    reply["improvements"] = [_BETTER[language]]
    reply["addresses_grader"] = False
    return json.dumps(reply, ensure_ascii=False, indent=1)
