"""Answers that candidates share: in every report for the recruiter, in no letter."""

import csv
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from grader.readers.resources import labels
from grader.records import Answer, Place
from grader.runs import report_folder
from grader.runs.alike import find_alike
from grader.stores.intake import Intake

EXAMPLES = Path(__file__).parents[2] / "examples" / "answers.csv"
with EXAMPLES.open(encoding="utf-8-sig", newline="") as _file:
    WRITTEN = {
        (row["candidate_id"], row["item_id"]): row["answer"] for row in csv.DictReader(_file)
    }
SHEET = WRITTEN["A01", "一/1"]
COPY = SHEET.replace("客户", "顾客") + "谢谢！"


def staged(tmp_path, *rows):
    """An intake that holds *rows* of candidate, item and text."""
    intake = Intake(tmp_path / "intake.db")
    for number, (who, item, text) in enumerate(rows, start=2):
        place = Place(file="a.csv", row=number)
        intake.add(Answer(candidate_id=who, item_id=item, text=text, place=place))
    return intake


def others(intake, who, item):
    found = intake.alike.of(who, item)
    return found.others if found else None


def test_copies_of_one_text_are_a_group_and_nothing_else_is(tmp_path):
    rows = [(who, item, text) for (who, item), text in WRITTEN.items() if text]
    with closing(staged(tmp_path, *rows, ("C1", "一/1", COPY), ("C2", "一/1", SHEET))) as intake:
        find_alike(intake)
        [group], more = intake.alike.groups(50)
        assert (group.item_id, group.candidates, group.more, more) == (
            "一/1",
            ("A01", "C1", "C2"),
            0,
            0,
        )
        assert 90 <= group.low < group.high == 100
        assert group.words in SHEET
        like = intake.alike.of("C1", "一/1")
        assert like.others == ("A01", "C2")
        assert COPY[like.start : like.end] in SHEET
        assert like.end - like.start >= 20
        assert others(intake, "A02", "一/1") is None


def test_the_same_text_to_another_question_is_no_copy(tmp_path):
    with closing(staged(tmp_path, ("A", "一/1", SHEET), ("B", "一/2", SHEET))) as intake:
        find_alike(intake)
        assert intake.alike.groups(50) == ([], 0)


def test_short_and_empty_answers_are_never_alike(tmp_path):
    rows = [
        (f"P{n}", "一/1", text)
        for n, text in enumerate(["不知道"] * 3 + ["先道歉，再查订单。"] * 3 + [None] * 2)
    ]
    with closing(staged(tmp_path, *rows)) as intake:
        find_alike(intake)
        assert intake.alike.groups(50) == ([], 0)


def test_an_interviewers_words_are_nobodys_copy(tmp_path):
    asked = "面试官：" + SHEET[:120] + "\n考生："
    own = [text for (_, item), text in WRITTEN.items() if item == "一/2" and len(text) > 60][:3]
    with closing(
        staged(tmp_path, *((f"P{n}", "一/1", asked + text) for n, text in enumerate(own)))
    ) as intake:
        find_alike(intake)
        assert intake.alike.groups(50) == ([], 0)


def test_large_groups_name_the_first_and_count_the_rest(tmp_path):
    rows = [(f"P{n:03}", "一/1", SHEET + f"我是{n}号。") for n in range(60)]
    with closing(staged(tmp_path, *rows)) as intake:
        find_alike(intake)
        [group], _ = intake.alike.groups(50)
        assert (len(group.candidates), group.more) == (20, 40)
        like = intake.alike.of("P030", "一/1")
        assert (like.others, like.more) == (("P000", "P001", "P002", "P003", "P004"), 54)


def test_at_most_so_many_groups_are_given_and_the_rest_told(tmp_path):
    long = [text for text in WRITTEN.values() if len(text) > 60]
    rows = [(f"{n}-{side}", "一/1", text) for n, text in enumerate(long) for side in "ab"]
    with closing(staged(tmp_path, *rows)) as intake:
        find_alike(intake)
        groups, more = intake.alike.groups(50)
        assert (len(groups), more) == (50, len(long) - 50)


