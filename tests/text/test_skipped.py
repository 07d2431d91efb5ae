"""What forms write for an item passed over, and what people say that only looks like it."""

import pytest

from grader.text import is_empty_cell, is_skip_mark

MARKS = [
    "(跳过)",
    "（跳过）",
    "(空)",
    "【未填写】",
    "[Skipped]",
    "跳过",
    "未作答",
    "(未填写)",
    "<No response>",
]


@pytest.mark.parametrize("text", MARKS)
def test_mark_of_a_form_is_known_in_any_table(text):
    assert is_skip_mark(text)
    assert is_empty_cell(f" {text}\n")


@pytest.mark.parametrize("text", ["", "  \n", "-", "—", "--", "－", "/", "N/A", "n/a", "(N/A)", "#N/A", "NA", "null", "空", "skip"])  # fmt: skip
def test_cell_of_a_form_that_nobody_wrote_into_is_empty(text):
    assert is_empty_cell(text)
    assert not is_skip_mark(text), "in a table of answers somebody may have said so"


@pytest.mark.parametrize(
    "text",
    ["无", "不知道", "没有", "none", "我会先跳过这一步，再回头处理。", "跳过 IVR 直接转人工", "空调坏了", "- 先道歉", "0",
     "未作答的客户我会逐个回访", "..."],
)  # fmt: skip
def test_words_of_a_person_are_no_empty_cell(text):
    assert not is_empty_cell(text)
