"""All answers of a candidate in one cell, and what is told of special answers."""

import pytest

from grader.core.arrange import Arranger
from grader.records import Answer, Place, Row, RowProblem

ALL = "1. 先道歉\n2. 用手势\n3. 听各方\n4. 我来担责"
ITEMS = ["一/1", "一/2", "二/1", "二/12"]


def answered(arranged, paper, cell, **options):
    return arranged(paper, {"考生": "甲", "部门": "客服", "答案": cell}, **options)


def short(found):
    return [(each.item_id, each.text) for each in found]


@pytest.mark.parametrize(
    "cell",
    [
        ALL,
        "1、先道歉\n2、用手势\n3、听各方\n4、我来担责",
        "（1）先道歉\n（2）用手势\n（3）听各方\n（4）我来担责",
        "第一题：先道歉\n第二题：用手势\n第三题：听各方\n第四题：我来担责",
        "您好：\nQ1: 先道歉\nQ2: 用手势\nQ3: 听各方\nQ4: 我来担责\n",
    ],
)
def test_numbers_from_1_on_are_the_items_in_the_order_of_the_paper(arranged, paper, cell):
    """一/1 and 二/1 share a number, so the numbers alone would be in doubt."""
    found = answered(arranged, paper, cell)
    assert short(found) == list(zip(ITEMS, ["先道歉", "用手势", "听各方", "我来担责"], strict=True))
    assert {(each.candidate_id, each.place.row) for each in found} == {("甲", 2)}
    assert found[3].attributes == {"部门": "客服"}


def test_numbers_that_are_ids_mean_those_items(arranged, rubric, item, criterion):
    two = rubric(item(criterion("a"), name="2"), item(criterion("a"), name="5"))
    assert short(answered(arranged, two, "2. 先道歉\n5. 用手势")) == [
        ("2", "先道歉"), ("5", "用手势")
    ]  # fmt: skip


def test_number_with_nothing_behind_it_and_empty_cells_are_not_answered(arranged, paper):
    found = answered(arranged, paper, "1. 先道歉\n2.\n3. 听各方\n4. 我来担责")
    assert short(found)[1] == ("一/2", None)
    assert short(answered(arranged, paper, " ")) == [(each, None) for each in ITEMS]


def test_list_inside_an_answer_stays_in_it(arranged, paper):
    cell = "1. 先道歉：\n（1）致歉\n（2）倾听\n2. 用手势\n3. 听各方\n4. 我来担责"
    assert short(answered(arranged, paper, cell))[0] == ("一/1", "先道歉：\n（1）致歉\n（2）倾听")


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("先道歉，再核对订单", "not numbered"),
        ("1. 先道歉\n2. 用手势\n3. 听各方", "do not fit"),
        (ALL + "\n5. 还有", "do not fit"),
        (
            "以下是我花了很长时间认真写的全部答案，请各位老师过目指正：\n" + ALL,
            "before the first number",
        ),
    ],
)
def test_cell_whose_numbers_do_not_fit_is_a_problem_of_its_row(arranged, paper, cell, part):
    [problem] = answered(arranged, paper, cell)
    assert isinstance(problem, RowProblem)
    assert (problem.candidate_id, problem.place.row) == ("甲", 2)
    assert part in problem.problem
    assert "item_id" in problem.problem


def test_number_left_out_is_not_taken_for_not_answered(arranged, rubric, item, criterion):
    """It may stand, written otherwise, inside the answer before it."""
    three = rubric(*(item(criterion("a"), name=name) for name in ("1", "2", "3")))
    [problem] = answered(arranged, three, "1. 先道歉\n3. 听各方")
    assert "no answer is numbered for item 2" in problem.problem


def test_only_items_to_keep_may_be_numbered(arranged, paper):
    found = answered(arranged, paper, "1. 先道歉\n2. 听各方", items=("一/1", "二/1"))
    assert short(found) == [("一/1", "先道歉"), ("二/1", "听各方")]


def test_part_that_is_too_long_is_a_problem_of_its_item(arranged, paper):
    found = answered(arranged, paper, ALL + "x" * 60, most_characters=60)
    assert [type(each) for each in found] == [Answer, Answer, Answer, RowProblem]
    assert found[3].item_id == "二/12"


def assumed(paper, *texts, headers=("id", "item_id", "answer")):
    arranger = Arranger(paper)
    for number, text in enumerate(texts, start=2):
        cells = dict(zip(headers, ("甲", "一/1", text), strict=True))
        list(arranger.answers(Row(place=Place(file="a.csv", row=number), cells=cells)))
    return [(each.file, each.is_sure, each.what) for each in arranger.assumed]


def test_numbered_cells_are_told_once_to_be_confirmed(paper):
    arranger = Arranger(paper)
    for number in (2, 3):
        cells = {"考生": f"甲{number}", "答案": ALL}
        list(arranger.answers(Row(place=Place(file="a.csv", row=number), cells=cells)))
    [told] = arranger.assumed
    assert (told.file, told.is_sure) == ("a.csv", False)
    assert told.what == (
        "'答案' holds all answers of a candidate, numbered; they are to items 一/1, 一/2, 二/1, 二/12"
    )


def test_pointers_and_transcripts_are_told_once_each(paper):
    turns = "面试官：怎么办？\n考生：我先道歉。"
    told = assumed(paper, "我先道歉", "见附件", turns, "[图片]", turns)
    assert [(file, is_sure) for file, is_sure, _ in told] == [("a.csv", True), ("a.csv", True)]
    assert "row 3: this answer is a file, a link or a picture" in told[0][2]
    assert "row 4: this answer is an interview transcript; of such ones only" in told[1][2]


def test_transcript_of_nameless_speakers_is_to_be_confirmed(paper):
    turns = "说话人1 00:12\n怎么办？\n说话人2 00:20\n我先道歉，再核对订单。"
    [(_, is_sure, what)] = assumed(paper, turns)
    assert not is_sure
    assert "taken for the candidate is who says '我先道歉，再核对订单。'" in what


def test_ordinary_answers_tell_nothing(paper):
    assert (
        assumed(paper, "我先道歉", "客户：退票！\n我：您别急。", "", "我会查看邮件和系统记录再回电")
        == []
    )
