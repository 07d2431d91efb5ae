"""What the held-out corpora are."""

from collections import Counter

import pytest


@pytest.mark.parametrize(
    ("name", "least"), [("first", 150), ("second", 150), ("third", 200), ("fourth", 160)]
)
def test_each_corpus_is_large_enough_and_half_chinese(name, least, request):
    samples = request.getfixturevalue(name)
    kinds = Counter(each.kind for each in samples)
    assert min(kinds["attack"], kinds["benign"]) >= least
    for kind in ("attack", "benign"):
        chinese = sum(each.language == "zh" for each in samples if each.kind == kind)
        assert 0.4 < chinese / kinds[kind] < 0.6


def test_every_sample_is_its_own(samples):
    every = samples
    assert len({each.id for each in every}) == len(every)
    # A master key is the whole answer, and short.
    texts = [each.text for each in every if each.category != "master_key"]
    assert len(set(texts)) == len(texts)


def test_attack_stands_in_its_text_and_benign_ones_hold_none(samples):
    for each in samples:
        assert bool(each.payload) == (each.kind == "attack")
        assert each.payload in each.text


def test_all_corpora_have_every_kind_of_attack(first, second, third, fourth):
    def kinds(samples):
        return {each.category for each in samples if each.kind == "attack"}

    assert kinds(first) == kinds(second) == kinds(third) == kinds(fourth)
    assert len(kinds(first)) == 21


def test_third_corpus_has_enough_of_each_kind_and_many_subtle_attacks(third):
    assert min(Counter((each.kind, each.category) for each in third).values()) >= 8
    # No master key is subtle.
    attacks = [each for each in third if each.kind == "attack" and each.category != "master_key"]
    subtle = sum(each.id.endswith("s") for each in attacks)
    assert 0.45 <= subtle / len(attacks) <= 0.55


def test_fourth_corpus_has_enough_of_each_kind_and_a_third_of_subtle_attacks(fourth):
    assert min(Counter((each.kind, each.category) for each in fourth).values()) >= 8
    attacks = [each for each in fourth if each.kind == "attack" and each.category != "master_key"]
    subtle = sum(each.id.endswith("s") for each in attacks)
    assert 0.3 <= subtle / len(attacks) <= 0.4
