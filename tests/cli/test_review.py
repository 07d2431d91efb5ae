"""grader review: the list and its sheets, and what people fill in taken back into the reports."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from grader.readers.resources import labels
from grader.runs import FolderRun, Sources
from grader.testing import ScriptedJudge
from grader.testing.replies import rating_content
from grader.wiring import rubric_named

ITEM = "一/1"
RUBRIC = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
OPEN = "我会先道歉，再请同事处理。"


def _script(body, _number):
    """Top marks; for one text, with words that are not in it."""
    is_open = OPEN[:-1] in json.dumps(body, ensure_ascii=False)
    return rating_content(body, quotes="invented" if is_open else "verbatim")


def _grade(folder, rubric_text=RUBRIC):
    path = folder / "rubric.yaml"
    path.write_text(rubric_text, encoding="utf-8")
    return FolderRun(
        folder=folder / "out", rubric=rubric_named(str(path)),
        rubric_text=rubric_text, judge=ScriptedJudge(_script),
        sources=Sources(files=[folder / "a.csv"]), formats="csv",
    ).grade()  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two held answers, twenty settled ones; the group column is nobody's business."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "out").mkdir()
    rows = [
        (f"C{n:02}", ITEM, f"我会先听客户说完，记下第{n}件事，核对订单，当天回访。", "女组")
        for n in range(20)
    ]
    rows += [("D1", ITEM, OPEN, "男组"), ("D2", ITEM, f"{OPEN}谢谢。", "男组")]
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("candidate_id", "item_id", "answer", "性别"), *rows])
    _grade(folder)
    return folder


@pytest.fixture
def out(whole, tmp_path):
    shutil.copy(whole / "a.csv", tmp_path / "a.csv")
    return shutil.copytree(whole / "out", tmp_path / "out")


@pytest.fixture
def listed(inside, out):
    def run(*options):
        done = inside("review", out, "--json", *options)
        assert done.code == 0, done.err
        return json.loads(done.out)

    return run


ALLOWED = {"words": ("0", "1", "2"), "check": ("0", "1.5", "3")}


@pytest.fixture
def taken(inside, out, tmp_path):
    """Takes rows in, (candidate, criterion, points, reviewer[, reason]) each."""

    def run(*rows, options=(), headers=("candidate_id", "item_id", "criterion_id", "points",
                                        "reviewer", "reason")):  # fmt: skip
        path = tmp_path / "marks.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            full = [(row[0], ITEM, *row[1:], "")[: len(headers)] for row in rows]
            csv.writer(file).writerows([headers, *full])
        return inside("review", out, "--import", path, "--json", *options)

    return run


def every(candidate, points, reviewer, reason=""):
    """The same position in each criterion's levels: 0 nothing, 1 half, 2 all."""
    return [(candidate, name, steps[points], reviewer, reason) for name, steps in ALLOWED.items()]


def score_of(table, out, candidate):
    return next(row for row in table(out / "scores.csv") if row["candidate_id"] == candidate)


def fill(path, to, reviewer="王芳", reason="看过原文"):
    """Fills the sheet as a person would, half of what each criterion allows; returns the rows."""
    book = openpyxl.load_workbook(path)
    sheet, ids, filled = book.active, None, []
    for row in sheet.iter_rows():
        values = [cell.value for cell in row]
        if "candidate_id" in values:
            ids = {name: at for at, name in enumerate(values)}
        elif ids:
            row[ids["points"]].value = row[ids["allowed_2"]].value
            row[ids["reviewer"]].value, row[ids["reason"]].value = reviewer, reason
            filled.append(tuple(values[ids[name]] for name in ("candidate_id", "criterion_id")))
    book.save(to)
    return filled


def strings_of(path):
    book = openpyxl.load_workbook(path)
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_list_has_what_is_held_first_and_then_a_share_by_chance(listed):
    told = listed("--share", "0.1")
    assert [(each["candidate_id"], each["doubt"]) for each in told["answers"][:2]] == [
        ("D1", "evidence"), ("D2", "evidence"),
    ]  # fmt: skip
    assert [each["doubt"] for each in told["answers"][2:]] == ["drawn", "drawn"]
    assert (told["doubtful"], told["drawn"], len(told["seed"])) == (2, 2, 16)


def test_draw_is_recorded_and_the_same_the_next_time(listed, out):
    first = listed("--share", "0.2")
    again = listed("--share", "0.2")
    assert first["answers"] == again["answers"]
    review = json.loads((out / "run.json").read_text(encoding="utf-8"))["review"]
    assert (review["seed"], review["share"]) == (first["seed"], 0.2)


