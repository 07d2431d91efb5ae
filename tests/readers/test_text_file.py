"""Plain text files: whose they are and what they answer, by their words, names and folders."""

import time

import pytest

from grader.core.arrange.blocks import Asked, asked_of
from grader.errors import InputError
from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric
from grader.readers.text_file import read_text
from grader.records import Row, RowProblem

PAPER = load_rubric(find_rubric("service-manager"))
ASKED = asked_of(PAPER)
ONE = Asked(items=ASKED.items[:1], whole="一/1")
OPEN = Asked(question="怎样退票？")


@pytest.fixture
def take(tmp_path):
    """The rows of a text under a name, what was told, and what is wrong."""

    def _take(text, name="A1.txt", asked=ASKED):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        notes = []
        found = list(read_text(path, notes.append, asked))
        rows = [(each.cells["candidate_id"], each.cells["item_id"], each.cells["answer"])
                for each in found if isinstance(each, Row)]  # fmt: skip
        return rows, notes, [str(each) for each in found if isinstance(each, RowProblem)]

    return _take


@pytest.mark.parametrize(
    ("name", "asked", "row"),
    [
        ("A1.txt", ONE, ("A1", "一/1")),
        ("A-1.txt", ONE, ("A-1", "一/1")),
        ("A1_一-2.txt", ASKED, ("A1", "一/2")),
        ("A1-1.2.txt", ASKED, ("A1", "一/2")),
        ("A_1_二-1.md", ASKED, ("A_1", "二/1")),
        ("一-3/A1.txt", ASKED, ("A1", "一/3")),
        ("1.3/2026-1.txt", ASKED, ("2026-1", "一/3")),
        ("A1.txt", OPEN, ("A1", "")),
    ],
)
def test_one_answer_is_to_the_item_that_names_tell(take, name, asked, row):
    rows, notes, problems = take("先道歉，\n再核实。\n", name, asked)
    assert rows == [(*row, "先道歉，\n再核实。")]
    assert f"{name.rpartition('/')[2]}: taken as one answer" in notes
    assert problems == []


@pytest.mark.parametrize("name", ["A1.txt", "A1_9-9.txt", "7.txt", "sub/A1.txt", "A1-.txt"])
def test_answer_to_an_item_that_nothing_tells_is_a_problem(take, name):
    rows, _, [problem] = take("先道歉", name)
    assert rows == []
    assert "no answer to an item found in it" in problem
    assert "一/1" in problem


def test_answer_to_an_open_rubric_needs_its_question(take):
    _, _, [problem] = take("先道歉", asked=Asked())
    assert "--question" in problem


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_empty_file_is_an_empty_answer_where_one_item_is_asked(take, text):
    assert take(text, asked=ONE)[0] == [("A1", "一/1", "")]
    assert len(take(text)[2]) == 1


NUMBERED = Asked(items=ASKED.items[:3])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_numbered_answers_of_one_candidate(take, end):
    text = end.join(
        ["姓名：李四", "", "1. 我会：", "1. 先道歉", "2. 再核实", "2、回访", "3: 不知道"]
    )
    rows, notes, _ = take(text, asked=NUMBERED)
    assert rows == [
        ("李四", "一/1", "我会：\n1. 先道歉\n2. 再核实"), ("李四", "一/2", "回访"), ("李四", "一/3", "不知道")
    ]  # fmt: skip
    assert notes == ["A1.txt: taken as a paper of 3 answers"]


@pytest.mark.parametrize("line", ["时间：当天内答复", "部门：售后", "姓名：向客户问清楚"])
def test_line_of_an_answer_that_looks_like_a_head_stays_in_it(take, line):
    rows, _, _ = take(f"1. 甲\n{line}\n2. 乙", asked=NUMBERED)
    assert rows == [("A1", "一/1", f"甲\n{line}"), ("A1", "一/2", "乙")]
    text = f"先道歉，再查订单。\n{line}"
    assert take(text, asked=ONE)[0] == [("A1", "一/1", text)]


def test_first_line_of_an_answer_is_no_title(take):
    text = "先道歉\n时间：当天内答复"
    assert take(text, asked=ONE)[0] == [("A1", "一/1", text)]


@pytest.mark.parametrize("title", ["", "客服岗位笔试答卷\n"])
def test_head_of_a_text_that_is_one_answer(take, title):
    assert take(f"{title}姓名：李四\n岗位：客服\n\n先道歉", asked=ONE)[0] == [
        ("李四", "一/1", "先道歉")
    ]


def test_label_that_no_item_has_reaches_the_one_who_checks(take):
    rows, _, _ = take("1. 甲\n2. 乙\n3. 丙\n4. 丁", asked=NUMBERED)
    assert [item for _, item, _ in rows] == ["一/1", "一/2", "一/3", "4"]


def test_question_and_answer_in_english(take):
    from dataclasses import replace

    from grader.records import Text

    items = [replace(item, text=Text("", f"How would you handle complaint number {n}?"), id=f"q{n}")
             for n, item in enumerate(ASKED.items[:2], 1)]  # fmt: skip
    lines = ["Name: Lee", ""]
    for n, said in ((1, "Listen."), (2, "Refund.")):
        lines += [f"Q{n}: How would you handle complaint number {n}?", f"A: {said}", ""]
    text = "\n".join(lines)
    assert take(text, asked=Asked(items=tuple(items)))[0] == [
        ("Lee", "q1", "Listen."),
        ("Lee", "q2", "Refund."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_text_editors_are_read(take, encoding):
    rows, _, _ = take("我会先向客户道歉，再核实订单。".encode(encoding), asked=ONE)
    assert rows == [("A1", "一/1", "我会先向客户道歉，再核实订单。")]


@pytest.mark.parametrize("text", ["\n", "1. 甲\n2. 乙\n"])
def test_file_of_more_lines_than_anybody_writes_is_refused_soon(take, text):
    begun = time.process_time()
    with pytest.raises(InputError, match=r"A1\.txt: more than 20,000 lines"):
        take(text * 100_000)
    assert time.process_time() - begun < 5


def test_chosen_item_is_what_a_text_without_questions_answers(take):
    one = asked_of(PAPER, ("1.2",))
    assert take("先道歉", asked=one)[0] == [("A1", "一/2", "先道歉")]
    first, second = (item.text.zh for item in ASKED.items[:2])
    both = f"{first}\n答：甲\n{second}\n答：乙"
    assert take(both, asked=one)[0] == [("A1", "一/1", "甲"), ("A1", "一/2", "乙")]


def test_answer_that_quotes_a_list_or_a_dialogue_stays_whole(take):
    text = "我会这样做：\n1. 道歉\n2. 核实\n客户问：怎么办？\n我说：马上办。"
    assert take(text, "A1_一-1.txt")[0] == [("A1", "一/1", text)]
    assert take(text, asked=ONE)[0] == [("A1", "一/1", text)]
    assert take(text, asked=OPEN)[0] == [("A1", "", text)]
