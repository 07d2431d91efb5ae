"""Rows into answers: long and wide, with and without items."""

import pytest

from grader.core.arrange import Arranger
from grader.errors import InputError
from grader.records import Answer, Place, RowProblem


def short(found):
    return [(each.candidate_id, each.item_id, each.text) for each in found]


@pytest.mark.parametrize(
    "who",
    ["candidate_id", "Candidate ID", "考生编号", "编号", "姓名", "CANDIDATE", "应聘者编号", "name"],
)
@pytest.mark.parametrize("what", ["item_id", "question_id", "题号", "Item ID"])
@pytest.mark.parametrize("said", ["answer", "答案", "回答", "Answer ", "作答内容"])
def test_long_table_is_known_by_its_headers(arranged, paper, who, what, said):
    rows = {who: "00123", what: "一/2", said: "先道歉"}, {who: "A-1", what: "12", said: ""}
    assert short(arranged(paper, *rows)) == [("00123", "一/2", "先道歉"), ("A-1", "二/12", "")]


def test_wide_table_has_a_column_per_item(arranged, paper):
    row = {
        "考生编号": "007",
        "一/1": "先道歉",
        "2. 如何向听不懂普通话的客户解释退票规则？(必填)": " ",
        "Q12": "担责",
        "部门": "甲",
    }
    found = arranged(paper, row)
    assert short(found) == [
        ("007", "一/1", "先道歉"),
        ("007", "一/2", None),
        ("007", "二/12", "担责"),
    ]
    assert all(each.attributes == {"部门": "甲"} for each in found)
    assert found[0].place == Place(file="a.csv", row=2)


def test_first_candidate_column_in_order_of_certainty_is_taken(arranged, paper):
    """A table with number and name is keyed by the number; the name is only kept."""
    [found] = arranged(
        paper, {"序号": "1", "姓名": "欧阳", "考生编号": "K9", "题号": "一/1", "答案": "x"}
    )
    assert (found.candidate_id, found.attributes) == ("K9", {"序号": "1", "姓名": "欧阳"})


def test_answer_keeps_its_own_white_space_and_ids_lose_theirs(arranged, paper):
    [found] = arranged(
        paper, {"candidate_id": " 00123 ", "item_id": " 一/1 ", "answer": " 先\n道歉 "}
    )
    assert short([found]) == [("00123", "一/1", " 先\n道歉 ")]


def test_long_table_is_known_by_question_where_ids_are_missing(arranged, paper):
    rows = [{"姓名": "甲", "题目": "1、讲一次你处理团队分歧的经历", "回答": "听各方"}]
    assert short(arranged(paper, *rows)) == [("甲", "二/1", "听各方")]


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"candidate_id": " ", "item_id": "一/1", "answer": "x"}, "candidate_id"),
        (
            {"candidate_id": "A", "item_id": "1", "answer": "x"},
            "more than one item has that number",
        ),
        ({"candidate_id": "A", "item_id": "九/9", "answer": "x"}, "'九/9'"),
        ({"candidate_id": "A", "item_id": "", "answer": "x"}, "empty item id"),
        (
            {"candidate_id": "A", "item_id": "一/1", "answer": "x" * 101},
            "101 characters, at most 100",
        ),
    ],
)
def test_row_that_cannot_be_used_says_where_and_why(arranged, paper, cells, part):
    [problem] = arranged(paper, cells, most_characters=100)
    assert isinstance(problem, RowProblem)
    assert str(problem).startswith("a.csv:2: ")
    assert part in problem.problem


def test_bad_cell_of_a_wide_row_leaves_the_others(arranged, paper):
    found = arranged(paper, {"id": "A", "一/1": "x" * 101, "一/2": "好"}, most_characters=100)
    assert [type(each) for each in found] == [RowProblem, Answer]
    assert (found[0].candidate_id, found[0].item_id) == ("A", "一/1")


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        (["item_id", "answer"], "whose answer"),
        (["candidate_id", "部门", "总分"], "no column holds answers"),
        (["candidate_id", "一/1", "1/1"], "both mean item '一/1'"),
    ],
)
def test_table_without_its_columns_is_refused_with_what_it_has(arranged, paper, headers, part):
    with pytest.raises(InputError, match=part) as raised:
        arranged(paper, dict.fromkeys(headers, "x"))
    assert str(raised.value).startswith("a.csv: ")
    assert "\n" not in str(raised.value)


def test_single_item_needs_no_item_column(arranged, rubric, item, criterion):
    assert short(arranged(rubric(item(criterion("a"))), {"id": "A", "answer": "x"})) == [
        ("A", "一/1", "x")
    ]


def test_tables_of_two_shapes_are_each_read_by_their_headers(arranged, paper):
    found = arranged(paper, {"id": "A", "item_id": "一/1", "answer": "x"}, {"id": "B", "一/2": "y"})
    assert short(found) == [("A", "一/1", "x"), ("B", "一/2", "y")]


def test_rubric_without_items_takes_the_question_column(arranged, open_paper):
    rows = [
        {"id": "A", "question": "怎样退票？", "answer": "x"},
        {"id": "A", "question": "怎样改签？", "answer": "y"},
        {"id": "B", "question": "怎样退票?", "answer": "z"},
    ]
    found = arranged(open_paper, *rows)
    assert short(found) == [("A", "Q1", "x"), ("A", "Q2", "y"), ("B", "Q1", "z")]
    assert found[0].question == "怎样退票？"


def test_rubric_without_items_keeps_written_item_ids(arranged, open_paper):
    [found] = arranged(open_paper, {"id": "A", "题号": "03", "题目": "怎样退票？", "答案": "x"})
    assert (found.item_id, found.question) == ("03", "怎样退票？")


def test_rubric_without_items_takes_one_question_for_all(arranged, open_paper):
    found = arranged(
        open_paper, {"id": "A", "answer": "x"}, {"id": "B", "answer": "y"}, question="怎样退票？"
    )
    assert [(each.item_id, each.question) for each in found] == [("Q1", "怎样退票？")] * 2


def test_rubric_without_items_reads_headers_of_a_wide_table_as_questions(arranged, open_paper):
    found = arranged(
        open_paper,
        {"姓名": "甲", "手机": "13", "怎样退票？": "x", "提交时间": "9点", "怎样改签？": "y"},
    )
    assert [(each.item_id, each.question, each.text) for each in found] == [
        ("Q1", "怎样退票？", "x"), ("Q2", "怎样改签？", "y"),
    ]  # fmt: skip
    assert found[0].attributes == {"手机": "13", "提交时间": "9点"}


def test_rubric_without_items_needs_a_question(arranged, open_paper):
    with pytest.raises(InputError, match="--question"):
        arranged(open_paper, {"id": "A", "answer": "x"})
    [problem] = arranged(open_paper, {"id": "A", "question": " ", "answer": "x"})
    assert "no question" in problem.problem


def test_items_to_keep_are_known_in_any_dress(paper):
    arranger = Arranger(paper, items=("1/2", "第12题"))
    assert [each for each in ("一/1", "一/2", "二/1", "二/12") if arranger.is_kept(each)] == [
        "一/2",
        "二/12",
    ]


def test_item_to_keep_that_is_not_there_is_refused(paper):
    with pytest.raises(InputError, match="has no item '7'"):
        Arranger(paper, items=("7",))
