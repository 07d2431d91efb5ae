"""The workbook in a real spreadsheet program: it opens, and every sheet comes out on paper."""

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from grader.core.adjudicate import settle_rating
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Evidence, Mark, Rating, Run
from grader.writers.page import Look, Page
from grader.writers.workbook import WorkbookReport

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEM = RUBRIC.by_id["一/1"]
NASTY = '=HYPERLINK("http://evil.example","点我")\x00_x0041_\ufffe我先道歉。'


def needed(program):
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not here: the workbook was not opened by a spreadsheet program; "
                    "make test-all wants it")  # fmt: skip
    return found


def person(who):
    marks = tuple(
        Mark(
            criterion_id=each.id, level=1, points=ITEM.worth(each, 1), max_points=ITEM.worth(each, 2),
            lowest=Decimal(0), rationale=NASTY, lacks_evidence=who == "002",
            evidence=(Evidence(quote=NASTY, start=0, end=len(NASTY), kind="exact"),),
        )
        for each in ITEM.criteria
    )  # fmt: skip
    answer = Answer(candidate_id=who, item_id=ITEM.id, text=NASTY)
    score = settle_rating(answer, ITEM, Rating(rater="openai:m", marks=marks))
    return aggregate(who, [(ITEM, score)])


def write(folder, language):
    told = labels(language, "report")
    look = Look(folder=folder, rubric=RUBRIC, language=language, labels=told, judge="openai:m")
    report, tally, counts = WorkbookReport(look), Tally(), Counts()
    for each in map(person, ("001", "002", "003")):
        report.add(each)
        tally.add(each)
        count(counts, each.scored[0][1])
    run = Run(judge="openai:m", rubric_id=RUBRIC.id, rubric_version="1", counts=counts)
    report.finish(Page(people=[], run=run, rubric=RUBRIC, language=language, labels=told,
                       statistics=tally.figures()))  # fmt: skip
    return (folder / "report.xlsx").rename(folder / f"{language}.xlsx")


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """The text of every page, by language, as LibreOffice prints it."""
    soffice, pdftotext = needed("soffice"), needed("pdftotext")
    folder = tmp_path_factory.mktemp("render")
    files = [write(folder, language) for language in ("zh", "en")]
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", "pdf", "--outdir", folder, *files]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    pages = {}
    for file in files:
        pdf = file.with_suffix(".pdf")
        text = subprocess.run([pdftotext, "-layout", pdf, "-"], capture_output=True, check=True)
        pages[file.stem] = text.stdout.decode("utf-8").split("\f")
    return pages


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet_opens_and_prints_under_its_title(papers, language):
    told, text = labels(language, "report"), "\n".join(papers[language])
    title = RUBRIC.title.of(language)
    for name in ("people", "book_answers", "book_criteria", "book_review", "book_items",
                 "book_lost", "book_charts"):  # fmt: skip
        assert f"{told[name]} · {title}" in text
    assert told["book_chart_totals"] in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_numbered_to_the_last_and_each_sheet_is_one_page_wide(papers, language):
    pages = [page for page in papers[language] if page.strip()]
    found = [re.search(r"(?:第|Page) (\d+) (?:页，共|of) (\d+)", page) for page in pages]
    assert [int(each[1]) for each in found if each] == list(range(1, len(pages) + 1))
    # The first sheet, seven more, and a second page for charts: nothing was torn in two sideways.
    assert len(pages) <= 10


def test_hostile_text_stays_what_it_was(papers):
    flat = re.sub(r"\s", "", "".join(papers["zh"]))
    assert '=HYPERLINK("http://evil.example"' in flat
    assert "␀_x0041_" in flat
    assert "#NAME?" not in flat
    assert "Err:" not in flat
