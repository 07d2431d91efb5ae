"""Settings that differ between two runs are told in words, and only what differs of them."""

import json

import pytest

from grader.readers.resources import labels
from grader.runs.compare import Setting
from grader.runs.compared_settings import told_setting


def asked(*order, **more):
    told = {"samples": 1, "tolerance": 1, "regrade_flagged": True, **more}
    told["order"] = [
        {"rater": rater, "sample": n, "seed": seed, "if_first_two_differ": third}
        for n, (rater, seed, third) in enumerate(order, start=1)
    ]
    return json.dumps(told)


ONE = asked(("openai:a", None, False))
JURY = asked(("openai:a", None, False), ("openai:b", None, False), ("openai:c", None, True))
SAMPLES = asked(("openai:a", 7, False), ("openai:a", 8, False), samples=2, tolerance=2)


@pytest.mark.parametrize(("language", "name", "old", "new", "told"), [
    ("zh", "ratings", ONE, JURY,
     ("openai:a", "openai:a；openai:b；openai:c（仅在前两个评分者相差较大时）")),
    ("en", "ratings", ONE, SAMPLES,
     ("openai:a; levels machines may be apart: 1",
      "openai:a × 2 (seed 7, 8); levels machines may be apart: 2")),
    ("en", "ratings", ONE, asked(("openai:a", None, False), regrade_flagged=False),
     ("rated again without suspected words: on", "rated again without suspected words: off")),
    ("zh", "parameters", '{"max_tokens": 9, "temperature": 0.0}',
     '{"max_tokens": 9, "temperature": 0.5}', ("temperature 0.0", "temperature 0.5")),
    ("zh", "parameters", "", '{"max_tokens": 9}', ("", "max_tokens 9")),
    ("zh", "redaction", "on", "off", ("开启", "未开启")),
    ("zh", "model_asked", "a", "b", ("a", "b")),
])  # fmt: skip
def test_what_differs_is_told_in_words(language, name, old, new, told):
    assert told_setting(Setting(name, old, new), labels(language, "accounts")) == told
