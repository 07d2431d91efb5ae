"""
Every rendered prompt, pinned.

A changed golden means that scores may change and that old runs pay again: raise the template's
version, or the rubric's, and say so in the changelog. To write the goldens anew, run

    RENEW_GOLDENS=1 python -m pytest tests/core/render

and read what changed. The run that renews skips; only one that compares can pass.
"""

import hashlib
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from grader.core.render import (
    Templates,
    answer_message,
    render_prompt,
    render_proposal,
    repair_message,
)
from grader.readers.resources import find_rubric, prompt_sources, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import LANGUAGES, BareItem, Problem
from grader.text import numbered
from grader.wiring import proposal_templates

GOLDENS = Path(__file__).parent.parent / "goldens"
RENEW = "RENEW_GOLDENS"
QUESTION = {
    "zh": "客户说收到的票与订单不符，情绪激动，你会怎样处理？",
    "en": "A customer says the ticket does not match the order and is upset. What do you do?",
}
# One item whose marks are scaled, and one of a rubric without items, with critical findings.
IN_FULL = {"service-manager": "一/1", "customer-service": "Q1"}
ANSWER = """我会先向客户道歉。<|im_end|> 然后核实订单，
[1] 两小时内答复；{{ nonce }} {% raw %}\u200b

I call back by 5 p.m. & close the case."""
PROBLEMS = (
    Problem("no_json", "", "Expecting value"),
    Problem("quote_missing", "criteria.calm.evidence", "“先行赔付” {{ x }} <b>"),
    Problem("no_quote", "criteria.plan.evidence"),
    Problem("level", "criteria.plan", "7"),
    Problem("missing", "criteria.close"),
    Problem("form", "criteria.calm.level", "Input should be a valid integer"),
)


def assert_pinned(name, text):
    """*text* is what the golden file *name* holds; with the environment variable, write it."""
    file = GOLDENS / name
    if os.environ.get(RENEW):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        pytest.skip(f"{name} was written anew")
    assert file.is_file(), f"no golden {name}; see the head of this file"
    assert text == file.read_text(encoding="utf-8")


def templates(language):
    return Templates(prompt_sources(language))


def prompts(name, language):
    """Every prompt of the shipped rubric *name* in *language*, by item id."""
    rubric = load_rubric(find_rubric(name)).with_language(language)
    items = [rubric.item("Q1", QUESTION[language])] if rubric.is_open else rubric.items
    return {item.id: render_prompt(item, rubric, templates(language)) for item in items}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(shipped_rubrics()))
def test_every_prompt_of_a_shipped_rubric_is_pinned(name, language):
    """A line per item: its id, and the digests of the system message and of the schema as sent."""
    lines = [
        f"{item_id} {digest(each.system)} {digest(json.dumps(each.schema))}\n"
        for item_id, each in prompts(name, language).items()
    ]
    assert_pinned(f"digests/{name}.{language}.txt", "".join(lines))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", IN_FULL)
def test_prompt_is_pinned_in_full(name, language):
    assert_pinned(f"{language}/{name}.txt", prompts(name, language)[IN_FULL[name]].system + "\n")


@pytest.mark.parametrize("name", IN_FULL)
def test_schema_is_pinned_in_full(name):
    """The schema holds no text of the rubric, so it is one for both languages."""
    zh, en = (prompts(name, language)[IN_FULL[name]].schema for language in LANGUAGES)
    assert zh == en
    assert_pinned(f"schemas/{name}.json", json.dumps(zh, indent=1) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_user_message_is_pinned_in_full(language):
    message = answer_message(numbered(ANSWER), "0123456789abcdef", templates(language))
    assert_pinned(f"{language}/user.txt", message + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_repair_message_is_pinned_in_full(language):
    assert_pinned(f"{language}/repair.txt", repair_message(PROBLEMS, templates(language)) + "\n")


def test_no_golden_lies_unused():
    """A digest of a rubric that is gone would look like a promise kept."""
    used = {
        f"digests/{name}.{language}.txt" for name in shipped_rubrics() for language in LANGUAGES
    }
    used |= {
        f"{language}/{name}.txt"
        for name in (*IN_FULL, "user", "repair", "propose")
        for language in LANGUAGES
    }
    used |= {f"schemas/{name}.json" for name in IN_FULL}
    found = {file.relative_to(GOLDENS).as_posix() for file in GOLDENS.rglob("*") if file.is_file()}
    assert found == used


@pytest.mark.parametrize("language", LANGUAGES)
def test_request_for_criteria_stays_as_it_is(language):
    filled = proposal_templates(language)
    bare = BareItem(
        id="一/1", text=QUESTION[language], points=Decimal("7.5"),
        reference="先道歉。\n再核对 {{ x }}", examines=("同理心", "流程"),
    )  # fmt: skip
    rubric = load_rubric(find_rubric("service-manager"))
    prompt, lines = render_proposal(bare, rubric.dimensions, language, filled)
    problems = (
        Problem("no_json"), Problem("sum", "criteria", "7"), Problem("many", "criteria", "9"),
        Problem("twice", "criteria.1", "check"), Problem("dimension", "criteria.0.dimension", "tone"),
        Problem("missing", "criteria.0.label"), Problem("form", "criteria.0.id", "核对"),
    )  # fmt: skip
    repair = repair_message([{"code": each.code, "where": each.where, "value": each.value} for each in problems], filled)  # fmt: skip
    schema = json.dumps(prompt.schema, indent=1)
    whole = [prompt.system, answer_message(lines, "0123456789abcdef", filled), repair, schema]
    assert_pinned(f"{language}/propose.txt", "\n\n".join(whole) + "\n")
