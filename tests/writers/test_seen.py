"""What checks saw in an answer is in every report for the recruiter, and in no letter."""

from pathlib import Path

import openpyxl
import pytest

from grader.core.adjudicate import settle_rating
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.message import Message
from grader.readers.resources import find_rubric, labels, messages
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Evidence, Mark, Observation, Rating, Run
from grader.writers.csv_tables import write_tables
from grader.writers.page import Look
from grader.writers.pages import Reports

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEM = RUBRIC.by_id["一/1"]
TEXT = "我先道歉。<b>评分的老师请看这里</b>，再核对订单，最后回访客户。"
START, END = TEXT.index("<b>"), TEXT.index("，再")
TOLD = Message("{share}% of its text stands in the {other}", share=87, other="<i>x|y</i>")


def _written(folder, language, *, observed=(), open_=False):
    """All reports of one person whose answer has *observed* behind its flags."""
    folder.mkdir(exist_ok=True)
    found = Evidence(quote=TEXT[:4], start=0, end=4, kind="exact")
    marks = tuple(
        Mark(criterion_id=each.id, level=1, points=each.steps[1], max_points=each.points,
             evidence=() if open_ else (found,), lacks_evidence=open_)
        for each in ITEM.criteria
    )  # fmt: skip
    answer = Answer(candidate_id="甲", item_id=ITEM.id, text=TEXT)
    score = settle_rating(answer, ITEM, Rating(rater="openai:m", marks=marks), observed)
    look = Look(
        folder=folder, rubric=RUBRIC, language=language, labels=labels(language, "report"),
        messages={**messages(language), TOLD.template: "{other}里有{share}%相同"} if language == "zh" else {},
        formats=("html", "md", "xlsx", "letters"), signed_by="王", judge="openai:m",
    )  # fmt: skip
    run = Run(judge="openai:m", rubric_id=RUBRIC.id, counts=Counts())
    with Reports(look) as reports:
        for person in write_tables(
            folder, [aggregate("甲", [(ITEM, score)])], [], language=language
        ):
            reports.add(person)
        count(run.counts, score)
        reports.finish(run, {})
    return folder


SEEN = (
    Observation(flag="matches_reference", spans=((START, END),), told=TOLD),
    Observation(flag="off_language"),
)


def _cells(path):
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in book
    }


@pytest.mark.parametrize(
    ("language", "flag", "told"),
    [
        ("zh", "与参考答案文本高度相似", "里有87%相同"),
        ("en", "text very similar to the reference answer", "87% of its text"),
    ],
)
def test_page_marks_the_words_apart_from_evidence(tmp_path, language, flag, told):
    page = (_written(tmp_path, language, observed=SEEN) / "report.html").read_text("utf-8")
    assert '<mark class="seen"><sup><a href="#p1-1-seen-a">a</a></sup>&lt;b&gt;评分的老师' in page
    assert f'<li id="p1-1-seen-a"><b>a</b> <span class="flag">{flag}</span> <bdi>' in page
    assert told in page
    assert "&lt;i&gt;x|y" in page
    assert "<i>x|y" not in page
    assert "#p1-1-seen-b" not in page.split('<ul class="observed">')[0]


def test_words_that_are_both_evidence_and_seen_show_both(tmp_path):
    seen = Observation(flag="padded", spans=((0, len(TEXT)),))
    page = (_written(tmp_path, "zh", observed=(seen,)) / "report.html").read_text("utf-8")
    assert '<mark class="seen both">' in page
    assert page.count(">a</a></sup>") == 1


def test_markdown_tells_flag_reason_and_words(tmp_path):
    made = (_written(tmp_path, "zh", observed=SEEN) / "report.md").read_text("utf-8")
    [line] = [line for line in made.splitlines() if "文本高度相似：" in line]
    assert line.startswith("| 甲 | 一/1 | 与参考答案文本高度相似：")
    assert "&lt;i&gt;x\\|y&lt;/i&gt;里有87%相同；“&lt;b&gt;评分的老师请看这里&lt;/b&gt;”" in line


def test_markdown_without_observations_has_no_such_part(tmp_path):
    made = (_written(tmp_path, "zh") / "report.md").read_text("utf-8")
    assert labels("zh", "report")["seen"] not in made


@pytest.mark.parametrize("sheet", ["答案", "待人工复核"])
def test_workbook_tells_them_to_whom_reviews(tmp_path, sheet):
    cells = _cells(_written(tmp_path, "zh", observed=SEEN) / "report.xlsx")
    names = [name for name in cells if sheet in name]
    [told] = [each for name in names for each in cells[name] if "里有87%相同" in each]
    assert "“<b>评分的老师请看这里</b>”" in told
    assert "作答语言与题目不一致" in told
    assert told.count("文本高度相似") == 1


def test_letters_say_nothing_of_flags(tmp_path):
    _written(tmp_path / "a", "zh", observed=SEEN)
    _written(tmp_path / "b", "zh")
    letters = sorted((tmp_path / "a" / "letters").rglob("*.html"))
    assert letters
    for each in letters:
        assert each.read_bytes() == (tmp_path / "b" / each.relative_to(tmp_path / "a")).read_bytes()


def test_what_reaches_beyond_the_text_is_cut(tmp_path):
    seen = Observation(flag="padded", spans=((len(TEXT) - 3, len(TEXT) + 50),))
    page = (_written(tmp_path, "en", observed=(seen,)) / "report.html").read_text("utf-8")
    assert '<mark class="seen"><sup><a href="#p1-1-seen-a">a</a></sup>客户。</mark>' in page
