"""Answers in another language than the question's, and how long is too long."""

import pytest

PINYIN = "wo xian gei ke hu da dian hua dao qian ran hou cha wu liu dao le na yi zhan zai gao su ta shen me shi hou dao"
JAPANESE = "まずお客様にお電話を差し上げ、お詫びを申し上げます。そのうえで配送状況を確認し、本日中にご連絡いたします。"
RUSSIAN = "Сначала я позвоню клиенту и извинюсь за задержку, потом проверю заказ, узнаю у перевозчика, где посылка, и вечером сообщу клиенту, когда она придёт"


@pytest.mark.parametrize("text", [JAPANESE, RUSSIAN])
def test_another_language_is_told(seen, service, text):
    [found] = seen(text, service["一/1"])
    assert (found.flag, found.told) == (
        "off_language", "the question is in Chinese, the answer hardly",
    )  # fmt: skip


def test_english_to_a_chinese_question_is_told_and_the_other_way_round(seen, service):
    item = service["一/1"]
    other = service["一/2"]
    [found] = seen(other.reference.en, item, "zh")
    assert found.told == "the question is in Chinese, the answer hardly"
    [found] = seen(other.reference.zh, item, "en")
    assert found.told == "the question is in English, the answer hardly"


def test_pinyin_is_told_as_such(seen, service):
    [found] = seen(PINYIN, service["一/1"])
    assert found.told == "the question is in Chinese, the answer in Pinyin"


def test_a_question_asked_in_english_only_is_answered_in_english(flags, open_item, service):
    item = open_item("q", "A parcel is late and the customer is angry. What do you do?")
    assert flags(service["一/2"].reference.en, item, "zh") == set()
    assert flags(service["一/2"].reference.zh, item, "zh") == {"off_language"}


@pytest.mark.parametrize("asked", ["请用英文给这位客户写一封回信。", "请把下面的话翻译给外宾听。"])
def test_a_question_that_names_a_language_gets_what_it_wants(flags, open_item, service, asked):
    assert flags(service["一/2"].reference.en, open_item("q", asked), "zh") == set()


def test_a_short_english_remark_is_no_other_language(flags, service):
    assert flags("OK, no problem, I can do it: call, refund, follow up.", service["一/1"]) == set()


def test_length_is_held_against_the_reference_and_a_fixed_bound(seen, service, open_item):
    signs = "".join(chr(0x4E00 + at) for at in range(10_001))
    item, asked = service["一/1"], open_item("q", "客户投诉怎么办？")
    most = max(2_000, 20 * len("".join(item.reference.zh.split())))
    assert [each.flag for each in seen(signs[:most], item)] == []
    [found] = seen(signs[: most + 1], item)
    assert (found.flag, found.told) == ("too_long", f"{most + 1:,} characters, more than {most:,}")
    assert seen(signs[:10_000], asked) == []
    [found] = seen(signs, asked)
    assert found.told == "10,001 characters, more than 10,000"
