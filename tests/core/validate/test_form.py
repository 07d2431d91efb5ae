"""The form of a reply: what is read, what is refused, and how a judge is told."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.validate.form import ReplyForm, read_form

MARK = '{"evidence": [{"line": 1, "quote": "先道歉"}], "rationale": "r", "level": 1}'
REST = '"strengths": [], "improvements": [], "addresses_grader": false'
GOOD = f'{{"criteria": {{"calm": {MARK}}}, {REST}}}'


def told(text):
    """The problems of *text* as (code, where)."""
    problems = read_form(text)
    assert isinstance(problems, list), "the text was taken for a reply"
    return [(each.code, each.where) for each in problems]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"\n\n  {GOOD}\n",
        f"\ufeff{GOOD}",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Here is my rating:\n```json\n{GOOD}\n```\nI hope it helps {{really}}.",
        f"<think>level 2? {{no}}</think>\n{GOOD}",
        f"<thinking>\nfirst {{draft}}\n</thinking>```json\n{GOOD}\n```",
        f"so the level is {{1}}</think>\n{GOOD}",
        f"<think> never closed: {GOOD}",
        " " * 5000 + GOOD + " " * 5000,
    ],
    ids=[
        "bare",
        "blank",
        "bom",
        "fenced",
        "fence",
        "prose",
        "think",
        "thinking",
        "end",
        "open",
        "keep-alive",
    ],
)
def test_object_is_found_in_what_servers_put_around_it(text):
    assert read_form(text) == ReplyForm.model_validate_json(GOOD)


def test_last_object_of_the_form_wins():
    draft = GOOD.replace('"level": 1', '"level": 0')
    assert read_form(f"{draft}\nOn reflection:\n{GOOD}").criteria["calm"].level == 1
    assert read_form(f'{GOOD}\n{{"note": "done"}}').criteria["calm"].level == 1


def test_reasoning_full_of_braces_does_not_hide_the_reply():
    """Models draft JSON and write LaTeX while they think, with no tag that opens the thought."""
    thought = r"so \frac{1}{2} of {calm} " * 60
    assert isinstance(read_form(f"{thought}</think>\n{GOOD}"), ReplyForm)


@pytest.mark.parametrize(
    "text",
    ["", "   \n\t ", "null", "[]", '"text"', "I cannot rate this.", "<html><body>502</body></html>",
     GOOD[:-1], GOOD[: len(GOOD) // 2], GOOD.replace('"level": 1', '"level": NaN'),
     GOOD.replace('"level": 1', '"level": -Infinity'), GOOD.replace('"level": 1', '"level": 1' + "0" * 5000),
     '{"a":' * 100_000, "{" * 100_000, "[" * 100_000, GOOD.replace('"', "'")],
    ids=lambda text: text[:20] + f"…{len(text)}",
)  # fmt: skip
def test_text_without_a_whole_object_has_no_json(text):
    """Of a reply cut short, an inner object may be whole: it is not the reply either."""
    problems = read_form(text)
    assert isinstance(problems, list)
    assert problems


@pytest.mark.parametrize("text", ["", "null", "I cannot rate this.", '{"a":' * 100_000])
def test_reply_without_an_object_is_told_as_such(text):
    assert told(text) == [("no_json", "")]


BROKEN = {
    "true for 1": ('"level": 1', '"level": true', ("form", "criteria.calm.level")),
    "text for 1": ('"level": 1', '"level": "1"', ("form", "criteria.calm.level")),
    "1.0 for 1": ('"level": 1', '"level": 1.0', ("form", "criteria.calm.level")),
    "null level": ('"level": 1', '"level": null', ("form", "criteria.calm.level")),
    "no level": (', "level": 1', "", ("missing", "criteria.calm.level")),
    "no rationale": ('"rationale": "r", ', "", ("missing", "criteria.calm.rationale")),
    "no line": ('"line": 1, ', "", ("missing", "criteria.calm.evidence.0.line")),
    "no strengths": ('"strengths": [], ', "", ("missing", "strengths")),
    "text for list": ('"strengths": []', '"strengths": "s"', ("form", "strengths")),
    "text for quote": ('[{"line": 1, "quote": "先道歉"}]', '["先道歉"]', ("form", "criteria.calm.evidence.0")),
    "null evidence": ('[{"line": 1, "quote": "先道歉"}]', "null", ("form", "criteria.calm.evidence")),
    "0 for false": ("false", "0", ("form", "addresses_grader")),
    "extra at top": ('"strengths"', '"total": 9, "strengths"', ("form", "total")),
    "extra in mark": ('"level": 1', '"level": 1, "points": 9', ("form", "criteria.calm.points")),
    "list of marks": (f'{{"calm": {MARK}}}', f"[{MARK}]", ("form", "criteria")),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_wrong_key_or_type_is_told_by_its_place(how):
    old, new, problem = BROKEN[how]
    assert told(GOOD.replace(old, new)) == [problem]


def test_key_given_twice_is_refused_not_guessed():
    twice = GOOD.replace('"level": 1', '"level": 1, "level": 2')
    [problem] = read_form(twice)
    assert (problem.code, problem.where) == ("form", "JSON")
    assert "level" in problem.value


HALVES = [r"\ud83d", r"\uDE00", r"\ud83d\ud83d\ude00", r"\\\ud83d", "\ud83d"]


@pytest.mark.parametrize("half", HALVES, ids=ascii)
@pytest.mark.parametrize("place", ["先道歉", '"r"', "calm"])
def test_half_a_character_becomes_a_replacement_character(half, place):
    """Models cut emoji in two; half of one cannot be stored, printed or sent back."""
    made = read_form(GOOD.replace(place, f'"{half}"' if place == '"r"' else half))
    assert "\ufffd" in str(made)
    str(made).encode()


def test_whole_pair_and_escaped_backslash_stay():
    text = GOOD.replace('"r"', r'"\ud83d\ude00 and \\ud83d"')
    assert read_form(text).criteria["calm"].rationale == "😀 and " + r"\ud83d"


def test_problems_told_are_few_and_short():
    many = json.dumps({"x" * 5000: 1} | {f"k{n}": n for n in range(500)})
    problems = read_form(many)
    assert len(problems) <= 8
    assert all(len(str(each)) <= 400 for each in problems)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(max_size=80) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["criteria", "calm", "level", "evidence", "critical", "id"]), inner, max_size=4
    ),
).map(json.dumps))  # fmt: skip
def test_no_text_breaks_the_reading(text):
    made = read_form(text)
    assert isinstance(made, ReplyForm) or made
