"""Which answers of several candidates are written alike."""

import random

import pytest

from grader.core.alike import (
    Familiar,
    compared,
    familiar,
    is_alike,
    keys,
    likeness,
    longest_shared,
    near_duplicate,
    shingles,
)
from grader.records import Likeness

SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]
NOTHING = Familiar()


def _text(seed, size=300):
    return "".join(random.Random(seed).choices(SIGNS, k=size))


def _edited(text, share, seed=1):
    """*text* with that share of its signs put otherwise, anywhere."""
    chance, signs = random.Random(seed), list(text)
    for at in chance.sample(range(len(signs)), round(share * len(signs))):
        signs[at] = chance.choice(SIGNS)
    return "".join(signs)


def _share_a_key(one, other, known=NOTHING):
    return bool(set(keys(1, one, known)) & set(keys(1, other, known)))


@pytest.mark.parametrize(("share", "least"), [(0.0, 100), (0.05, 100), (0.1, 95), (0.15, 80)])
def test_edited_copies_share_a_key(share, least):
    found = sum(_share_a_key(_text(n), _edited(_text(n), share, n)) for n in range(100))
    assert found >= least


def test_unlike_answers_hardly_ever_share_a_key():
    assert sum(_share_a_key(_text(n), _text(n + 1000)) for n in range(300)) <= 1


def test_answers_to_different_items_share_no_key():
    text = _text(1)
    assert not set(keys(1, text, NOTHING)) & set(keys(2, text, NOTHING))


def test_short_answers_have_no_keys():
    assert (
        keys(1, "先道歉，再查订单，然后补发，最后打电话回访客户，记到工单里。"[:29], NOTHING) == []
    )
    assert keys(1, "I would say sorry and send the parcel again today", NOTHING) == []


def test_case_width_space_and_punctuation_make_no_difference():
    one, other = "先查 OMS，再打电话给客户。" * 4, "先查oms,再打电话給客户!".replace("給", "给") * 4
    assert compared(one) == compared(other)
    assert set(keys(1, one, NOTHING)) == set(keys(1, other, NOTHING))


def test_words_of_other_scripts_are_compared_as_words():
    words = [f"word{n}" for n in range(60)]
    copy = [*words[:30], "another", *words[31:]]
    assert _share_a_key(" ".join(words), " ".join(copy))
    assert likeness(compared(" ".join(words)), compared(" ".join(copy))) >= 95


def test_likeness_is_a_ratio_of_whole_texts():
    text = _text(1)
    assert likeness(text, text) == 100
    assert likeness(text, _edited(text, 0.01)) == 99
    assert likeness(text, _edited(text, 0.4)) == 0
    assert likeness(text, text + _text(2)) == 0


def _of_a_form(n, opening=150, own=60):
    """An answer that begins as all do."""
    return _text("form", opening) + _text(n, own)


def test_what_a_form_makes_everyone_write_is_no_likeness():
    known = familiar(shingles(_of_a_form(n)) for n in range(40))
    one, other = _of_a_form(1), _of_a_form(2)
    share = likeness(compared(one), compared(other))
    assert share == 0 or not is_alike(share, one, other, known)
    longer = _of_a_form(1, opening=260), _of_a_form(2, opening=260)
    known = familiar(shingles(_of_a_form(n, opening=260)) for n in range(40))
    share = likeness(*map(compared, longer))
    assert 80 <= share < 90
    assert not is_alike(share, *longer, known)
    assert is_alike(share, *longer, NOTHING)


def test_what_very_many_copied_is_still_found():
    """Half of all answers are one text with a few changes: their words have become common."""
    answers = [_edited(_text("sheet"), 0.03, n) if n % 2 else _text(n) for n in range(100)]
    known = familiar(map(shingles, answers))
    assert known.common
    copies = answers[1::2]
    assert all(_share_a_key(copies[0], other, known) for other in copies[1:])
    share = likeness(compared(copies[0]), compared(copies[1]))
    assert is_alike(share, copies[0], copies[1], known)


def test_few_answers_have_nothing_in_common():
    assert familiar([shingles(_text("form"))] * 19) == NOTHING


def test_the_longest_passage_is_found_as_written():
    text = "我说：" + _text(1, 40) + "，对吧？其实不是。"
    start, end = longest_shared(text, "开头不同" + _text(1, 40) + "结尾也不同")
    assert text[start:end] == _text(1, 40)
    assert longest_shared("甲" * 5, "乙" * 5) == (0, 0)


def test_what_is_told_names_the_others():
    like = Likeness(share=93, others=("A1", "B2"), more=0, start=0, end=5)
    assert near_duplicate(like).told == "93% alike with the answer of A1 / B2"
    many = Likeness(share=93, others=("A1", "B2"), more=7, start=0, end=5)
    assert "A1 / B2 and 7 more candidates" in near_duplicate(many).told
    assert near_duplicate(many).spans == ((0, 5),)