def test_it_is_done_once_and_again_after_a_change(tmp_path):
    with closing(staged(tmp_path, ("A", "一/1", SHEET), ("B", "一/1", COPY))) as intake:
        find_alike(intake)
        intake.add(Answer(candidate_id="C", item_id="一/1", text=SHEET))
        find_alike(intake)
        assert others(intake, "C", "一/1") is None
        intake.alike.clear()
        assert intake.alike.groups(50) == ([], 0)
        find_alike(intake)
        assert others(intake, "C", "一/1") == ("A", "B")


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    """A run in which two candidates handed in one text."""
    from grader.judges.baseline import BaselineJudge
    from grader.readers.resources import find_rubric
    from grader.runs import FolderRun, Sources
    from grader.wiring import rubric_named

    folder = tmp_path_factory.mktemp("alike")
    rows = [(who, item, text) for (who, item), text in WRITTEN.items() if who in {"A01", "A03"}]
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        named = [
            ("候选<甲>", item, text if item != "一/1" else COPY)
            for who, item, text in rows
            if who == "A03"
        ]
        csv.writer(file).writerows([("candidate_id", "item_id", "answer"), *rows, *named])
    name = "service-manager"
    (folder / "out").mkdir()
    FolderRun(
        folder=folder / "out", rubric=rubric_named(name), judge=BaselineJudge(),
        rubric_text=find_rubric(name).read_text("utf-8"), sources=Sources(files=[folder / "a.csv"]),
        formats="html,md,xlsx,letters", signed_by="王",
    ).grade()  # fmt: skip
    return folder / "out"


def _flags(folder, item):
    with (folder / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return {
            row["candidate_id"]: row["flags"]
            for row in csv.DictReader(file)
            if row["item_id"] == item
        }


def test_each_of_them_has_the_flag(reported):
    flags = _flags(reported, "一/1")
    assert "near_duplicate" in flags["A01"]
    assert "near_duplicate" in flags["候选<甲>"]
    assert "near_duplicate" not in flags["A03"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_the_other_and_lists_the_groups(reported, language):
    report_folder(reported, labels_language=language)
    page = (reported / "report.html").read_text("utf-8")
    words = labels(language, "report")
    assert words["alike"] in page
    assert page.count('<section id="alike"') == 1
    assert "候选&lt;甲&gt;" in page.split('<section id="alike"')[1]
    assert {
        "zh": "与 候选&lt;甲&gt; 的答案相似度为 9",
        "en": "alike with the answer of 候选&lt;甲&gt;",
    }[language] in page
    assert '<mark class="seen' in page


def test_markdown_and_workbook_list_them(reported):
    made = (reported / "report.md").read_text("utf-8")
    assert "A01；候选&lt;甲&gt;" in made or "A01; 候选&lt;甲&gt;" in made
    book = openpyxl.load_workbook(reported / "report.xlsx")
    [sheet] = [each for each in book if each.title in {"相似答案", "Alike"}]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("A01" in cell and "候选<甲>" in cell for cell in cells)


def test_letters_name_nobody_else(reported):
    letters = list((reported / "letters").glob("letter-*.html"))
    assert letters
    for each in letters:
        text = each.read_text("utf-8")
        assert ("A01" in text) + ("候选&lt;甲&gt;" in text) + ("A03" in text) == 1
        assert "相似" not in text


def test_a_run_without_copies_has_no_such_part(tmp_path, table):
    table.add(("A", "一/1", SHEET)).grade()
    assert 'id="alike"' not in (table.folder / "out" / "report.html").read_text("utf-8")
    book = openpyxl.load_workbook(table.folder / "out" / "report.xlsx")
    assert not [each for each in book if each.title in {"相似答案", "Alike"}]
