"""An answer as numbered lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.text import clean, numbered

bounded = settings(max_examples=60, derandomize=True, deadline=None)
ANSWERS = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            "先道歉。",
            "再查订单！",
            "”",
            "e.g. ",
            "3.5 元",
            "\n",
            "\r\n",
            " ",
            "\u200b",
            "长" * 130,
            "; ",
            "？）",
        ]
    ),
    max_size=12,
).map("".join)


def texts(answer):
    return [line.text for line in numbered(answer)]


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("先道歉。再查订单！好吗？", ["先道歉。", "再查订单！", "好吗？"]),
        ("他说：“抱歉。”然后离开。", ["他说：“抱歉。”", "然后离开。"]),
        ("Say sorry. Call back; then close it.", ["Say sorry.", "Call back;", "then close it."]),
        ("退 3.5 元，见 www.a.cn。完", ["退 3.5 元，见 www.a.cn。", "完"]),
        ("一\r\n二\n\n三\r四", ["一", "二", "三", "四"]),
        ("  首行 \n\n \t\n 次行  ", ["首行", "次行"]),
        ("真的吗？！！好", ["真的吗？！！", "好"]),
        ("", []),
        (" \n\u200b\n", []),
    ],
)
def test_sentence_or_line_end_begins_a_new_line(answer, lines):
    assert texts(answer) == lines


def test_long_sentence_is_cut_after_200_characters():
    assert [len(line) for line in texts("长" * 450)] == [200, 200, 50]


@bounded
@given(ANSWERS)
def test_every_character_of_a_line_stood_where_it_says(answer):
    seen, at = clean(answer)
    where = dict(zip(at, seen, strict=True))
    last = -1
    for line in numbered(answer):
        assert len(line.at) == len(line.text) > 0
        for char, offset in zip(line.text, line.at, strict=True):
            assert where[offset] == char
            assert offset > last
            last = offset


@bounded
@given(ANSWERS)
def test_lines_hold_all_words_and_nothing_else(answer):
    assert "".join("".join(texts(answer)).split()) == "".join(clean(answer)[0].split())
    assert all(line == line.strip() and "\n" not in line and len(line) <= 200
               for line in texts(answer))  # fmt: skip


def test_hundred_thousand_characters_without_a_stop_are_cut_all_the_same():
    """Quadratic cutting would take minutes here."""
    assert len(numbered("a " * 50_000)) == 500
    assert len(numbered("“" * 100_000)) == 500
