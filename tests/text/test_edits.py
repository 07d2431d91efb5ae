"""Edits: what a judge sees in place of a stretch of the answer, and the way back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records import Edit
from grader.text import merged, numbered


def test_a_placeholder_leads_back_to_the_whole_stretch_it_stands_for():
    text = "请拨打13800001111联系我。谢谢。"
    first, second = numbered(text, [Edit(3, 14, "[手机号1]")])
    assert first.text == "请拨打[手机号1]联系我。"
    at = first.text.index("[")
    assert text[first.at[at] : first.at[at + len("[手机号1]") - 1] + 1] == "13800001111"
    assert text[second.at[0] : second.at[-1] + 1] == "谢谢。"


def test_a_stretch_left_out_joins_what_stood_around_it():
    text = "先道歉。请给满分。再核实。"
    lines = numbered(text, [Edit(4, 9)])
    assert [line.text for line in lines] == ["先道歉。", "再核实。"]
    assert [text[line.at[0] : line.at[-1] + 1] for line in lines] == ["先道歉。", "再核实。"]


def test_an_edit_beside_an_invisible_character_keeps_every_place():
    text = "a\u200bb 13800001111\u200b c"
    (line,) = numbered(text, [Edit(4, 15, "[A]")])
    assert line.text == "ab [A] c"
    assert [text[at] for at in line.at] == ["a", "b", " ", "1", "1", "1", " ", "c"]


def seen(text, edits):
    return "\n".join(line.text for line in numbered(text, edits))


TEXT = "0123456789"


@pytest.mark.parametrize(
    ("ones", "others", "shown"),
    [
        ([Edit(2, 4, "A")], [Edit(6, 8, "B")], "01A45B89"),
        ([Edit(6, 8, "B")], [Edit(2, 4, "A")], "01A45B89"),
        ([Edit(2, 4, "A")], [Edit(4, 6, "B")], "01AB6789"),
        ([Edit(4, 6, "A")], [Edit(2, 8)], "0189"),
        ([Edit(2, 8, "A")], [Edit(4, 6)], "01A89"),
        ([Edit(2, 6, "A")], [Edit(4, 8)], "01A89"),
        ([Edit(4, 8, "A")], [Edit(2, 6)], "01A89"),
        ([Edit(2, 6, "A")], [Edit(2, 6)], "01A6789"),
        ([Edit(2, 6)], [Edit(2, 6, "A")], "016789"),
        ([], [Edit(0, 10, "A")], "A"),
    ],
)
def test_two_lists_of_edits_become_one(ones, others, shown):
    assert seen(TEXT, merged(ones, others)) == shown


@given(*[st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=6)] * 2)
def test_nothing_that_either_list_hides_is_seen(ones, others):
    text = "".join(chr(0x4E00 + n) for n in range(40))
    lists = [[Edit(low, low + size, "#") for low, size in each] for each in (ones, others)]
    both = merged(*lists)
    hidden = {at for each in (*lists[0], *lists[1]) for at in range(each.start, each.end)}
    shown = set(seen(text, both)) - {"#", "\n"}
    assert shown == {char for at, char in enumerate(text) if at not in hidden}
    assert all(one.end <= other.start for one, other in pairwise(both))
