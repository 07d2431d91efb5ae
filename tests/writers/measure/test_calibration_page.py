"""The page of a calibration: every figure with its n, undefined in words, strangers' text as text."""

import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from grader.records.agreement import Figure, Measured
from grader.writers.calibration_page import calibration_document, write_calibration
from grader.writers.measure import Grid, Heat, Scatter, Whiskers, markdown_text, page_text
from grader.writers.views import Words

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")</td><script>alert(1)</script>|![a](http://b.example)'
)
NOT_NUMBERS = re.compile(r"\bnan\b|\binf\b|None|Infinity", re.IGNORECASE)


def shown(page):
    document = calibration_document(page)
    return document, Words(page.labels, page.language, page.rubric)


class Structure(HTMLParser):
    """Ids of sections in order, tags met, and addresses asked for."""

    def __init__(self, text):
        super().__init__()
        self.sections, self.tags, self.addresses = [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.add(tag)
        if tag == "section":
            self.sections.append(told["id"])
        self.addresses += [value for name, value in attrs if name in {"src", "href"}]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_has_what_was_seen_first_and_what_it_does_not_show_last(calibration_page, language):
    html = Structure(page_text(*shown(calibration_page(language))))
    assert html.sections == ["seen", "compared", "intervals", "figures", "differences", "confusion",
                             "pairs", "cut", "runs", "meaning", "limits"]  # fmt: skip
    assert all(each.startswith("#") for each in html.addresses)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_of_figures_tells_how_many_pairs_and_people(calibration_page, language):
    document, words = shown(calibration_page(language))
    section = next(each for each in document.sections if each.id == "figures")
    for grid in section.blocks:
        labels = [column.label for column in grid.columns]
        at = labels.index(words("pairs_n"))
        assert labels[at + 1] == words("candidates_n")
        assert all(row[at] >= row[at + 1] > 0 for row in grid.rows)


def test_every_figure_has_a_sentence_that_says_what_it_means(calibration_page):
    document, words = shown(calibration_page("en"))
    meanings = next(each for each in document.sections if each.id == "meaning").notes
    for name in (
        "QWK",
        "Correlation r",
        "Mean distance",
        "Krippendorff",
        "ICC",
        "95 percent interval",
    ):
        assert any(each.startswith(name) for each in meanings), name
    assert all(each.endswith(".") for each in meanings)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("meets", "meets the published values"),
        ("partly", "partly meets the published values"),
        ("does_not", "does not meet the published values"),
        ("too_few", "too few data"),
    ],
)
def test_verdict_says_what_was_seen_of_the_published_values(
    calibration_page, calibration, verdict, said
):
    head = replace(calibration.headline, verdict=verdict, within=None)
    document, _ = shown(calibration_page("en", measured=(head,)))
    assert said in document.verdict
    assert "Williamson, Xi & Breyer (2012)" in document.verdict
    assert "120 pairs of ratings of 60 candidates" in document.verdict


def test_undefined_figures_are_words_with_a_reason_and_never_numbers(calibration_page, empty):
    why = Figure(why="constant")
    nothing = Measured(kind="item", names=(), max_points=4.0, machine=empty, people=None,
                       lost=Figure(why="one_rater"), alpha=why, icc=why, verdict="too_few",
                       dots=((1.0, 2.0),))  # fmt: skip
    page = calibration_page("en", measured=(nothing,), length=Figure(float("nan"), why="unstable"))
    document, words = shown(page)
    text = markdown_text(document, words) + page_text(document, words).partition("<main")[2]
    assert "undefined: too few data" in text
    assert "undefined: one rater only" in text
    assert "undefined: all points are the same" in text
    assert "undefined: it cannot be told in many of the draws" in text
    assert NOT_NUMBERS.findall(re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)) == []
    assert not any(isinstance(each, Scatter) for each in document.blocks)


def test_interval_that_is_missing_says_why_beside_the_figure(calibration_page):
    document, words = shown(calibration_page("zh"))
    assert "（区间未定义：数据太少）" in markdown_text(document, words)


