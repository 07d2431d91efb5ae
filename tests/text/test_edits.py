"""Edits: what a judge sees in place of a stretch of the answer, and the way back."""

from grader.records import Edit
from grader.text import numbered


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
