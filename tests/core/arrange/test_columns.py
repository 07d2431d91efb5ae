"""Tables as forms write them: who, what is graded, what is not, and what --map says."""

import pytest

from grader.core.arrange import Arranger, Understood, parse_wish
from grader.errors import InputError, SettingError
from grader.records import Answer, Place, Row, RowProblem

FIRST = "客户因系统故障买不到票，你会怎样处理？"
SECOND = "如何向听不懂普通话的客户解释退票规则？"
LONG = "我会先听客户说完，再核对订单，当天给出答复，并在第二天回访确认。"


def rows_of(*cells):
    return [Row(place=Place(file="a.csv", row=n), cells=each) for n, each in enumerate(cells, 2)]


def arrange(rubric, *cells, maps=(), **options):
    """The arranger after it looked at all rows, and what they became."""
    arranger = Arranger(rubric, wishes=tuple(map(parse_wish, maps)), **options)
    found = [each for row in arranger.looked_at(rows_of(*cells)) for each in arranger.answers(row)]
    arranger.finish()
    return arranger, found


def roles(arranger):
    [table] = arranger.tables
    return {column.header: column.role for column in table.columns}


def doubts(arranger):
    return Understood(tables=tuple(arranger.tables)).doubts


def test_survey_columns_are_attributes_and_the_numbered_name_is_the_candidate(paper):
    row = {
        "序号": "1", "提交答卷时间": "2026/9/14 20:31:07", "所用时间": "312秒", "来源": "手机提交",
        "来自IP": "120.36.1.1(福建-厦门)", "总分": "0", "1、您的姓名：": "周敏", "2、您的性别：": "女",
        "3、请输入您的手机号码：": "13800001111", f"4、{FIRST}": LONG,
    }  # fmt: skip
    arranger, [found] = arrange(paper, row)
    assert (found.candidate_id, found.item_id) == ("周敏", "一/1")
    assert len(found.attributes) == 8
    assert set(roles(arranger).values()) == {"candidate", "about", "item"}
    assert doubts(arranger) == []


def test_form_without_names_is_keyed_by_what_tells_people_apart(paper):
    """Microsoft Forms leaves Name empty and writes "anonymous" where nobody signs in."""
    cells = [{"ID": str(n), "Email": "anonymous", "Name": "", "一/1": LONG} for n in (1, 2)]
    _, found = arrange(paper, *cells)
    assert [each.candidate_id for each in found] == ["1", "2"]


def test_question_of_no_item_is_told_and_doubtful_only_where_items_are_missing(paper, rubric, item, criterion):  # fmt: skip
    row = {"姓名": "甲", "一/1": LONG, "您还有什么想问的？": "没有"}
    arranger, _ = arrange(paper, row)
    assert roles(arranger)["您还有什么想问的？"] == "ungraded"
    [doubt] = doubts(arranger)
    assert '--map "您还有什么想问的？="' in doubt
    whole, _ = arrange(rubric(item(criterion("a"))), row)
    assert roles(whole)["您还有什么想问的？"] == "ungraded"
    assert doubts(whole) == []


@pytest.mark.parametrize(
    ("header", "cell", "role"),
    [
        ("自我评价", LONG, "ungraded"),
        ("自我评价", "良好", "about"),
        ("您目前的最高学历是？", "本科", "about"),
        ("客户地址填错了怎么办？", "改", "ungraded"),
        ("反馈：客户来催，怎么答？", "快", "ungraded"),
        ("组别", "甲组", "about"),
        (f"Points - {FIRST}", "8", "about"),
    ],
)
def test_column_without_an_item_is_judged_by_header_and_cells(paper, header, cell, role):
    arranger, _ = arrange(paper, {"姓名": "甲", "一/2": LONG, header: cell})
    assert roles(arranger)[header] == role


@pytest.mark.parametrize("cell", ["(跳过)", "(空)", "-", "N/A", "未作答", "（未填写）", " "])
def test_skipped_item_of_a_wide_table_is_not_answered(paper, cell):
    _, [found] = arrange(paper, {"姓名": "甲", "一/1": cell})
    assert found.text is None


