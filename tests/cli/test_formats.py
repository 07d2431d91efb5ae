"""--format: the reports wanted and no others, and letters only with a name under them."""

import json
import re
import sys

import pytest

from grader import load_rubric
from grader.testing.replies import rating_content, said
from grader.writers.pages import FORMATS, USUAL

TEXT = "先安抚客户，认真听他说完。再核对订单，当天给出方案。最后回访确认。"
GRADE = ("-r", "service-manager", "--judge", "baseline", "-o", "out")
TABLES = {
    "intake.csv", "scores.csv", "criteria.csv", "candidates.csv", "redactions.csv", "run.json",
}  # fmt: skip
KEPT = {"grader.db", "intake.db", ".grader.lock"}


@pytest.fixture
def graded(inside, answers, tmp_path):
    """Grades three people with these options; gives how it ended and the names in the folder."""
    path = answers(
        ("甲", "一/1", TEXT), ("乙", "一/1", "见附件"), ("丙", "一/1", f"{TEXT}就这样。")
    )

    def run(*options):
        done = inside("grade", path, *GRADE, *options)
        folder = tmp_path / "out"
        names = {each.name for each in folder.iterdir()} - KEPT if folder.exists() else set()
        return done, names

    return run


@pytest.mark.parametrize("name", FORMATS)
def test_only_the_report_asked_for_is_written(graded, name):
    done, names = graded("--format", name, "--signed-by", "王芳")
    assert done.code == 1, done.err
    assert names == TABLES | {FORMATS[name].written}


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize("name", [*FORMATS, ""])
def test_last_lines_lead_to_a_file_that_is_there(graded, tmp_path, name):
    done, _ = graded("--format", name, "--signed-by", "王芳")
    [told] = re.findall(r"^报告：(.*)$", done.err, re.MULTILINE)
    assert (tmp_path / told).is_file()


def test_a_report_left_out_this_time_goes(graded):
    everything = ",".join(FORMATS)
    _, names = graded("--format", everything, "--signed-by", "王芳")
    assert names >= TABLES | {FORMATS[name].written for name in FORMATS}
    _, names = graded("--format", "MD, md")
    assert names == TABLES | {"report.md"}


def test_usual_reports_hold_no_letters(graded):
    _, names = graded()
    assert names >= TABLES | {FORMATS[name].written for name in USUAL}
    assert "letters" not in names


def test_tables_alone_are_called_csv(graded):
    graded("--format", "letters", "--signed-by", "王芳")
    assert graded("--format", "csv")[1] == TABLES


def test_unknown_format_is_refused(graded):
    done, names = graded("--format", "html,pdf")
    assert (done.code, names, len(done.lines)) == (2, set(), 1)
    assert "--format 'pdf': no such report; choose among" in done.err


@pytest.mark.parametrize("options", [(), ("--signed-by", " "), ("--dry-run",)])
def test_letters_without_a_name_are_refused_before_anything_is_sent(
    inside, answers, grader_server, at, tmp_path, options
):
    path = answers(("甲", "一/1", TEXT))
    done = inside("grade", path, "-r", "service-manager", *at(grader_server), "-o", "out",
                  "--format", "letters", *options)  # fmt: skip
    assert (done.code, len(done.lines), len(grader_server.requests)) == (2, 1, 0)
    assert "--signed-by NAME" in done.err
    assert not (tmp_path / "out").exists()


def test_letters_without_the_extra_are_refused_before_anything_is_sent(
    inside, answers, grader_server, at, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "docx", None)
    path = answers(("甲", "一/1", TEXT))
    done = inside("grade", path, "-r", "service-manager", *at(grader_server), "-o", "out",
                  "--format", "letters", "--signed-by", "王芳")  # fmt: skip
    assert (done.code, len(done.lines), len(grader_server.requests)) == (2, 1, 0)
    assert "interview-grader[documents]" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("language", "told"), [("zh", "王芳 敬上"), ("en", "sincerely, 王芳")])
def test_finished_run_gets_its_letters_later(graded, inside, table, tmp_path, language, told):
    _, before = graded()
    done = inside("report", "out", "--format", "letters", "--signed-by", "王芳", "--lang", language)
    assert done.code == 0, done.err
    folder = tmp_path / "out"
    assert {each.name for each in folder.iterdir()} - KEPT == before | {"letters"}
    rows = table(folder / "letters" / "index.csv")
    assert [(row["candidate_id"], row["state"], row["reason"]) for row in rows] == [
        ("甲", "letter", ""), ("乙", "none", "held"), ("丙", "letter", ""),
    ]  # fmt: skip
    for row in rows:
        for ending in (".docx", ".html") if row["file"] else ():
            assert (folder / "letters" / row["file"]).with_suffix(ending).is_file()
    page = (folder / "letters" / "letter-0001.html").read_text("utf-8")
    assert told in page
    assert "丙" not in page


def test_letters_of_a_finished_run_need_a_name_too(graded, inside):
    graded()
    done = inside("report", "out", "--format", "letters")
    assert (done.code, len(done.lines)) == (2, 1)


def test_letters_hold_nothing_of_what_the_model_was_sent(
    inside, answers, grader_server, at, tmp_path
):
    """The model repeats its instructions and the reference: neither reaches a candidate."""
    reference = load_rubric("service-manager").by_id["一/1"].reference.zh
    leaked = (
        f"可以这样写：{reference[:40]}",
        "你是一名客服面试的评分员，只依据下面的标准",
        "可以写明几点前回电",
    )

    def leaking(body, _number):
        told = {**json.loads(rating_content(body)), "strengths": leaked, "improvements": leaked}
        return said(body, json.dumps(told, ensure_ascii=False))

    grader_server.reply(leaking)
    path = answers(("甲", "一/1", TEXT))
    done = inside("grade", path, "-r", "service-manager", *at(grader_server), "-o", "out",
                  "--format", "letters", "--signed-by", "王芳")  # fmt: skip
    assert done.code == 0, done.err
    page = (tmp_path / "out" / "letters" / "letter-0001.html").read_text("utf-8")
    assert leaked[2] in page
    assert not [n for n in range(len(reference) - 12) if reference[n : n + 12] in page]
    assert leaked[1] not in page


@pytest.mark.parametrize("command", ["grade", "report"])
def test_help_names_every_format(inside, command):
    done = inside(command, "--help")
    told = " ".join(done.out.replace("│", " ").split())
    assert [name for name in FORMATS if name not in told] == []
    assert "--signed-by" in told