def test_text_from_strangers_stays_text(calibration_page, calibration):
    last = replace(calibration.measured[-1], names=(HOSTILE, HOSTILE))
    page = calibration_page("en", measured=(*calibration.measured, last), raters=((HOSTILE, 3),),
                            rubric_name=HOSTILE, models=(HOSTILE,), judge=f"openai:{HOSTILE}")  # fmt: skip
    document, words = shown(page)
    html = page_text(document, words)
    assert html.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in html
    markdown = markdown_text(document, words)
    assert "<script" not in markdown
    assert "![a](" not in markdown
    assert "http://" not in markdown


def test_heat_map_counts_every_pair_once_and_the_darkest_cell_holds_most(calibration_page):
    document, words = shown(calibration_page())
    heats = [each for each in document.blocks if isinstance(each, Heat)]
    assert sum(map(sum, heats[0].counts)) == 120
    assert len(heats) == 11, "ten criteria and the sides of the cut"
    html = page_text(document, words)
    cells = re.findall(r'class="shade-(\d)[^"]*">(\d+)<', html.partition('class="heat"')[2])
    table = cells[:9]
    assert max(table, key=lambda each: int(each[1]))[0] == "6"
    assert all((shade == "0") == (n == "0") for shade, n in table)


def test_chart_leaves_an_undefined_figure_without_a_dot(calibration_page, calibration, empty):
    one = replace(calibration.measured[-1], names=("一/9", "x"), machine=empty)
    document, words = shown(calibration_page(measured=(calibration.measured[4], one)))
    chart = next(each for each in document.blocks if isinstance(each, Whiskers))
    html = page_text(document, words)
    assert len(chart.rows) == 2
    assert html.count('class="dot"') == 1
    assert "未定义：数据太少" in html


def test_many_criteria_are_drawn_to_the_lowest_and_listed_whole(calibration_page, calibration):
    some = calibration.measured[4]
    many = tuple(replace(some, names=("一/1", f"c{number}")) for number in range(80))
    document, words = shown(calibration_page("en", measured=many))
    chart = next(each for each in document.blocks if isinstance(each, Whiskers))
    grid = next(each for each in document.blocks if isinstance(each, Grid) and len(each.rows) == 80)
    assert len(chart.rows) == 30
    assert "lowest 30 of 80" in chart.told
    assert grid.columns[2].label == words("pairs_n")


def test_many_pairs_of_points_are_drawn_as_fewer_dots_that_keep_their_number(
    calibration_page, calibration
):
    dots = tuple((place % 97 / 5, (place * 7) % 101 / 5) for place in range(3000))
    total = replace(calibration.total, dots=dots)
    document, _ = shown(calibration_page(measured=(total,)))
    cloud = next(each for each in document.blocks if isinstance(each, Scatter))
    assert len(cloud.points) < 1600
    assert sum(n for _, _, n in cloud.points) == 3000


def test_a_baseline_says_on_every_form_that_it_is_no_language_model(calibration_page):
    document, words = shown(calibration_page(judge="baseline"))
    assert words("baseline_notice") in markdown_text(document, words)
    assert words("baseline_notice") in page_text(document, words)


def test_one_rater_is_told_and_leaves_no_claim_about_two(calibration_page, calibration):
    alone = replace(calibration.headline, people=None, lost=Figure(why="one_rater"))
    document, words = shown(calibration_page("en", measured=(alone,), pairs=()))
    assert words("warn_one_rater") in document.sections[0].notes
    assert words("verdict_no_pair") in page_text(document, words)
    assert "pairs" not in [each.id for each in document.sections]


def test_all_forms_are_written_under_one_name(calibration_page, tmp_path):
    made = write_calibration(tmp_path, calibration_page())
    assert [each.name for each in made] == [
        "calibration.html",
        "calibration.md",
        "calibration.xlsx",
    ]
    assert all(each.stat().st_size > 1000 for each in made)
    assert sorted(tmp_path.iterdir()) == sorted(made)


def test_no_figure_of_agreement_is_left_out_of_the_tables(calibration_page, calibration):
    """Figures that are added to the record later must come onto the page as well."""
    told = {"exact", "near", "qwk", "pearson", "spearman", "smd", "mae", "bias", "spread", "within_r",
            "within_qwk"}  # fmt: skip
    figures = {
        each.name for each in fields(calibration.total.machine) if "Figure" in str(each.type)
    }
    assert figures == told
