"""grade --anchors: answers that people marked are shown as examples, never beside themselves."""

import csv
import json
from pathlib import Path

import pytest

RUBRIC_TEXT = Path(__file__).with_name("small.yaml").read_text(encoding="utf-8")
ITEM = "一/1"
LOW = "我叫钱多多，电话13800138000，这事得等财务，您再等等看看吧。"
MIDDLE = "拖了十天您肯定着急，我先向您道歉，我会请同事尽快处理这件事。"
HIGH = "拖了十天，换我也着急。我现在就查银行退款流水停在哪一步，今天六点前给您回电话。"
ASKED = [("K2024001", ITEM, "先听客户讲完，再核对订单，当天回访确认。"), ("K2024002", ITEM, HIGH)]
HEADERS = ("考生编号", "姓名", "题号", "评分点", "分数", "复核人", "理由", "答案")
MARKED = [
    ("M2024001", "钱多多", ITEM, "words", "0", "王芳", "钱多多没有回应拖了十天，M2024001 偏低", LOW),
    ("M2024001", "钱多多", ITEM, "check", "0", "王芳", "", ""),
    ("M2024002", "李想想", ITEM, "words", "2", "王芳", "", MIDDLE),
    ("M2024002", "李想想", ITEM, "check", "0", "王芳", "", ""),
    ("M2024003", "孙小小", ITEM, "words", "2", "王芳", "", HIGH),
    ("M2024003", "孙小小", ITEM, "check", "3", "王芳", "写出了查哪一段", ""),
]  # fmt: skip


@pytest.fixture
def sheet(tmp_path):
    def write(*rows, name="marked.csv", headers=HEADERS):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
        return name

    return write


@pytest.fixture
def grade(inside, answers, grader_server, at, tmp_path):
    (tmp_path / "small.yaml").write_text(RUBRIC_TEXT, encoding="utf-8")

    def run(*options, rows=ASKED):
        return inside("grade", answers(*rows), "-r", "small.yaml", *at(grader_server), "-o", "out",
                      "--format", "html", *options)  # fmt: skip

    return run


def systems(server):
    """The system message of each request, by the answer it is about."""
    return {
        next(text for _, _, text in ASKED if text[:6] in body["messages"][1]["content"]):
        body["messages"][0]["content"]
        for body in server.requests
    }  # fmt: skip


def test_examples_are_shown_with_levels_in_words_and_reasons(grade, sheet, grader_server):
    done = grade("--anchors", sheet(*MARKED))
    assert done.code in {0, 1}, done.err
    system = systems(grader_server)[ASKED[0][2]]
    assert "# 人工评过的样例" in system
    assert system.index("您再等等看看吧") < system.index("先向您道歉") < system.index("今天六点前")
    assert "- words：0（没有做到）理由：" in system
    assert "- check：2（完整做到）理由：写出了查哪一段" in system


def test_nobody_is_named_in_examples_or_reasons(grade, sheet, grader_server):
    grade("--anchors", sheet(*MARKED))
    system = systems(grader_server)[ASKED[0][2]]
    hidden = ("钱多多", "13800138000", "M2024001", "M2024003", "王芳")
    assert [word for word in hidden if word in system] == []
    assert "[手机号1]" in system


def test_an_answer_is_never_its_own_example(grade, sheet, grader_server):
    """The second person wrote word for word what one of the examples says."""
    grade("--anchors", sheet(*MARKED))
    own = systems(grader_server)[HIGH]
    assert "今天六点前" not in own
    assert "先向您道歉" in own


def test_run_tells_its_examples_and_can_be_reproduced(grade, sheet, inside, tmp_path):
    grade("--anchors", sheet(*MARKED))
    run = json.loads((tmp_path / "out/run.json").read_text(encoding="utf-8"))
    assert run["anchors"] == {"source": "marked.csv", "items": {ITEM: 3}}
    assert "+1:" in run["template"]
    assert "人工评过的答案作样例" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    verified = inside("verify", "out", "--json")
    assert (verified.code, json.loads(verified.out)["findings"]) == (0, [])


def test_without_examples_nothing_is_asked_again_after_them(grade, sheet, grader_server):
    grade()
    grade("--anchors", sheet(*MARKED))
    before = len(grader_server.requests)
    done = grade()
    assert (before, len(grader_server.requests)) == (4, 4), done.err


def test_marks_of_the_review_are_shown_to_the_others_only(grade, inside, sheet, grader_server):
    grade()
    given = [("K2024002", "", ITEM, "words", "2", "王芳", "", ""),
             ("K2024002", "", ITEM, "check", "3", "王芳", "", "")]  # fmt: skip
    assert inside("review", "out", "--import", sheet(*given)).code in {0, 1}
    grade("--anchors", "review")
    [again] = grader_server.requests[2:]
    assert ASKED[0][2][:6] in again["messages"][1]["content"]
    assert "今天六点前" in again["messages"][0]["content"]


def test_purged_example_is_gone_and_the_rest_stays_sound(
    grade, inside, sheet, tmp_path, grader_server
):
    given = [("K2024002", "", ITEM, "words", "2", "王芳", "", ""),
             ("K2024002", "", ITEM, "check", "3", "王芳", "", "")]  # fmt: skip
    grade("--anchors", sheet(*given))
    assert "今天六点前" in systems(grader_server)[ASKED[0][2]]
    done = inside("purge", "out", "--candidate", "K2024002", "--yes")
    assert done.code == 0, done.err
    assert "今天六点前".encode() not in (tmp_path / "out/intake.db").read_bytes()
    assert inside("verify", "out").code == 0


def test_answers_that_measure_agreement_are_never_examples(
    grade, inside, sheet, grader_server, answers
):
    """What people marked to measure the judge by must not be shown to it."""
    grade()
    given = [("K2024002", "", ITEM, "words", "2", "王芳", "", ""),
             ("K2024002", "", ITEM, "check", "3", "王芳", "", "")]  # fmt: skip
    name = sheet(*given)
    assert inside("calibrate", "out", "--human", name, "--json").code in {0, 1}
    assert inside("review", "out", "--import", name).code in {0, 1}
    done = grade("--anchors", "review")
    assert done.code == 2
    assert "agreement with people is measured on them" in done.err


WRONG = {
    "no text": ([("X2024009", "", ITEM, "words", "2", "王芳", "", "")], "add a column answer"),
    "no item": ([("M2024001", "", "九/9", "words", "2", "王芳", "", LOW)], "no item"),
    "no level": ([("M2024001", "", ITEM, "words", "7", "王芳", "", LOW)], "are no level"),
    "not all points": (MARKED[:1], "no answer in it"),
    "differ": ([*MARKED[4:], ("M2024003", "", ITEM, "check", "0", "李雷", "", "")], "no answer in it"),
    "too long": ([("M2024003", "", ITEM, point, "0", "王芳", "", HIGH * 20) for point in ("words", "check")], "none of the marked answers"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_marks_that_cannot_be_shown_end_in_one_line_before_anything_is_sent(
    grade, sheet, grader_server, wrong
):
    rows, told = WRONG[wrong]
    done = grade("--anchors", sheet(*rows))
    assert (done.code, len(grader_server.requests)) == (2, 0)
    assert told in done.err


def test_word_coverage_reads_no_examples(inside, answers, sheet, tmp_path):
    (tmp_path / "small.yaml").write_text(RUBRIC_TEXT, encoding="utf-8")
    done = inside("grade", answers(*ASKED), "-r", "small.yaml", "--judge", "baseline",
                  "--anchors", sheet(*MARKED))  # fmt: skip
    assert done.code == 2
    assert "--anchors" in done.err