def test_answer_that_contains_such_words_stays(paper):
    _, [found] = arrange(paper, {"姓名": "甲", "一/1": "我不会跳过这一步。"})
    assert found.text == "我不会跳过这一步。"


@pytest.mark.parametrize("header", ["讲一次你…", "第1题", "讲一次你主动处理担责分歧的经历。"])
def test_header_near_two_items_is_refused_by_name(paper, header):
    with pytest.raises(InputError, match=r"may be item .* as well as .*--map"):
        arrange(paper, {"姓名": "甲", header: LONG})


def test_map_overrules_any_matching(paper):
    row = {"姓名": "甲", "一/1": "x", "Q=1": "y", "第1题": "z"}
    arranger, found = arrange(paper, row, maps=["一/1=", "Q=1=二/1", "第1题=12"])
    assert [(each.item_id, each.text) for each in found] == [("二/1", "y"), ("二/12", "z")]
    assert roles(arranger)["一/1"] == "ignored"


def test_map_names_a_column_by_its_beginning(paper):
    _, [found] = arrange(paper, {"姓名": "甲", "8、请谈谈您的看法（必填）": "x"}, maps=["8、请谈谈=一/1"])  # fmt: skip
    assert found.item_id == "一/1"


@pytest.mark.parametrize(
    "wish",
    [
        "姓名+手机[-4:]=candidate_id",
        "姓名 + 手机后四位 = candidate_id",
        "姓名＋手机后4位=candidate_id",
    ],
)
def test_composite_candidate_is_joined(paper, wish):
    _, found = arrange(paper, {"姓名": "甲", "手机": "138 0000 1234", "一/1": "x"}, maps=[wish])
    assert [each.candidate_id for each in found] == ["甲-1234"]
    assert found[0].attributes == {"姓名": "甲", "手机": "138 0000 1234"}


def test_composite_takes_a_column_of_that_name_and_a_dressed_phone(paper):
    row = {"1、您的姓名": "甲", "手机后四位": "9999", "一/1": "x"}
    _, [found] = arrange(paper, row, maps=["1、您的姓名+手机后四位=candidate_id"])
    assert found.candidate_id == "甲-9999"
    row = {"姓名": "甲", "2、您的联系电话：": "13800001234", "一/1": "x"}
    _, [found] = arrange(paper, row, maps=["姓名+手机后四位=candidate_id"])
    assert found.candidate_id == "甲-1234"


def test_composite_with_an_empty_part_is_a_problem_of_the_row(paper):
    _, [found] = arrange(
        paper, {"姓名": "甲", "手机": " ", "一/1": "x"}, maps=["姓名+手机=candidate_id"]
    )
    assert isinstance(found, RowProblem)
    assert found.problem == "no 手机; say whose answer it is"


@pytest.mark.parametrize(
    ("wish", "part"),
    [
        ("列", "COLUMN=ITEM"),
        ("=一/1", "COLUMN=ITEM"),
        ("一/1=九/9", "no item '九/9'"),
        ("没有的列=一/1", "no such column"),
        ("姓名+一/1=一/2", "only candidate_id"),
        ("第=一/1", "no such column"),  # one character is no beginning
    ],
)
def test_map_that_fits_nothing_is_refused(paper, wish, part):
    row = {"姓名": "甲", "一/1": "x", "第二列": "", "第三列": ""}
    with pytest.raises(InputError, match=part):
        arrange(paper, row, maps=[wish])


def test_beginning_of_two_columns_is_refused(paper):
    with pytest.raises(SettingError, match="2 columns begin so"):
        arrange(paper, {"姓名": "甲", "说明一": "x", "说明二": "y"}, maps=["说明=一/1"])