def test_page_in_the_terminal_tells_why_and_what_to_do_next(inside, out):
    done = inside("review", out, "--lang", "zh")
    assert done.code == 0
    assert "有得分在原文里找不到依据" in done.out
    assert "--import" in done.err


def test_one_answer_is_told_in_the_singular_and_two_in_the_plural(inside, out, taken):
    assert "2 answers need a person" in inside("review", out, "--lang", "en").err
    taken(*every("D1", 1, "王芳"))
    assert "1 answer needs a person" in inside("review", out, "--lang", "en").err


def test_sheet_comes_back_as_it_was_filled(listed, out, tmp_path, inside, table):
    listed()
    filled = fill(out / "review.xlsx", tmp_path / "f.xlsx")
    done = inside("review", out, "--import", tmp_path / "f.xlsx", "--json")
    told = json.loads(done.out)
    assert (done.code, told["added"], told["problems"]) == (0, len(filled), [])
    rows = table(out / "reviews.csv")
    assert sorted((r["candidate_id"], r["criterion_id"]) for r in rows) == sorted(filled)
    assert {(r["reviewer"], r["reason"], r["state"]) for r in rows} == {
        ("王芳", "看过原文", "stands")
    }
    assert score_of(table, out, "D1")["rater"] == "person:王芳"
    assert score_of(table, out, "D1")["status"] == "graded"


def test_sheet_that_was_filled_in_is_not_written_over_before_it_was_taken(listed, out, inside):
    listed()
    fill(out / "review.xlsx", out / "review.xlsx")
    before = (out / "run.json").read_bytes()
    done = inside("review", out, "--share", "0.7")
    assert (done.code, "--import" in done.err) == (2, True)
    assert (out / "run.json").read_bytes() == before
    assert "看过原文" in strings_of(out / "review.xlsx")
    assert inside("review", out, "--import", out / "review.xlsx").code == 0
    assert inside("review", out).code == 0
    assert "看过原文" not in strings_of(out / "review.xlsx")


def test_same_file_again_adds_nothing(taken, out):
    first = json.loads(taken(*every("D1", 1, "王芳")).out)
    again = json.loads(taken(*every("D1", 1, "王芳")).out)
    assert (first["added"], again["added"], again["known"]) == (len(ALLOWED), 0, len(ALLOWED))
    assert again["review"]["head"] == first["review"]["head"]


def test_older_file_does_not_undo_a_correction(taken, out, table):
    taken(*every("D1", 1, "王芳"))
    taken(*every("D1", 2, "王芳"))
    told = json.loads(taken(*every("D1", 1, "王芳")).out)
    assert (told["added"], told["outdated"]) == (0, len(ALLOWED))
    row = score_of(table, out, "D1")
    assert row["points"] == row["max_points"]
    assert {r["state"] for r in table(out / "reviews.csv")} == {"stands", "superseded"}


def test_blind_sheet_holds_nothing_of_what_machines_or_others_gave(listed, out, taken):
    taken(*every("D1", 1, "王芳", "先道歉不算安抚"))
    told = listed("--blind")
    words = labels("zh", "report")
    hidden = {
        *(text for name, text in words.items() if name.startswith(("doubt_", "flag_"))),
        *(words[name] for name in ("book_machine", "book_evidence", "book_why", "book_low")),
        "As scripted.", "王芳", "先道歉不算安抚", "女组", "男组", "性别",
    }  # fmt: skip
    strings = strings_of(out / "review-blind.xlsx")
    assert OPEN in strings
    assert [(each, text) for each in hidden for text in strings if each in text] == []
    assert all(each.keys() == {"candidate_id", "item_id"} for each in told["answers"])
    assert {"candidate_id": "D1", "item_id": ITEM} in told["answers"]
    text = (out / "review-blind.csv").read_text(encoding="utf-8-sig")
    assert [each for each in hidden if each in text] == []


def test_sheets_show_nothing_of_a_group(listed, out):
    listed("--share", "1")
    text = " ".join(strings_of(out / "review.xlsx")) + (out / "review.csv").read_text("utf-8-sig")
    assert [each for each in ("女组", "男组", "性别") if each in text] == []


def test_two_who_differ_are_listed_and_an_adjudicator_settles_it(taken, listed, out, table):
    taken(*every("D1", 1, "王芳"), *every("D1", 2, "李强"))
    row = score_of(table, out, "D1")
    assert (row["status"], row["reason"], row["points"]) == ("held", "reviewers_disagree", "")
    assert "reviewers_disagree" in row["flags"]
    assert listed()["answers"][0]["doubt"] == "reviewers_disagree"
    assert "李强" in " ".join(strings_of(out / "review.xlsx"))
    done = taken(*every("D1", 0, "周总"), options=("--adjudicator", "周总"))
    assert json.loads(done.out)["added"] == len(ALLOWED)
    row = score_of(table, out, "D1")
    assert (row["status"], row["points"], row["rater"]) == ("graded", "0", "person:周总")


