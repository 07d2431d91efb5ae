"""The request for criteria of a question that has none."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from ...records import MOST_CRITERIA, BareItem, Dimension, Item, Language, Line, Prompt, Text
from ...text import numbered
from .sent import stamp_of
from .template import Templates

_PARTS = {
    "zh": ("题目：", "考察点：", "参考答案："),
    "en": ("Question: ", "What it examines: ", "Reference answer: "),
}
_EXAMPLE = {
    "zh": ("依据材料的哪一处", "写出查哪一段、什么时候给结果"),
    "en": ("which part it rests on", "Says what is checked and when the result comes"),
}


def render_proposal(
    bare: BareItem, dimensions: Sequence[Dimension], language: Language, templates: Templates
) -> tuple[Prompt, tuple[Line, ...]]:
    """
    The prompt that asks for criteria of *bare*, and its material as numbered lines.

    The system message differs from question to question by the points alone.
    """
    points = f"{bare.points.normalize():f}"
    values: dict[str, Any] = {
        "most": MOST_CRITERIA,
        "points": points,
        "has_other": any(each.id == "other" for each in dimensions),
        "dimensions": [
            {
                "id": each.id,
                "name": each.name.of(language),
                "description": each.description.of(language),
            }
            for each in dimensions
        ],
    }
    content = json.dumps([values, language, templates.version], ensure_ascii=False, sort_keys=True)
    skeleton = _skeleton(dimensions[0].id, points, language)
    system = templates.fill("system", skeleton=skeleton, **values)
    schema = _schema([each.id for each in dimensions])
    prompt = Prompt(
        item=Item(id=bare.id, text=Text(bare.text, bare.text), points=bare.points, criteria=()),
        system=system,
        schema=schema,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        language=language,
        form="proposal",
        stamp=stamp_of(system, schema),
    )
    return prompt, tuple(numbered(_material(bare, language)))


def _material(bare: BareItem, language: Language) -> str:
    texts = (bare.text, "\n".join(bare.examines), bare.reference)
    return "\n".join(
        name + text.strip()
        for name, text in zip(_PARTS[language], texts, strict=True)
        if text.strip()
    )


def _schema(dimensions: list[str]) -> dict[str, Any]:
    text = {"type": "string"}
    properties = {
        "why": text,
        "id": text,
        "description": text,
        "dimension": {"type": "string", "enum": dimensions},
        "label": text,
        "points": {"type": "number"},
    }
    one = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"criteria": {"type": "array", "items": one}},
        "required": ["criteria"],
        "additionalProperties": False,
    }


def _skeleton(dimension: str, points: str, language: Language) -> str:
    """An example with one criterion that has all points."""
    why, description = _EXAMPLE[language]
    number = float(points)
    one = {
        "why": why,
        "id": "check",
        "description": description,
        "dimension": dimension,
        "label": "",
        "points": int(number) if number.is_integer() else number,
    }
    return json.dumps({"criteria": [one]}, ensure_ascii=False, indent=1)
