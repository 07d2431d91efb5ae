"""Under which key a rating is stored."""

import pytest

from grader.core.plan import key_of
from grader.core.render import Templates, render_prompt
from grader.readers.resources import prompt_sources
from grader.records import Prompt, Text
from grader.text import numbered

SOURCES = prompt_sources("zh")


@pytest.fixture
def key(rubric, item, criterion):
    def _key(
        answer="先道歉。",
        identity="openai/1|m|{}",
        sample=1,
        sources=SOURCES,
        language="zh",
        beside=None,
        **more,
    ):
        text = more.pop("text", Text("怎么办？", "What now?"))
        asked = item(criterion("a", **more), text=text)
        paper = rubric(asked, *([beside] if beside else []), language=language)
        prompt = render_prompt(asked, paper, Templates(sources))
        return key_of(identity, prompt, numbered(answer), sample)

    return _key


def test_same_request_has_the_same_key(key):
    assert key() == key()


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "先道歉！"},
        {"answer": "先道歉。\n再退款。"},
        {"identity": "openai/1|other|{}"},
        {"sample": 2},
        {"text": Text("该怎么办？", "What now?")},
        {"points": 2, "levels": (0, 2)},
        {"description": Text("别的")},
        {"label": Text("标签")},
        {"indicators": (Text("比如"),)},
        {"evidence": "whole"},
        {"language": "en"},
        {"sources": {**SOURCES, "user": SOURCES["user"].replace("version: 1", "version: 2")}},
    ],
    ids=str,
)
def test_what_a_judge_would_see_differently_changes_the_key(key, change):
    assert key(**change) != key()


@pytest.mark.parametrize(
    "change",
    [
        # how it is written where a judge sees no difference: it is not paid for twice
        {"answer": "  先道歉。\r\n"},
        {"answer": "先道\u200b歉。"},
        # a template whose author kept its number has only been mended
        {"sources": {**SOURCES, "repair": SOURCES["repair"] + " "}},
        # the other language is not rendered
        {"text": Text("怎么办？", "What then?")},
    ],
    ids=str,
)
def test_what_a_judge_would_not_see_keeps_the_key(key, change):
    assert key(**change) == key()


def test_key_does_not_move_with_another_item_of_the_paper(key, item, criterion):
    """A changed item re-asks that item alone."""
    assert key(beside=item(criterion("b"), name="一/2")) == key()


def test_key_stays_what_it_was_in_older_runs():
    """Pinned: a key that moves would make every old run pay again."""
    prompt = Prompt(item=None, system="", schema={}, digest="d" * 64)
    # printf '["judge","%s",["先道歉。"],1]' $(printf 'd%.0s' $(seq 64)) | sha256sum
    assert key_of("judge", prompt, numbered("先道歉。")) == (
        "3c1eecb78380360f12e50e1deba81bfb03270d2c999580d80bedf9ca83be1ea9"
    )
