"""What is found of private data in three sets of texts, and what is found where there is none.

The first two sets were looked at while the search was written, the third was not.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from grader.core.redact import KINDS, Names, redactions

PLACE = Path(__file__).parent


def read(name):
    return json.loads((PLACE / f"{name}.json").read_text(encoding="utf-8"))


@cache
def measured(name):
    """Wanted and found by kind, what was found besides, and honest texts with a finding."""
    corpus = read(name)
    names = Names(corpus["names"])
    wanted, got, besides = Counter(), Counter(), []
    for each in corpus["private"]:
        text = each["text"]
        made = redactions(text, names, "en" if text.isascii() else "zh")
        found = [(one.kind, text[one.start : one.end]) for one in made]
        for kind, value in each["found"]:
            wanted[kind] += 1
            got[kind] += (kind, value) in found
        besides += [one for one in found if list(one) not in each["found"]]
    wrong = [text for text in corpus["honest"] if redactions(text, names, "zh")]
    return wanted, got, besides, wrong


def test_sets_are_large_enough_to_say_something():
    tuned = read("tuned")
    assert len(tuned["private"]) >= 100
    assert len(tuned["honest"]) >= 100
    assert set(measured("tuned")[0]) == set(KINDS), "every kind is in it"


def test_all_of_the_first_set_is_found_and_nothing_besides():
    wanted, got, besides, wrong = measured("tuned")
    assert got == wanted
    assert besides == []
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "share", "most_wrong"), [("second", 0.9, 0), ("untouched", 0.85, 2)]
)
def test_of_harder_sets_most_is_found(name, share, most_wrong):
    wanted, got, besides, wrong = measured(name)
    assert got.total() >= share * wanted.total()
    assert besides == []
    assert len(wrong) <= most_wrong
