"""What two readers would call the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text import content_size, fold, is_cjk

bounded = settings(max_examples=60, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Refund", "ＲＥＦＵＮＤ"),
        ("退款，好吗？", "退款好吗"),
        ("退 款", "退款"),
        ("call back", "call\n  back"),
        ("call, back!", "call back"),
        ("24 小时", "24小时"),
        ("ﬁne", "fine"),
        ("Straße", "STRASSE"),
        ("①", "1"),
        ("退\u200b款", "退款"),
        ("don’t", "don't"),
        ("好👍的", "好的"),
        ("re\u0301sume\u0301", "résumé"),
    ],
)
def test_width_case_space_and_punctuation_do_not_tell_apart(one, other):
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [("call back", "callback"), ("退款", "退货"), ("1 2", "12"), ("can", "cannot"), ("3.5", "35")],
)
def test_different_words_stay_different(one, other):
    assert fold(one).text != fold(other).text


def test_span_leads_back_to_the_words_as_written():
    text = "我会 ＣＡＬＬ，  the ﬁrm。再问"
    folded = fold(text)
    start = folded.text.index("call the firm")
    first, last = folded.span(start, start + len("call the firm"))
    assert text[first:last] == "ＣＡＬＬ，  the ﬁrm"


@bounded
@given(st.text(max_size=60))
def test_offsets_rise_and_stay_inside_the_text(text):
    folded = fold(text)
    assert len(folded.at) == len(folded.text)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= offset < len(text) for offset in folded.at)


@bounded
@given(st.text(max_size=60))
def test_folded_text_has_no_gap_at_its_ends_and_none_twice(text):
    folded = fold(text).text
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize("char", ["退", "〇", "あ", "ア", "한", "𠮷", "豈"])
def test_script_without_spaces_counts_by_character(char):
    assert is_cjk(char)
    assert content_size(char * 3) == (3, 0)


@pytest.mark.parametrize("char", ["a", "é", "1", "д", "，", "👍", " "])
def test_other_scripts_and_signs_are_not_cjk(char):
    assert not is_cjk(char)


@pytest.mark.parametrize(
    ("text", "size"),
    [("", (0, 0)), ("退款 in 24 小时", (4, 2)), ("call me back", (0, 3)), ("A退B", (1, 2))],
)
def test_content_is_counted_in_characters_and_words(text, size):
    assert content_size(fold(text).text) == size
