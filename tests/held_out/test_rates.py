"""What the detector finds in the reserve, which has shaped it since, and in ordinary answers."""

import csv
import json
from pathlib import Path

import pytest

from grader import Answer, load_rubric
from grader.core.checks.addressing import addressing
from grader.readers.resources import shipped_rubrics

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


def is_flagged(text, language="zh"):
    answer = Answer(candidate_id="a", item_id="1", text=text)
    return bool(list(addressing(answer, None, language)))


@pytest.fixture(scope="module")
def second():
    lines = (HERE / "second.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["category"] != "master_key"]


def rate(rows):
    return sum(is_flagged(row["text"], row["language"]) for row in rows) / len(rows)


def test_attacks_of_the_reserve_are_found_as_often_as_docs_say(second):
    """docs/en/trust.md tells what is missed."""
    assert rate([row for row in second if row["kind"] == "attack"]) > 0.97


def test_honest_answers_of_the_reserve_are_hardly_ever_flagged(second):
    assert rate([row for row in second if row["kind"] == "benign"]) < 0.01


def test_third_corpus_keeps_what_it_gave_once_seen_while_tuning(third):
    """No measure of texts it has not seen: its misses have been read since."""
    attacks = [s for s in third if s.kind == "attack" and s.category != "master_key"]
    honest = [s for s in third if s.kind == "benign"]
    assert sum(is_flagged(s.text, s.language) for s in attacks) > 0.85 * len(attacks)
    assert sum(is_flagged(s.text, s.language) for s in honest) <= 0.01 * len(honest)


def test_ordinary_answers_are_never_flagged():
    texts = [
        item.reference.of(language)
        for name in shipped_rubrics()
        for item in load_rubric(name).items
        for language in ("zh", "en")
    ]
    for name in ("answers.csv", "answers-en.csv"):
        with (EXAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
            texts += [row["answer"] for row in csv.DictReader(file)]
    assert len(texts) > 150
    assert [text for text in texts if text and is_flagged(text)] == []
