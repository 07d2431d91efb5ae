"""Numbered answers under each other are parted at their numbers, and at no others."""

import pytest

from grader.text.numbered_answers import number_of, split_numbered

DRESSES = {
    "dot": ("1. ", "2. ", "3."),
    "pause mark": ("1、", "2、", "3、"),
    "wide dot": ("１．", "２．", "３．"),
    "colon": ("1：", "2:", "3："),
    "mixed marks": ("1、", "2.", "3："),
    "bracket": ("1）", "2)", "3）"),
    "brackets": ("（1）", "(2)", "（3）"),
    "square": ("【1】", "【2】", "[3]"),
    "第题": ("第一题 ", "第二题：", "第3题"),
    "第题 in brackets": ("【第1题】", "【第2题】", "【第3题】"),
    "chinese": ("一、", "二、", "三、"),
    "chinese in brackets": ("（一）", "（二）", "（三）"),
    "题目": ("题目1：", "题目2：", "题目 3 "),
    "Q": ("Q1: ", "Q2. ", "Q3 "),
    "Question": ("Question 1:", "question 2:", "Question 3 "),
    "答": ("答1：", "答2：", "答3："),
    "circled": ("①", "②", "③"),
    "alone on its line": ("1\n", "2\n", "3\n"),
    "markdown heading": ("## 1. ", "## 2. ", "## 3. "),
    "alone, as Windows ends lines": ("1\r\n", "2\r\n", "3\r\n"),
    "bold": ("**1.** ", "**2.** ", "**3.** "),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_numbers_in_any_dress_part_answers(dress):
    one, two, three = DRESSES[dress]
    text = f"{one}先道歉\n{two}再核实订单\n  10:30 前回电\n\n{three}最后回访\n"
    assert split_numbered(text) == [
        ("1", "先道歉"), ("2", "再核实订单\n  10:30 前回电"), ("3", "最后回访")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "先道歉，再核实。", "1. 只有一条", "先道歉 1. 核实 2. 回访",
        "3. 先\n1. 后", "2. 先\n2. 后", "1.5 倍赔偿\n2.5 折", "10:30 到店\n11:30 离店",
        "2024.5.1 投诉\n2024.5.2 回复", "12345678\n12345679", "1 个小时内\n2 个小时内",
    ],
)  # fmt: skip
def test_text_that_is_not_numbered_is_not_parted(text):
    assert split_numbered(text) == []


LIST = "1. 先道歉\n2. 核实\n3. 回访"


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        (f"1. 我会：\n{LIST}\n2. 同上处理\n3. 不知道", [4, 1, 1]),
        (f"1. 我会：\n{LIST}\n2. 这样：\n{LIST}\n3. 好", [4, 4, 1]),
        (f"1. 先\n2. 然后：\n{LIST}\n3. 好", [1, 4, 1]),
        (f"1、我会：\n{LIST}\n2、这样：\n{LIST}\n3、好", [4, 4, 1]),
        ("第一题：\n1. a\n2. b\n第二题：\n1. c\n2. d\n3. e\n第三题：f", [2, 3, 1]),
        ("1. x\n（1）a\n（2）b\n2. y\n① c\n② d\n3. z", [3, 3, 1]),
        ("1. x\n  1. a\n  2. b\n2. y\n3. z", [3, 1, 1]),
    ],
)
def test_lists_inside_answers_stay_in_them(text, sizes):
    parts = split_numbered(text, ("1", "2", "3"))
    assert [label for label, _ in parts] == ["1", "2", "3"]
    assert [len(body.splitlines()) for _, body in parts] == sizes


def test_asked_items_decide_where_a_text_can_be_read_two_ways():
    text = "1. 先\n2. 然后：\n1. a\n2. b\n3. c"
    assert [label for label, _ in split_numbered(text, ("1", "2"))] == ["1", "2"]
    assert [label for label, _ in split_numbered(text, ("1", "2", "3"))] == ["1", "2", "3"]


def test_label_comes_back_as_it_is_asked():
    text = "Q2: 先道歉\nQ3: 核实\nQ4：回访"
    assert split_numbered(text, ("q1", "q2", "q3", "q4")) == [
        ("q2", "先道歉"), ("q3", "核实"), ("q4", "回访")
    ]  # fmt: skip
    assert [label for label, _ in split_numbered(text, ("q1", "q2", "q3"))] == ["q2", "q3", "4"]


SECTIONED = ("一/1", "一/2", "二/1", "二/2")


@pytest.mark.parametrize(
    "text",
    [
        "一、情景题\n1. 甲\n2. 乙\n二、专业题\n1. 丙\n2. 丁",
        "一-1、甲\n一-2、乙\n二-1、丙\n二-2、丁",
        "1.1 甲\n1.2 乙\n2.1 丙\n2.2 丁",
        "一、情景题\n（1）甲\n（2）乙\n二、专业题\n1、丙\n2、丁",
    ],
)
def test_sections_and_numbers_make_one_label(text):
    parts = [(label, body) for label, body in split_numbered(text, SECTIONED) if label]
    assert [label for label, _ in parts] == list(SECTIONED)
    assert [body for _, body in parts] == list("甲乙丙丁")


def test_what_stands_before_the_first_label_is_not_lost():
    assert split_numbered("我的回答如下：\n1. 甲\n2. 乙") == [
        ("", "我的回答如下："), ("1", "甲"), ("2", "乙")
    ]  # fmt: skip


def test_answer_left_empty_keeps_its_label():
    assert split_numbered("1. 甲\n2.\n3. 丙") == [("1", "甲"), ("2", ""), ("3", "丙")]


def test_number_that_is_left_out_is_no_hindrance():
    assert [label for label, _ in split_numbered("1. 甲\n3. 丙\n4. 丁")] == ["1", "3", "4"]


@pytest.mark.parametrize("text", ["1. 甲\n" * 50_000, "1. 甲\n2. 乙\n" * 50_000, "1" * 500_000,
                                  "（" * 500_000, " " * 500_000, "第" * 500_000])  # fmt: skip
def test_text_made_to_be_slow_is_answered_at_once(text):
    assert split_numbered(text, ("1", "2")) == []


@pytest.mark.parametrize(
    ("word", "value"),
    [("7", 7), ("１２", 12), ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("⑩", 10), ("x", 0)],
)  # fmt: skip
def test_number_is_read_as_it_is_written(word, value):
    assert number_of(word) == value
