"""Whether one text repeats a passage of another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text import shares_passage

HIDDEN_ZH = "先把包裹的运输轨迹调出来，再请物流查明卡在哪一站。"  # 23 characters without marks
HIDDEN_EN = "I ring the customer myself and hear the whole story before promising anything"


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("你可以写包裹的运输轨迹调出来再请，这样更好", True),  # 13 in a row, a comma between
        ("包裹的运输轨迹调出来再请", True),  # exactly 12
        ("包裹的运输轨迹调出来再", False),  # 11
        ("包裹的 运输轨迹\n调出来……再请", True),
        ("ring the customer myself and hear the whole", True),  # exactly 8 words
        ("ring the customer myself and hear the", False),  # 7
        ("RING the Customer, myself; and hear the whole", True),
        ("the whole story of another customer I know", False),
        ("", False),
    ],
)
def test_twelve_characters_or_eight_words_are_a_passage(text, shared):
    assert shares_passage(text, f"{HIDDEN_ZH}\n{HIDDEN_EN}") is shared


def test_twelve_letters_of_one_word_are_no_passage():
    assert not shares_passage("internationalisation", "An internationalisation plan")


def test_empty_secret_is_shared_by_nothing():
    assert not shares_passage("anything at all that somebody could write here", "")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.integers(0, 10), st.sampled_from(["", "，", " ", "……", "\n"]))
def test_every_run_of_twelve_is_found_whatever_stands_between(start, mark):
    plain = HIDDEN_ZH.replace("，", "").replace("。", "")
    run = mark.join(plain[start : start + 12])
    assert shares_passage(f"改成{run}吧", HIDDEN_ZH)
    assert not shares_passage(mark.join(plain[start : start + 11]), HIDDEN_ZH)
