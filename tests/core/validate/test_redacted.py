"""Evidence in an answer whose private data no judge saw: found in what was seen, shown as written."""

import pytest

from grader.core.redact import Names, redactions
from grader.core.validate import Haystack
from grader.text import numbered

TEXT = "我叫王小明，先道歉，再请客户拨打13800138000找我。\n身份证11010519491231002X\n最后回访。"


@pytest.fixture
def hay():
    made = redactions(TEXT, Names(["王小明"]), "zh")
    return Haystack(TEXT, numbered(TEXT, made))


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("再请客户拨打[手机号1]找我", "再请客户拨打13800138000找我"),
        ("我叫[姓名1]，先道歉", "我叫王小明，先道歉"),
        ("[姓名1]，先道歉", "王小明，先道歉"),
        ("再请客户拨打[手机号1", "再请客户拨打13800138000"),
        ("客户拨打手机号1找我", "客户拨打13800138000找我"),
        ("姓名1先道歉", "王小明，先道歉"),
    ],
)
def test_a_quote_with_a_placeholder_leads_to_the_words_as_written(hay, quote, shown):
    found = hay.find(quote, 1)
    assert found.quote == shown
    assert TEXT[found.start : found.end] == shown


@pytest.mark.parametrize(
    "quote", ["我叫王小明", "王小明，先道歉", "拨打13800138000找我", "拨打13800138000"]
)
def test_words_that_no_judge_saw_are_no_evidence(hay, quote):
    """A name can be guessed; that it stands in the answer is not known to whoever guesses."""
    assert hay.find(quote, 0) is None


@pytest.mark.parametrize("quote", ["[手机号1]", "[姓名1]", "[身份证号1]"])
def test_a_placeholder_alone_supports_nothing(hay, quote):
    assert hay.find(quote, 1) is None


def test_words_over_a_line_end_are_found_as_written(hay):
    assert hay.find("先道歉，再请客户拨打", 0).kind == "exact"
    two = Haystack("先道歉。再回访客户。", numbered("先道歉。再回访客户。"))
    assert two.find("先道歉。再回访客户", 0).kind == "exact"
