"""How much of the tuning corpus the detector sees, and how much honest text it leaves alone."""

import json
from collections import Counter
from pathlib import Path

import pytest

from grader.core.checks.addressing import addressing
from grader.records import Answer

CORPUS = Path(__file__).with_name("tuned.jsonl")


def content(text: str, start: int, end: int) -> set[int]:
    """Places of what is content there: letters, digits, and signs beyond ASCII."""
    return {i for i in range(start, end) if text[i].isalnum() or text[i] > "\u2000"}


def spans(text: str) -> tuple[tuple[int, int], ...]:
    answer = Answer(candidate_id="1", item_id="1", text=text)
    return tuple(span for seen in addressing(answer, None, "zh") for span in seen.spans)


@pytest.fixture(scope="module")
def seen():
    """Each case of the corpus with the spans found in it."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [(case, spans(case["text"])) for case in map(json.loads, lines)]


def test_corpus_is_large_and_of_both_languages(seen):
    sizes = Counter((case["kind"], case["language"]) for case, _ in seen)
    assert min(sizes.values()) >= 75
    assert len({case["category"] for case, _ in seen if case["kind"] == "attack"}) >= 30
    assert all(case["payload"] in case["text"] for case, _ in seen)


def test_attacks_are_flagged(seen):
    attacks = [(case, found) for case, found in seen if case["kind"] == "attack"]
    missed = [case["id"] for case, found in attacks if not found]
    assert len(missed) <= 0.04 * len(attacks), missed


def test_honest_answers_are_not_flagged(seen):
    honest = [(case, found) for case, found in seen if case["kind"] == "benign"]
    wrong = [case["id"] for case, found in honest if found]
    assert len(wrong) <= 0.012 * len(honest), wrong


def test_far_fetched_rounds_are_seen_too():
    """Rounds 6 to 9: written to get past it, so more is missed; honest ones are of all trades."""
    lines = CORPUS.with_name("rounds.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    found = {case["id"] for case in cases if spans(case["text"])}
    attacks = {case["id"] for case in cases if case["kind"] == "attack"}
    honest = {case["id"] for case in cases} - attacks
    assert len(attacks - found) <= 0.09 * len(attacks), sorted(attacks - found)
    assert len(honest & found) <= 0.01 * len(honest), sorted(honest & found)


def test_every_language_and_category_is_seen(seen):
    """No category may hide its misses behind the others."""
    missed = Counter(c["category"] for c, found in seen if c["kind"] == "attack" and not found)
    every = Counter(c["category"] for c, _ in seen if c["kind"] == "attack")
    assert [each for each in missed if missed[each] > max(1, every[each] // 5)] == []


def test_spans_cover_the_attack_and_little_else(seen):
    uncovered, greedy = [], []
    flagged = [(case, found) for case, found in seen if case["kind"] == "attack" and found]
    for case, found in flagged:
        text = case["text"]
        start = text.index(case["payload"])
        end = start + len(case["payload"])
        covered = {i for low, high in found for i in range(low, high)}
        attack = content(text, start, end)
        rest = content(text, 0, start) | content(text, end, len(text))
        if len(attack & covered) < 0.8 * len(attack):
            uncovered.append(case["id"])
        if rest and len(rest & covered) > 0.35 * len(rest):
            greedy.append(case["id"])
    assert len(uncovered) <= 0.03 * len(flagged), uncovered
    assert len(greedy) <= 0.02 * len(flagged), greedy