def test_reviewer_cannot_settle_a_difference_with_another(taken):
    taken(*every("D1", 1, "王芳"), *every("D1", 2, "李强"))
    done = taken(*every("D1", 0, "王芳"), options=("--adjudicator", "王芳"))
    assert done.code == 2
    assert "let somebody else settle it" in done.err


def test_changed_rubric_makes_a_mark_stale_and_lists_the_answer_again(
    whole, inside, tmp_path, table, taken, listed, out
):
    taken(*every("C01", 0, "王芳"))
    assert score_of(table, out, "C01")["points"] == "0"
    _grade(tmp_path, RUBRIC.replace("写出查哪一段", "写出查哪一段、谁来查"))
    row = score_of(table, out, "C01")
    assert (row["rater"], row["points"]) == ("scripted", row["max_points"])
    assert "review_stale" in row["flags"]
    assert {each["state"] for each in table(out / "reviews.csv")} == {"stale"}
    told = listed("--share", "1")
    assert ("C01", "stale") in [(e["candidate_id"], e["doubt"]) for e in told["answers"]]
    taken(*every("C01", 1, "王芳"))
    again = listed("--share", "1")
    assert (again["drawn"], again["seed"]) == (told["drawn"], told["seed"])
    assert "C01" not in [each["candidate_id"] for each in again["answers"]]


WRONG = {
    "no candidate 'X'": ("X", "", "1", "王芳"),
    "no scoring point 'none'": ("D1", "none", "1", "王芳"),
    "no level of scoring point": ("D1", "words", "0.25", "王芳"),
    "no number": ("D1", "words", "两分", "王芳"),
    "without a reviewer": ("D1", "words", "0", ""),
    "points for item": ("D1", "", "99", "王芳"),
}


@pytest.mark.parametrize(("told", "row"), WRONG.items(), ids=WRONG)
def test_wrong_row_is_told_and_nothing_is_taken(taken, out, told, row):
    done = taken(*every("D2", 1, "王芳"), row)
    assert done.code == 2
    assert told in done.err
    assert f"marks.csv:{len(ALLOWED) + 2}" in done.err
    assert "Traceback" not in done.err
    assert not (out / "reviews.csv").exists()


def test_all_wrong_rows_are_told_at_once_and_the_good_ones_can_be_taken(taken):
    rows = [*every("D2", 1, "王芳"), *WRONG.values()]
    assert taken(*rows).err.count("marks.csv:") == len(WRONG)
    told = json.loads(taken(*rows, options=("--skip-bad-rows",)).out)
    assert (told["added"], len(told["problems"])) == (len(ALLOWED), len(WRONG))


def test_whole_points_beside_points_by_criterion_are_refused(taken):
    done = taken(("D1", "", "3", "王芳"), ("D1", "words", "0", "王芳"))
    assert done.code == 2
    assert "give one or the other" in done.err


def test_points_that_are_no_level_are_told_with_those_that_are(taken):
    assert "give one of 0, 1.5, 3" in taken(("D1", "check", "2", "王芳")).err


def test_chinese_table_typed_by_hand_is_read(taken, out, table):
    headers = ("考生编号", "题号", "评分点", "分数", "复核人", "理由")
    done = taken(("D1", "", "３分", " 王 芳 ", "话说得对"), ("D2", "", "", "王芳"), headers=headers)
    assert json.loads(done.out)["added"] == 1
    row = score_of(table, out, "D1")
    assert (row["points"], row["rater"], row["empathy"]) == ("3", "person:王 芳", "")


def test_table_without_a_column_that_is_needed_is_refused(taken):
    done = taken(
        ("D1", "", "3", "王芳"), headers=("candidate_id", "item_id", "criterion_id", "points")
    )
    assert (done.code, "reviewer" in done.err) == (2, True)


def test_reports_show_machine_and_person_side_by_side(taken, out, listed, inside):
    drawn = [each["candidate_id"] for each in listed("--share", "0.1")["answers"][2:]]
    other = next(f"C{n:02}" for n in range(20) if f"C{n:02}" not in drawn)
    taken(
        *every("D1", 1, "王芳", "见原文第一句"),
        *every(drawn[0], 2, "王芳"),
        *every(other, 1, "王芳"),
    )
    inside("report", out, "--format", "html,md,xlsx", "--lang", "zh")
    words = labels("zh", "report")
    page = (out / "report.html").read_text(encoding="utf-8")
    text = (out / "report.md").read_text(encoding="utf-8")
    book = " ".join(strings_of(out / "report.xlsx"))
    for told in (words["agreement_near"], words["agreement_same"], "见原文第一句", "王芳"):
        assert told in page
        assert told in text
        assert told in book
    for each in (page, text, book):
        assert words["note_reviewed_many"].format(n=3, drawn=1) in each
        assert words["note_agreement"].format(n=2, same=1) in each
        assert words["note_agreement_drawn"].format(n=1, same=1) in each
        assert words["note_agreement_criteria"].format(n=4, same=2, near=2) in each
    assert "以人工评分为准：王芳" in page