def test_two_people_of_one_name_are_refused_with_the_way_out(paper):
    cells = [
        {"姓名": "李娜", "手机": phone, "一/1": "x"} for phone in ("13800000001", "13800000002")
    ]
    with pytest.raises(InputError, match=r"a\.csv:3: .*a\.csv:2.*姓名\+手机\[-4:\]=candidate_id"):
        arrange(paper, *cells)
    _, found = arrange(paper, *cells, maps=["姓名+手机[-4:]=candidate_id"])
    assert [each.candidate_id for each in found] == ["李娜-0001", "李娜-0002"]
    _, found = arrange(paper, *cells, maps=["姓名=candidate_id"])
    assert [each.candidate_id for each in found] == ["李娜", "李娜"]


def test_one_person_who_hands_in_twice_is_no_namesake(paper):
    cells = [{"姓名": "李娜", "手机": phone, "提交时间": f"2026/9/{n} 8:00", "一/1": "x"}
             for n, phone in ((1, "138 0000 0001"), (2, "13800000001"))]  # fmt: skip
    cells[0]["手机"] = "13800000001"
    assert len(arrange(paper, *cells)[1]) == 2


SURVEY = ("姓名", "性别", "手机", "提交时间", "一/1", "备注")
GOOD = ("周敏", "女", "13800001111", "2026/9/14 20:31", LONG, "")


@pytest.mark.parametrize(
    ("cells", "since"),
    [
        (("", "周敏", "女", "13800001111", "2026/9/14 20:31", LONG), "性别"),
        (("女", "13800001111", "2026/9/14 20:31", LONG, "", ""), "性别"),
        (("周敏", "女", "", "13800001111", "2026/9/14 20:31", LONG), "提交时间"),
    ],
)
def test_row_moved_by_one_column_is_a_problem(paper, cells, since):
    _, found = arrange(paper, *(dict(zip(SURVEY, each, strict=True)) for each in (GOOD, GOOD, cells)))  # fmt: skip
    assert isinstance(found[-1], RowProblem)
    assert found[-1].problem.startswith(f"looks moved by one column from '{since}' on")
    assert [type(each) for each in found[:-1]] == [Answer, Answer]


@pytest.mark.parametrize(
    "cells",
    [
        ("周敏", "", "", "", LONG, ""),
        ("周敏", "保密", "微信同号", "昨天", LONG, ""),
        ("周敏", "女", "不便提供", "2026/9/14 20:31", "13800001111", ""),
        ("周敏", "女", "13800001111", "2026年9月14日 晚", "男女客户都一样先安抚。", "女"),
    ],
)
def test_row_that_is_only_filled_in_oddly_stays(paper, cells):
    _, found = arrange(paper, dict(zip(SURVEY, cells, strict=True)))
    assert isinstance(found[0], Answer)


def test_column_that_never_fits_its_header_is_no_measure(paper):
    """Here 手机 holds the kind of phone; its cells say nothing about a moved row."""
    cells = [{"姓名": f"人{n}", "手机": "安卓", "一/1": "13800001111"} for n in range(6)]
    assert all(isinstance(each, Answer) for each in arrange(paper, *cells)[1])


def test_similar_header_is_doubtful_and_says_how_near(paper):
    arranger, [found] = arrange(
        paper, {"姓名": "甲", "顾客因系统故障买不了票，你会怎样处理？": "x"}
    )
    assert found.item_id == "一/1"
    [doubt] = doubts(arranger)
    assert "is taken for item '一/1' (88 per cent alike)" in doubt


def test_question_of_another_post_is_about_the_person_here(paper, rubric, item, criterion):
    from grader.records import Text

    asked = "顾客因系统故障买不到车票，你会怎样处理？"
    other = rubric(item(criterion("a"), name="甲", text=Text(asked)))
    row = {"姓名": "甲", FIRST: LONG, asked: LONG}
    arranger, [found] = arrange(paper, row, others=(other,))
    assert found.item_id == "一/1"
    assert roles(arranger)[asked] == "about"
    assert doubts(arranger) == []


def test_understanding_is_compared_without_samples(paper):
    one, two = (
        Understood(tables=tuple(arrange(paper, {"姓名": who, "一/1": "x"})[0].tables)).text()
        for who in "甲乙"
    )
    other, _ = arrange(paper, {"姓名": "甲", "一/2": "x"})
    assert one == two != Understood(tables=tuple(other.tables)).text()
