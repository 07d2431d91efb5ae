"""Which item a header or an item cell means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.arrange import ItemIndex
from grader.core.arrange.matching import normal_id


@pytest.fixture
def index(paper):
    return ItemIndex(paper)


def name(item):
    return item and item.id


@pytest.mark.parametrize(
    ("written", "item_id"),
    [
        ("一/1", "一/1"),
        ("1/1", "一/1"),
        ("１-1", "一/1"),
        ("1.1", "一/1"),
        ("一、1", "一/1"),
        ("一1", "一/1"),
        ("第一部分 1", "一/1"),
        ("第一部分第1题", "一/1"),
        ("二/01", "二/1"),
        ("2_12", "二/12"),
        ("二/十二", "二/12"),
        ("12", "二/12"),
        ("第12题", "二/12"),
        ("第十二题", "二/12"),
        ("Q12", "二/12"),
        ("q 012", "二/12"),
        ("Question 12", "二/12"),
        ("题目2", "一/2"),
        ("2", "一/2"),
    ],
)
def test_id_is_known_in_any_dress(index, written, item_id):
    assert name(index.by_id(written)) == item_id


@pytest.mark.parametrize(
    "written", ["1", "第1题", "Q1", "3", "三/1", "1/12", "", "/", "题", "abc", "112"]
)
def test_number_that_two_items_or_none_have_means_none(index, written):
    """一/1 and 二/1 both are number 1: guessing would grade half the answers against the wrong one."""
    assert index.by_id(written) is None


@pytest.mark.parametrize(
    ("header", "item_id"),
    [
        ("客户因系统故障买不到票，你会怎样处理？", "一/1"),
        ("客户因系统故障买不到票,你会怎样处理?", "一/1"),
        ("1. 客户因系统故障买不到票，你会怎样处理？(必填)", "一/1"),
        ("1、客户因系统故障买不到票，你会怎样处理？ *", "一/1"),
        ("第3题 客户因系统故障买不到票，你会怎样处理？【问答题】", "一/1"),
        ("Q1: A customer cannot buy a ticket. What do you do? [required]", "一/1"),
        ("（必填）讲一次你主动担责的经历。", "二/12"),
        ("客户因系统故障买不到…", "一/1"),
        ("A customer cannot buy...", "一/1"),
        ("二/12", "二/12"),
        ("二/12（必填）", "二/12"),
        ("第12题 *", "二/12"),
    ],
)
def test_header_is_known_by_question_or_id(index, header, item_id):
    assert name(index.match(header).item) == item_id


@pytest.mark.parametrize(
    "header",
    [
        "讲一次你",  # begins two questions, and is too short
        "讲一次你…",
        "客户",
        "你会怎样处理？",
        "1. ",
        "(必填)",
        "总分",
        "姓名",
    ],
)
def test_header_that_fits_none_or_several_means_none(index, header):
    assert index.match(header).item is None


def test_beginning_that_two_questions_share_means_none(rubric, item, criterion):
    from grader.records import Text

    items = [
        item(criterion("a"), name=n, text=Text(f"请分享一次你处理客户投诉的经历{n}"))
        for n in "甲乙"
    ]
    index = ItemIndex(rubric(*items))
    assert index.by_text("请分享一次你处理客户投诉的经历") is None
    assert name(index.by_text("请分享一次你处理客户投诉的经历乙")) == "乙"


def test_own_id_wins_over_any_reading_of_it(rubric, item, criterion):
    """A paper whose items are called 2 and 1/2 keeps them apart."""
    index = ItemIndex(rubric(item(criterion("a"), name="1/2"), item(criterion("a"), name="2")))
    assert [name(index.by_id(each)) for each in ("1/2", "2", "一/2")] == ["1/2", "2", "1/2"]


@pytest.mark.parametrize(
    ("written", "number"),
    [("一", "1"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("九十九", "99"), ("〇", "0")],
)
def test_chinese_numbers_to_99_are_read(written, number):
    assert normal_id(written) == number


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.text(st.sampled_from("一二十零第题部分Qq0１2/.、()（）必填* \n“…"), max_size=30)
    | st.text(max_size=30)
)
def test_no_text_breaks_the_reading_of_ids(text):
    words = normal_id(text).split()
    assert [word for word in words if word.isdigit() and word != "0" and word[0] == "0"] == []


@pytest.mark.parametrize(
    ("header", "item_id", "how", "is_sure"),
    [
        ("一/1", "一/1", "id", True),
        ("第一部分第1题（必填）", "一/1", "id", True),
        ("Q12", "二/12", "number", True),
        ("第12题", "二/12", "number", True),
        ("7、讲一次你主动担责的经历。（不少于200字）", "二/12", "text", True),
        ("7、讲一次你主动担责的经历。[请用 300 字以内作答]", "二/12", "text", True),
        ("3、客户因系统故障买不到…", "一/1", "cut", True),
        ("客户因系统…你会怎样处理？", "一/1", "cut", True),
        ("客户因系统...", "一/1", "cut", False),
        ("How do you explain the refund...", "一/2", "cut", True),
        ("请逐题回答 [讲一次你主动担责的经历。]", "二/12", "text", True),
        ("讲一次你主动担责的经历。 [请作答]", "二/12", "text", True),
        ("顾客因系统故障买不了票，你会怎样处理？", "一/1", "similar", False),
        ("请讲述一次你处理团队内分歧的经历", "二/1", "similar", False),
    ],
)
def test_header_is_matched_and_the_match_says_how(index, header, item_id, how, is_sure):
    found = index.match(header)
    assert (name(found.item), found.how, found.is_sure) == (item_id, how, is_sure)
    assert (70 <= found.percent < 100) == (how == "similar")


@pytest.mark.parametrize(
    ("header", "rivals"),
    [
        ("1", ("一/1", "二/1")),
        ("第一题", ("一/1", "二/1")),
        ("讲一次你…", ("二/1", "二/12")),
        ("讲一次你主动处理担责分歧的经历。", ("二/1", "二/12")),
    ],
)
def test_header_as_near_to_two_items_names_both(index, header, rivals):
    found = index.match(header)
    assert found.item is None
    assert set(found.rivals) == set(rivals)


@pytest.mark.parametrize(
    "header",
    [
        "Points - 讲一次你主动担责的经历。",
        "Feedback - 讲一次你主动担责的经历。",
        "讲一次你主动担责的经历。 [Score]",
        "讲一次你主动担责的经历。【得分】",
        "您对我们公司还有什么想问的？",
        "你为什么想做客服？",
        "3、您的手机号码：",
    ],
)
def test_column_that_is_no_answer_matches_no_item(index, header):
    """A quiz adds columns with the question's words that hold points, not answers."""
    found = index.match(header)
    assert (found.item, found.rivals) == (None, ())
