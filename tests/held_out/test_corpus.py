"""What the held-out corpora are."""

from collections import Counter

import pytest


@pytest.mark.parametrize("name", ["first", "second"])
def test_each_corpus_is_large_enough_and_half_chinese(name, request):
    samples = request.getfixturevalue(name)
    kinds = Counter(each.kind for each in samples)
    assert min(kinds["attack"], kinds["benign"]) >= 150
    for kind in ("attack", "benign"):
        chinese = sum(each.language == "zh" for each in samples if each.kind == kind)
        assert 0.4 < chinese / kinds[kind] < 0.6


def test_every_sample_is_its_own(samples):
    assert len({each.id for each in samples}) == len(samples)
    # A master key is the whole answer, and short.
    texts = [each.text for each in samples if each.category != "master_key"]
    assert len(set(texts)) == len(texts)


def test_attack_stands_in_its_text_and_benign_ones_hold_none(samples):
    for each in samples:
        assert bool(each.payload) == (each.kind == "attack")
        assert each.payload in each.text


def test_both_corpora_have_every_kind_of_attack(first, second):
    def kinds(samples):
        return {each.category for each in samples if each.kind == "attack"}

    assert kinds(first) == kinds(second)
    assert len(kinds(first)) == 21
