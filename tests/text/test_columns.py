"""Text for a screen: how wide it is, and where a line may end."""

import pytest

from grader.text import columns, wrapped


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("评分", 4), ("评分a，", 7), ("é", 1)]
)
def test_chinese_takes_two_columns(text, width):
    assert columns(text) == width


def test_english_breaks_between_words():
    assert wrapped("one two  three\nfour", 9) == ["one two", "three", "four"]


def test_chinese_breaks_between_any_two_characters():
    assert wrapped("按评分标准评阅答案", 8) == ["按评分标", "准评阅答", "案"]


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one():
    assert wrapped("评分标准，评阅", 8) == ["评分标", "准，评阅"]
    assert wrapped("评分标（评阅吧）", 8) == ["评分标", "（评阅", "吧）"]


def test_option_is_never_cut():
    assert wrapped("与 --format letters 一起用", 10) == ["与", "--format", "letters 一", "起用"]


def test_word_wider_than_the_line_has_a_line_of_its_own():
    assert wrapped("a sqlite:///DIR/grader.db b", 8) == ["a", "sqlite:///DIR/grader.db", "b"]


def test_no_text_is_one_empty_line():
    assert wrapped("", 10) == [""]
