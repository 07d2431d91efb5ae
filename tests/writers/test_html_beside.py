"""The pages beside a large run's report: everyone on one, in order, whole or not there."""

import json
import re
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from grader.core.adjudicate import settle_unrated
from grader.core.aggregate import aggregate
from grader.core.report import count
from grader.core.statistics import Tally
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Counts, Run
from grader.writers import html_beside
from grader.writers.html_page import HtmlReport
from grader.writers.page import Look, Page

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEM = RUBRIC.by_id["一/1"]
TOLD = labels("zh", "report")
NASTY = '</script><b>"\u202e\u2028\x00'


def persons(count_of, text="不知道"):
    """Every tenth is open, and the others' totals are 0, 1 and 2 in turn."""
    made = []
    for number in range(1, count_of + 1):
        answer = Answer(candidate_id=f"考生-{number}", item_id=ITEM.id, text=text)
        is_open = number % 10 == 0
        score = settle_unrated(
            answer, ITEM, *(("held", "attachment") if is_open else ("gated", "non_answer")), ""
        )
        if not is_open:
            points = ITEM.max_points * (number % 3) / 8
            score = replace(score, points=points, points_low=points, points_high=points)
        made.append(aggregate(answer.candidate_id, [(ITEM, score)]))
    return made


def written(folder, people, *, most=5, judge="openai:m", finish=True):
    report = HtmlReport(
        Look(folder=folder, rubric=RUBRIC, language="zh", labels=TOLD), most_answers=most
    )
    tally, counts = Tally(), Counts()
    for person in people:
        report.add(person)
        tally.add(person)
        for _, score in person.scored:
            count(counts, score)
    run = Run(judge=judge, rubric_id=RUBRIC.id, counts=counts)
    if finish:
        report.finish(
            Page(people=people[:3], run=run, rubric=RUBRIC, language="zh", labels=TOLD,
                 statistics=tally.figures(), left_out=2, unlisted=9)
        )  # fmt: skip
    return report


def texts(folder, kind):
    return [
        path.read_text(encoding="utf-8") for path in sorted(folder.glob(f"report-pages/{kind}*"))
    ]


def sections(html):
    return re.findall(r'<article class="person[^"]*" id="p(\d+)"', html)


def listed(html):
    return [int(n) for n in re.findall(r"<bdi>考生-(\d+)</bdi></a></th>", html)]


def test_everyone_has_one_section_in_the_order_of_the_file(tmp_path):
    written(tmp_path, persons(123))
    pages = [sections(html) for html in texts(tmp_path, "people-")]
    assert [len(each) for each in pages] == [50, 50, 23]
    assert [int(n) for page in pages for n in page] == list(range(1, 124))


def test_lists_hold_everyone_open_ones_first_then_by_total_then_as_in_the_file(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(html_beside, "_LISTED", 50)
    written(tmp_path, persons(123))
    found = [listed(html) for html in texts(tmp_path, "list-")]
    assert [len(each) for each in found] == [50, 50, 23]
    order = sorted(range(1, 124), key=lambda n: (n % 10 != 0, 0 if n % 10 == 0 else -(n % 3)))
    assert [n for page in found for n in page] == order


def test_every_link_leads_to_a_page_that_is_there_and_names_nobody(tmp_path):
    written(tmp_path, persons(123))
    for path in (tmp_path / "report.html", *tmp_path.glob("report-pages/*.html")):
        html = path.read_text(encoding="utf-8")
        for link in re.findall(r'<a [^>]*href="([^"]+)"', html):
            file, _, place = link.partition("#")
            target = (path.parent / file) if file else path
            assert target.is_file(), link
            assert not place or f'id="{place}"' in target.read_text(encoding="utf-8"), link
            assert "考生" not in link


def test_the_search_knows_everyone_in_the_order_of_the_lists(tmp_path):
    written(tmp_path, persons(123))
    [text] = texts(tmp_path, "index")
    kept = json.loads(text.removeprefix("graderPeople(").removesuffix(");\n"))
    assert len(kept["people"]) == 123
    first = kept["people"][0]
    assert first[:6] == ["考生-10", "people-0001.html#p10", 1, "0–8", "8", ""]
    assert [kept["told"][place] for place in first[-2]] == [
        "一/1：待人工复核，内容在附件、图片或链接里，这里看不到"
    ]


def test_the_search_is_cut_into_files_that_each_hold_some(tmp_path, monkeypatch):
    monkeypatch.setattr("grader.writers.html_index._MOST_BYTES", 2000)
    written(tmp_path, persons(123))
    shards = re.search(r'data-shards="([^"]*)"', (tmp_path / "report.html").read_text("utf-8"))[1]
    assert len(shards.split()) > 3
    rows = [
        row
        for name in shards.split()
        for row in json.loads((tmp_path / "report-pages" / name).read_text("utf-8")[13:-3])[
            "people"
        ]
    ]
    assert len(rows) == len({row[0] for row in rows}) == 123


def test_the_head_says_where_everyone_is_and_leaves_nobody_out(tmp_path):
    written(tmp_path, persons(123))
    head = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "report-pages" in head
    assert "scores.csv 和 criteria.csv。" not in head.split("<footer>")[0]
    assert sections(head) == []
    assert re.search(r"人数</dt><dd>123<", head)


def test_long_answers_end_a_page_early(tmp_path, monkeypatch):
    monkeypatch.setattr(html_beside, "_MOST_CHARACTERS", 30_000)
    written(tmp_path, persons(12, text="很长的答案" * 2000))
    assert [sections(html) for html in texts(tmp_path, "people-")] == [
        [f"{n}", f"{n + 1}"] for n in range(1, 12, 2)
    ]


def test_no_page_is_there_before_the_end_and_none_of_what_was_begun_after_it(tmp_path):
    report = written(tmp_path, persons(60), finish=False)
    assert not (tmp_path / "report-pages").exists()
    report.discard()
    assert list(tmp_path.iterdir()) == []


def test_pages_of_an_earlier_run_go_when_they_are_not_this_ones(tmp_path):
    written(tmp_path, persons(123))
    written(tmp_path, persons(60)).discard()
    assert len(texts(tmp_path, "people-")) == 2
    written(tmp_path, persons(4))
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_baseline_run_says_so_beside_everyone(tmp_path):
    written(tmp_path, persons(60), judge="baseline")
    told = f'<p class="notice small">{TOLD["baseline_short"]}</p>'
    assert [html.count(told) for html in texts(tmp_path, "people-")] == [50, 10]
    assert all(TOLD["baseline_notice"] in html for html in texts(tmp_path, "list-"))


def test_hostile_names_stay_text_on_every_page_and_in_the_search(tmp_path):
    people = persons(8)
    people[0] = replace(people[0], total=replace(people[0].total, candidate_id=NASTY))
    written(tmp_path, people)
    for html in (*texts(tmp_path, "people-"), *texts(tmp_path, "list-")):
        assert html.count("</script>") == 1
        assert "\u202e" not in html
        assert "\x00" not in html
        assert '</script><b>"' in unescape(html)
    [index] = texts(tmp_path, "index")
    assert not re.search("[\u202e\u2028\x00]", index)


@pytest.mark.parametrize(("people", "pages"), [(5, 0), (6, 1)])
def test_one_file_holds_everyone_up_to_the_most_answers(tmp_path, people, pages):
    written(tmp_path, persons(people))
    assert len(texts(tmp_path, "people-")) == pages


def test_drawing_leaves_the_imports_of_python_as_they_were(tmp_path):
    written(tmp_path, persons(60))
    assert "svg class=" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [each for each in sys.meta_path if not hasattr(each, "find_spec")] == []
