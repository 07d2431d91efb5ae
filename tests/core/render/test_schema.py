"""The schema of a reply: what every server with strict output takes."""

import json
import re

import pytest
from pydantic import ValidationError

from grader.core.render import Templates, render_prompt, reply_schema, reply_skeleton
from grader.core.validate.form import ReplyForm
from grader.readers.resources import find_rubric, prompt_sources, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import LANGUAGES

# Refused by the API, or by Azure and most compatible servers (shared/openai-facts.md §5).
FORBIDDEN = {
    "$defs", "$ref", "allOf", "anyOf", "const", "default", "dependentRequired", "dependentSchemas",
    "description", "else", "exclusiveMaximum", "exclusiveMinimum", "format", "if", "maxItems",
    "maxLength", "maximum", "minItems", "minLength", "minimum", "multipleOf", "not", "oneOf",
    "pattern", "patternProperties", "prefixItems", "then", "title",
}  # fmt: skip
KNOWN = {"type", "properties", "required", "additionalProperties", "items", "enum"}
# The older limits, which Azure still has: 100 properties, 500 enum values.
MOST_PROPERTIES = 100
MOST_ENUM = 500
DEEPEST = 10


def nodes(schema, depth=1):
    """Every schema inside *schema*, with its depth; names of properties are no keywords."""
    yield depth, schema
    for inner in schema.get("properties", {}).values():
        yield from nodes(inner, depth + 1)
    if "items" in schema:
        yield from nodes(schema["items"], depth + 1)


def faults(schema):
    """What a strict server would refuse in *schema*."""
    found = [] if schema.get("type") == "object" else ["the root is no object"]
    for depth, node in nodes(schema):
        found += sorted(set(node) - KNOWN)
        if depth > DEEPEST:
            found.append("too deep")
        if node.get("type") == "object":
            if node.get("additionalProperties") is not False:
                found.append("open object")
            if node.get("required") != list(node["properties"]):
                found.append("a property is not required")
            found += [
                name
                for name in node["properties"]
                if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name)
            ]
        if not isinstance(node.get("type"), str):
            found.append("no single type")
    inner = [node for _, node in nodes(schema)]
    if sum(len(node.get("properties", ())) for node in inner) > MOST_PROPERTIES:
        found.append("too many properties")
    if sum(len(node.get("enum", ())) for node in inner) > MOST_ENUM:
        found.append("too many enum values")
    return found


def items(name):
    rubric = load_rubric(find_rubric(name))
    return rubric, [rubric.item("Q1", "?")] if rubric.is_open else list(rubric.items)


@pytest.mark.parametrize("name", sorted(shipped_rubrics()))
def test_schema_of_every_shipped_item_is_taken_by_strict_servers(name):
    rubric, found = items(name)
    assert {item.id: faults(reply_schema(item, rubric.critical)) for item in found} == {
        item.id: [] for item in found
    }


@pytest.mark.parametrize("keyword", sorted(FORBIDDEN))
def test_walk_sees_a_forbidden_keyword_at_any_depth(item, criterion, keyword):
    schema = json.loads(json.dumps(reply_schema(item(criterion("a")))))
    quote = schema["properties"]["criteria"]["properties"]["a"]["properties"]["evidence"]["items"]
    quote["properties"]["quote"][keyword] = 1
    assert faults(schema) == [keyword]


def test_walk_sees_an_open_object_and_an_optional_key(item, criterion):
    schema = reply_schema(item(criterion("a")))
    schema["properties"]["criteria"]["additionalProperties"] = True
    schema["required"] = schema["required"][:-1]
    assert faults(schema) == ["a property is not required", "open object"]


def test_levels_are_integers_from_nought_to_the_highest(item, criterion):
    asked = item(
        criterion("own", 4, levels=(0, 1, 2, 4)),
        criterion("bare", 3),
        criterion("two", 1, levels=(0, 1)),
    )
    marks = reply_schema(asked)["properties"]["criteria"]["properties"]
    assert {name: each["properties"]["level"] for name, each in marks.items()} == {
        "own": {"type": "integer", "enum": [0, 1, 2, 3]},
        "bare": {"type": "integer", "enum": [0, 1, 2]},
        "two": {"type": "integer", "enum": [0, 1]},
    }


def test_judge_is_made_to_find_words_before_it_decides(item, criterion):
    """Key order is the order of thought: evidence, why, level; then the rest."""
    asked = item(criterion("b"), criterion("a"))
    schema = reply_schema(asked)
    assert list(schema["properties"]) == [
        "criteria",
        "strengths",
        "improvements",
        "addresses_grader",
    ]
    marks = schema["properties"]["criteria"]["properties"]
    assert list(marks) == ["b", "a"]
    assert list(marks["b"]["properties"]) == ["evidence", "rationale", "level"]
    assert list(marks["b"]["properties"]["evidence"]["items"]["properties"]) == ["line", "quote"]


def test_critical_findings_are_asked_for_by_id_where_there_are_any(item, criterion, rubric):
    paper = rubric(item(criterion("a")), critical=("abuse", "data-leak"))
    schema = reply_schema(item(criterion("a")), paper.critical)
    assert list(schema["properties"])[:2] == ["criteria", "critical"]
    finding = schema["properties"]["critical"]["items"]
    assert finding["properties"]["id"] == {"type": "string", "enum": ["abuse", "data-leak"]}
    assert "critical" not in reply_schema(item(criterion("a")))["properties"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(shipped_rubrics()))
def test_example_in_the_prompt_has_the_form_that_is_read(name, language):
    """A judge that only copies the example must not fail by its form."""
    rubric, found = items(name)
    for item in found:
        skeleton = reply_skeleton(item, rubric.critical, language)
        form = ReplyForm.model_validate_json(skeleton)
        schema = reply_schema(item, rubric.critical)
        assert list(form.criteria) == schema["properties"]["criteria"]["required"]
        assert list(json.loads(skeleton)) == schema["required"]
        prompt = render_prompt(
            item, rubric.with_language(language), Templates(prompt_sources(language))
        )
        assert skeleton in prompt.system


def test_form_that_is_read_refuses_what_the_schema_refuses(item, criterion):
    reply = json.loads(reply_skeleton(item(criterion("a")), (), "en"))
    for name in list(reply):
        with pytest.raises(ValidationError):
            ReplyForm.model_validate({key: value for key, value in reply.items() if key != name})
