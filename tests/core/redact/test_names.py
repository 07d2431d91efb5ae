"""Names of a file's own name columns, found as whole words."""

import pytest

from grader.core.redact import Names


def found(text, *cells):
    return [text[one.start : one.end] for one in Names(cells).found_in(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我是欧阳小红，负责复核。", "欧阳小红"),
        ("投诉由李想跟进。", "李想"),
        ("我叫李想应聘客服。", "李想"),
        ("王芳：您好！", "王芳"),
        ("来自新疆的买买提·艾力很热情。", "买买提·艾力"),
        ("Regards, Wei Zhang", "Wei Zhang"),
        ("regards, wei zhang", "wei zhang"),
        ("SOPHIE will call", "SOPHIE"),
    ],
)
def test_a_name_is_found(text, name):
    assert found(text, name.title() if name.isascii() else name) == [name]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("很高兴为您服务。", "高兴"),
        ("行李想必丢了。", "李想"),
        ("周敏感地带要慎重。", "周敏"),
        ("黄河路店要求换货。", "黄河"),
        ("Will you wait? I will.", "Will"),
        ("with grace and patience", "Grace"),
        ("the customer linda said", "Linda"),
        ("Jonathanson is another word", "Jonathan"),
        ("see jonathan_2 in the log", "Jonathan"),
        ("Ed said so", "Ed"),
        ("王先生您好", "王"),
        ("考号A001已登记", "A001"),
    ],
)
def test_what_is_no_name_there_is_left(text, cell):
    assert found(text, cell) == []


def test_both_orders_of_a_latin_name_are_one_person():
    one, other = Names(["Zhang Wei"]).found_in("Zhang Wei, also Wei Zhang")
    assert one.value == other.value


def test_the_longest_name_wins():
    assert found("陈思远明天到。", "陈思", "陈思远") == ["陈思远"]


def test_spaces_inside_a_chinese_name_are_those_of_the_form():
    assert found("我叫王小明。", "王 小 明") == ["王小明"]


@pytest.mark.parametrize("cell", ["欧阳 娜娜", "欧阳娜娜", "欧阳　娜娜"])
@pytest.mark.parametrize("written", ["欧阳娜娜", "欧阳 娜娜", "欧阳　娜娜", "欧 阳 娜 娜"])
def test_spaces_inside_a_chinese_name_hide_it_nowhere(cell, written):
    text = f"我是{written}，负责复核。"
    assert found(text, cell)[:1] == [written]
    assert {one.value for one in Names([cell]).found_in(text)} >= {"欧阳娜娜"}


def test_a_space_inside_a_name_of_two_characters_needs_words_that_let_it_be_one():
    assert found("我叫李 想，应聘客服。", "李想") == ["李 想"]


@pytest.mark.parametrize(("text", "cell"), [
    ("行李 想必丢了", "李想"), ("第一步是陈述   思路要清楚", "陈述思"),
])  # fmt: skip
def test_words_beside_a_space_are_no_name(text, cell):
    assert found(text, cell) == []


def test_a_possessive_leaves_its_ending():
    assert found("Jonathan's desk", "Jonathan") == ["Jonathan"]
