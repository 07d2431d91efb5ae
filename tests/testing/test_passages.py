"""Passages to quote."""

from hypothesis import given
from hypothesis import strategies as st

from grader.testing.passages import invented_passages, passages

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), max_size=8)


@given(LINES, st.integers(0, 12))
def test_passages_are_verbatim_in_their_line(lines, count):
    found = passages(lines, count)
    assert len(found) == (count if any(line.strip() for line in lines) else 0)
    for number, quote in found:
        assert quote.strip() == quote != ""
        assert quote in lines[number - 1]


@given(LINES, st.integers(1, 12))
def test_passages_are_long_enough_to_say_something(lines, count):
    lines = [*lines, "three whole words"]
    for _, quote in passages(lines, count):
        assert sum(map(str.isalpha, quote)) >= 6 or len(quote.split()) >= 3


def test_passages_spread_over_lines():
    lines = [f"line number {n} has some words" for n in range(1, 10)]
    assert [number for number, _ in passages(lines, 3)] == [1, 4, 7]


def test_passages_of_one_line_differ_while_they_can():
    line = "one two three four five six seven eight nine ten eleven twelve"
    quotes = [quote for _, quote in passages([line], 4)]
    first, *others = quotes
    assert others == ["five six seven eight", "nine ten eleven twelve", first]


def test_passages_of_chinese_take_twelve_characters():
    line = "我会先向客户道歉然后核实订单信息最后在两小时内给出方案"  # 27 characters: two parts
    assert passages([line], 2) == [(1, line[:13]), (1, line[13:])]


def test_passages_never_cut_a_letter_from_its_accent():
    """Once the answer is composed, a cut letter would not be found in it."""
    line = "e\u0301" * 20
    assert passages([line], 1) == [(1, line)]


def test_short_answer_is_quoted_whole():
    assert passages(["", "好的"], 2) == [(2, "好的"), (2, "好的")]


@given(LINES, st.integers(0, 5))
def test_invented_passages_are_nowhere_in_the_answer(lines, count):
    found = invented_passages(lines, count)
    assert len(found) == count
    for number, quote in found:
        assert 1 <= number <= max(len(lines), 1)
        assert quote not in "\n".join(lines)


def test_invented_passage_avoids_an_answer_that_has_it():
    lines = ["words that nobody wrote here (1)"]
    [(_, quote)] = invented_passages(lines, 1)
    assert quote not in lines[0]
