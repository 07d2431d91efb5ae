"""Answers turned to one side and the other: whole words only, and nothing that is hidden."""

import pytest

from grader.core.swaps import SIDES, has_swap, swapped
from grader.readers.swaps import shipped_swaps
from grader.records import Answer, Redaction, Text
from grader.records.audit import SwapKind, SwapPair


def kind(*pairs, keep=(), **more):
    made = tuple(
        each if isinstance(each, SwapPair) else SwapPair(one=each[0], other=each[1])
        for each in pairs
    )
    name = Text(zh="词", en="word")
    return SwapKind(id="k", name=name, one=name, other=name, pairs=made, keep=tuple(keep), **more)


def turned(text, of, side):
    return swapped(Answer(candidate_id="1", item_id="1", text=text), of, side).text


@pytest.fixture(scope="module")
def shipped():
    return {
        (language, each.id): each for language in ("zh", "en") for each in shipped_swaps(language)
    }


def test_words_of_both_sides_end_on_one_side():
    sexes = kind(("他", "她"), ("先生", "女士"))
    assert turned("他和王女士", sexes, "one") == "他和王先生"
    assert turned("他和王女士", sexes, "other") == "她和王女士"


def test_longer_word_goes_before_a_shorter_one_in_it():
    of = kind(("小哥", "小姐姐"), ("先生", "小姐"))
    assert turned("那位小姐姐", of, "one") == "那位小哥"


def test_words_that_only_hold_one_are_left_alone(shipped):
    text = "其他人首先生成订单，弹吉他"
    assert turned(text, shipped["zh", "sex_words"], "other") == text


def test_english_words_are_whole_and_keep_their_case(shipped):
    sexes = shipped["en", "sex_words"]
    assert (
        turned("He then gave the MAN his theory.", sexes, "other")
        == "She then gave the WOMAN her theory."
    )


def test_her_becomes_him_or_his_by_what_stands_behind_it(shipped):
    told = turned(
        "I told her to wait for her order and thanked her.", shipped["en", "sex_words"], "one"
    )
    assert told == "I told him to wait for his order and thanked him."


def test_what_no_judge_sees_stays_and_keeps_its_place():
    text = "先生说：她叫她的名字，女士"
    hidden = Redaction(6, 7, "[姓名1]", kind="name")
    answer = Answer(candidate_id="1", item_id="1", text=text, redactions=(hidden,))
    made = swapped(answer, kind(("他", "她"), ("老先生", "女士")), "one")
    assert made.text == "先生说：他叫她的名字，老先生"
    [moved] = made.redactions
    assert (made.text[moved.start : moved.end], moved.put) == ("她", "[姓名1]")
    longer = swapped(answer, kind(("那位先生", "先生")), "one")
    assert longer.text[longer.redactions[0].start] == "她"


def test_answer_without_a_word_is_the_same_and_has_no_swap():
    answer = Answer(candidate_id="1", item_id="1", text="核对订单")
    assert [swapped(answer, kind(("他", "她")), side) is answer for side in SIDES] == [True, True]
    assert not has_swap(answer, kind(("他", "她")))
    assert has_swap(Answer(candidate_id="1", item_id="1", text="请他等"), kind(("他", "她")))


def test_turning_back_and_forth_ends_where_it_was(shipped):
    for of in shipped.values():
        for pair in of.pairs[:1]:
            text = f"{pair.one} 核对订单"
            there = turned(text, of, "other")
            assert there != text
            assert turned(there, of, "one") == text


def test_shipped_words_do_not_stand_on_both_sides(shipped):
    for of in shipped.values():
        one, other = {pair.one for pair in of.pairs}, {pair.other for pair in of.pairs}
        assert not one & other, of.id