def test_what_a_reviewer_writes_is_text_that_nothing_runs(taken, out, inside):
    taken(("D1", "", "3", "=王芳()", "<script>alert(1)</script>"), ("D2", "", "2", "李强", "=1+1"))
    inside("report", out, "--format", "html,md,xlsx")
    table = (out / "reviews.csv").read_text(encoding="utf-8-sig")
    assert "'=王芳()" in table
    assert "'=1+1" in table
    for name in ("report.html", "report.md"):
        text = (out / name).read_text(encoding="utf-8")
        assert "alert(1)" in text
        assert "<script>alert(1)" not in text
    book = openpyxl.load_workbook(out / "report.xlsx")
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row
                if c.data_type == "f"]  # fmt: skip
    assert formulas == []


def test_letter_tells_what_stands_and_no_dimension_of_a_whole_mark(taken, out, inside):
    taken(("D1", "", "3", "王芳"), ("D2", "", "2", "王芳"))
    done = inside("report", out, "--format", "letters", "--signed-by", "周敏", "--lang", "zh")
    assert done.code == 0, done.err
    with (out / "letters/index.csv").open(encoding="utf-8-sig", newline="") as file:
        index = {row["candidate_id"]: row for row in csv.DictReader(file)}
    page = (out / "letters" / index["D1"]["file"]).with_suffix(".html")
    letter = page.read_text(encoding="utf-8")
    assert labels("zh", "report")["letter_total"].format(points=3, of=5) in letter
    assert labels("zh", "report")["letter_by_person"] in letter
    assert "同理心" not in letter


def test_run_json_tells_the_head_of_the_log(taken, out, listed):
    listed()
    taken(*every("D1", 1, "王芳"))
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (told["review"]["entries"], len(told["review"]["head"])) == (1, 64)
    assert (told["counts"]["held"], told["counts"]["graded"]) == (1, 21)


def test_run_that_people_have_marked_is_verified_as_sound(taken, out, inside, listed):
    taken(*every("D1", 1, "王芳"))
    listed()
    done = inside("verify", out, "--json")
    assert (done.code, json.loads(done.out)["findings"]) == (0, [])


@pytest.mark.parametrize(("statement", "entry"), [
    ("UPDATE review SET content = replace(content, '1.5', '3') WHERE id = 1", 1),
    ("DELETE FROM review WHERE id = 2", 2),
])  # fmt: skip
def test_changed_log_is_told_where_it_changed(taken, out, inside, statement, entry):
    taken(*every("D1", 1, "王芳"), *every("D2", 1, "王芳"))
    with closing(sqlite3.connect(out / "grader.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER review_stays")
        connection.execute("DROP TRIGGER review_is_fixed")
        connection.execute(statement)
    done = inside("verify", out, "--json")
    found = {each["code"]: each["told"] for each in json.loads(done.out)["findings"]}
    assert done.code == 1
    assert f"entry {entry}" in found["review_log"]


def test_purge_takes_marks_and_sheets_away_and_leaves_the_log_whole(taken, listed, out, inside):
    listed("--share", "1")
    listed("--share", "1", "--blind")
    taken(*every("D1", 1, "王芳", "先道歉不算安抚"), *every("D2", 1, "王芳"))
    done = inside("purge", out, "--candidate", "D1", "--yes", "--json")
    assert done.code == 0, done.err
    assert sorted(path.name for path in out.glob("review*")) == ["reviews.csv"]
    assert "先道歉不算安抚".encode() not in (out / "grader.db").read_bytes()
    told = json.loads(inside("verify", out, "--json").out)
    assert (told["reviews"], told["findings"]) == ({"entries": 2, "purged": 1}, [])


def test_grading_again_keeps_what_people_gave(taken, out, table, tmp_path):
    taken(*every("D1", 1, "王芳"))
    before = (out / "scores.csv").read_text(encoding="utf-8-sig")
    _grade(tmp_path)
    assert (out / "scores.csv").read_text(encoding="utf-8-sig") == before


def test_folder_without_a_run_is_told(inside, tmp_path):
    done = inside("review", tmp_path)
    assert (done.code, "no run in here" in done.err) == (2, True)
