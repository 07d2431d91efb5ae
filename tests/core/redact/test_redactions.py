"""Placeholders: numbered by kind, one for one value, in the order of the text."""

import time

import pytest

from grader.core.redact import Names, redactions
from grader.records import Redaction
from grader.text import numbered

NOBODY = Names()
ID = "11010519491231002X"


def seen(text, *names, language="zh"):
    """The lines a judge would see of *text*."""
    made = redactions(text, Names(names), language)
    return "\n".join(line.text for line in numbered(text, made))


def test_one_value_has_one_number_however_it_is_written():
    text = "手机13800138000，备用13900139000；再说一遍：１３８-0013-8000。"
    assert seen(text) == "手机[手机号1]，备用[手机号2]；\n再说一遍：[手机号1]。"


def test_numbers_count_by_kind():
    text = f"张三丰，{ID}，a@b.cn，13800138000，QQ：123456"
    assert seen(text, "张三丰") == "[姓名1]，[身份证号1]，[邮箱1]，[手机号1]，QQ：[QQ号1]"


def test_english_rubrics_have_english_placeholders():
    text = "Call 13800138000 or 010-62345678, mail a@b.io, ask Ann Lee."
    assert seen(text, "Ann Lee", language="en") == (
        "Call [phone 1] or [landline 1], mail [email 1], ask [name 1]."
    )


def test_offsets_are_those_of_the_text_as_written():
    text = "\u200b电话\u200b138\u200b00138000，谢谢"
    (found,) = redactions(text, NOBODY, "zh")
    assert found == Redaction(4, 16, "[手机号1]", "phone")
    assert text[found.start : found.end] == "138\u200b00138000"


@pytest.mark.parametrize("number", [
    "一三八 1234 5678", "138一二三四5678", "一三八-零零一三-八零零零", "1３八 0013 八〇〇〇", "幺三八12345678",
])  # fmt: skip
def test_phone_number_in_figures_and_chinese_numerals_is_one(number):
    assert seen(f"请打{number}，谢谢。") == "请打[手机号1]，谢谢。"


@pytest.mark.parametrize("text", [
    "订单号一三八12345678已发出。", "一三八12345678万元", "第一3812345678件", "2一三八12345678",
])  # fmt: skip
def test_other_numbers_in_figures_and_chinese_numerals_are_left(text):
    assert seen(text) == text


def test_an_id_with_a_wrong_check_digit_needs_a_word_that_says_so():
    wrong = ID[:-1] + "1"
    assert seen(f"他报了{wrong}。") == f"他报了{wrong}。"
    assert seen(f"身份证号{wrong}。") == "身份证号[身份证号1]。"


def test_a_card_number_needs_its_check_digit_or_a_word():
    good, bad = "6222020200012345678", "6222020200012345671"
    assert [bool(redactions(each, NOBODY, "zh")) for each in (good, bad)].count(True) <= 1
    assert seen(f"卡号{bad}") == "卡号[银行卡号1]"
    assert seen(f"流水号{good}") == f"流水号{good}"


@pytest.mark.parametrize(
    "number", ["95598", "12306", "400-820-8820", "8008208820", "1-800-123-4567"]
)
def test_numbers_a_company_is_called_by_are_nobodys_own(number):
    assert seen(f"请拨打{number}转人工。") == f"请拨打{number}转人工。"


@pytest.mark.parametrize("label", ["订单号", "工单编号：", "order no ", "单号是"])
def test_a_number_called_an_order_is_left(label):
    assert seen(f"{label}13912345678") == f"{label}13912345678"


def test_the_word_nearest_to_a_number_says_what_it_is():
    assert seen("订单的联系电话13912345678") == "订单的联系电话[手机号1]"


def test_a_text_without_private_data_is_passed_over_quickly():
    """Under half a millisecond for 500 characters, 100,000 names in the file."""
    surnames = "赵钱孙李周吴郑王冯陈"
    given = [chr(0x4E00 + n) for n in range(100)]
    names = Names(a + b + c for a in surnames for b in given for c in given)
    text = ("我会先听客户说完，记下事情，再核对订单，当天回访确认。周总您好，" * 20)[:500]
    best = min(timed(text, names) for _ in range(5))
    assert best < 0.5e-3


def timed(text, names):
    began = time.thread_time()
    for _ in range(20):
        redactions(text, names, "zh")
    return (time.thread_time() - began) / 20


@pytest.mark.parametrize(
    "hostile", ["1", "13800138000 ", "a@", "1 ", "李想", "微信", "+86", "wx:abcdef_ ", "at [at] "]
)
def test_time_grows_no_faster_than_the_text(hostile):
    names = Names(["李想", "Will Smith"])

    def spent(size):
        text = (hostile * size)[:size]
        began = time.thread_time()
        redactions(text, names, "zh")
        return time.thread_time() - began

    spent(1000)
    small = min(spent(4_000) for _ in range(3))
    large = min(spent(40_000) for _ in range(2))
    assert large < 60 * small + 0.1, "ten times the text; by the square it would be a hundred"
