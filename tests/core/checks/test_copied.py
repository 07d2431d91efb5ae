"""Answers that repeat the published reference answer, or little but the question."""

import re

import pytest

LANGUAGES = ("zh", "en")


def _words(text, language):
    return (list(text), "") if language == "zh" else (text.split(), " ")


def _without_every(nth, text, language):
    words, gap = _words(text, language)
    return gap.join(word for at, word in enumerate(words) if at % nth != nth - 1)


def _with_other_words(text, language):
    words, gap = _words(text, language)
    put = "很" if language == "zh" else "really"
    return gap.join(put if at % 6 == 5 else word for at, word in enumerate(words))


def _sentences_turned(text, language):
    cut = r"(?<=[。！？；])" if language == "zh" else r"(?<=[.!?;]) "
    return ("" if language == "zh" else " ").join(reversed([s for s in re.split(cut, text) if s]))


COPIES = {
    "as it stands": lambda text, _: text,
    "its first half": lambda text, _: text[: len(text) // 2],
    "other sentences first": _sentences_turned,
    "every ninth word left out": lambda text, language: _without_every(9, text, language),
    "every sixth word another": _with_other_words,
    "spaced out": lambda text, language: text if language == "en" else " ".join(text),
    "in full width": lambda text, _: text.replace(",", "，").upper(),
}


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_is_known_again(seen, shipped, way, language):
    for item in shipped:
        text = COPIES[way](item.reference.of(language), language)
        found = [each for each in seen(text, item, language) if each.flag == "matches_reference"]
        assert len(found) == 1, (item.id, text)


def test_a_reference_behind_own_words_is_marked_where_it_stands(seen, service):
    item = service["一/1"]
    own = "我叫小王，做客服六年，最看重把话说清楚。"
    [found] = seen(f"{own}{item.reference.zh}", item)
    [(start, end)] = found.spans
    assert f"{own}{item.reference.zh}"[start:end] == item.reference.zh.rstrip("。")
    assert found.told.startswith("9")
    assert "word for word in the reference answer" in found.told


def test_the_reference_is_known_in_either_language(flags, service):
    item = service["一/1"]
    assert "matches_reference" in flags(item.reference.en, item, "zh")


def test_a_short_set_phrase_of_the_reference_is_not_copying(flags, shipped):
    for item in shipped:
        assert "matches_reference" not in flags(item.reference.zh[:25], item), item.id


def test_without_a_reference_nothing_is_like_it(flags, open_item):
    assert flags("我先道歉，然后查订单。" * 2, open_item("q", "客户投诉怎么办？")) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_with_a_few_words_added_is_told(seen, shipped, language):
    more = {"zh": "我会认真处理好这件事。", "en": " I would handle it with great care."}[language]
    for item in shipped:
        text = item.text.of(language) + more
        [found] = seen(text, item, language)
        assert found.flag == "matches_question", item.id
        [(start, end)] = found.spans
        assert text[start:end] in item.text.of(language)
