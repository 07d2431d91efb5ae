"""The page of outcomes by group: differences first, the law's tables after, nobody named."""

import re
from dataclasses import replace

import pytest

from grader.core.outcomes import outcomes
from grader.records.agreement import Figure
from grader.writers.audit_page import audit_document, write_audit
from grader.writers.measure import Grid, Whiskers, markdown_text, page_text
from grader.writers.views import Words

HOSTILE = "=cmd|x</td><script>alert(1)</script>"


def shown(page):
    return audit_document(page), Words(page.labels, page.language, page.rubric)


def grid(document, label):
    return next(each for each in document.blocks if isinstance(each, Grid) and each.sheet == label)


def row(of, words, group, label):
    """What stands in the column *label* for a group."""
    labels = [column.label for column in of.columns]
    found = next(each for each in of.rows if each[1] == group)
    cell = found[labels.index(words(label))]
    return cell if isinstance(cell, str | int) else cell.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_differences_come_before_the_tables_of_the_law(audit_page, language):
    document, _ = shown(audit_page(language))
    ids = [each.id for each in document.sections]
    assert ids.index("differences") < ids.index("law") < ids.index("fifths")
    assert ids[-1] == "audit_limits"


def test_law_asks_for_an_independent_auditor_and_the_page_says_it_is_none(audit_page):
    document, words = shown(audit_page("en"))
    law = next(each for each in document.sections if each.id == "law")
    assert "independent auditor" in law.told[0]
    assert "Neither this tool nor whoever runs it is one" in law.told[0]
    assert any("5 of unknown group" in note for note in law.notes)
    assert any("2 percent" in note for note in law.notes)
    assert words("audit_law_ties") in law.notes


def test_group_under_2_percent_keeps_its_numbers_and_has_no_ratio(audit_page):
    document, words = shown(audit_page("en"))
    rates = grid(document, words("audit_law_sheet"))
    assert row(rates, words, "65+", "audit_people") == 2
    assert row(rates, words, "65+", "audit_ratio") == "undefined: under 2 percent of the people"
    assert "left out of ratios" in row(rates, words, "65+", "audit_note")


def test_small_groups_get_no_word_about_four_fifths(audit_page):
    document, words = shown(audit_page("en"))
    fifths = grid(document, words("audit_fifths_sheet"))
    assert "insufficient data" in row(fifths, words, "40+", "audit_seen")
    assert row(fifths, words, "女", "audit_seen") == words("fifths_not_below")


def test_means_of_fewer_than_five_people_are_not_shown(audit_page):
    document, words = shown(audit_page("en"))
    differences = grid(document, words("audit_differences_sheet"))
    for label in ("audit_mean", "audit_difference", "audit_smd"):
        assert row(differences, words, "65+", label) == "not shown: fewer than 5 people"
    assert row(differences, words, "女", "audit_mean") != "not shown: fewer than 5 people"


def test_ratio_chart_has_its_line_at_four_fifths(audit_page):
    document, words = shown(audit_page())
    fifths = next(each for each in document.sections if each.id == "fifths")
    charts = [each for each in fifths.blocks if isinstance(each, Whiskers)]
    assert len(charts) == 3
    assert all(each.marks[-1][0] == 0.8 for each in charts)


def test_equal_totals_give_undefined_ratios_and_never_a_pass(audit_page):
    same = outcomes(["性别"], [["女"]] * 40 + [["男"]] * 40, [3.0] * 80)
    document, words = shown(audit_page("en", outcomes=[same]))
    text = markdown_text(document, words) + page_text(document, words).partition("<main")[2]
    rates = grid(document, words("audit_law_sheet"))
    assert row(rates, words, "女", "audit_ratio") == "undefined: nobody is above the median"
    assert re.search(r"\bnan\b", text, re.IGNORECASE) is None
    assert any("80 people have exactly it" in note for note in document.sections[0].notes
               + next(each for each in document.sections if each.id == "law").notes)  # fmt: skip


def test_nobody_scored_leaves_words_and_no_numbers(audit_page):
    nobody = outcomes(["性别"], [["女"], ["男"]], [None, None])
    document, words = shown(audit_page("en", outcomes=[nobody]))
    text = markdown_text(document, words)
    assert "undefined: nobody has a total" in text
    assert re.search(r"\bnan\b|None", text) is None


def test_names_of_groups_and_columns_stay_text(audit_page, tmp_path):
    odd = outcomes([HOSTILE], [[HOSTILE]] * 40 + [["=1+1"]] * 40, [float(n) for n in range(80)])
    page = audit_page("en", outcomes=[odd], source=HOSTILE)
    document, words = shown(page)
    html = page_text(document, words)
    assert html.count("<script>") == 1
    assert "<script" not in markdown_text(document, words)
    assert write_audit(tmp_path, page)[2].name == "audit.xlsx"


def test_p_is_shown_to_three_places(audit_page):
    page = audit_page("en")
    group = replace(page.outcomes[0].groups[0], p=0.0004, is_small=False, test="z",
                    ratio=Figure(0.5, 0.4, 0.6), is_highest=False)  # fmt: skip
    one = replace(page.outcomes[0], groups=(group, replace(group, names=("男",), p=0.04567)))
    document, words = shown(replace(page, outcomes=[one]))
    fifths = grid(document, words("audit_fifths_sheet"))
    assert row(fifths, words, "女", "audit_p") == "< 0.001"
    assert row(fifths, words, "男", "audit_p") == "0.046"
    assert row(fifths, words, "女", "audit_ratio") == "0.50 (0.40 to 0.60)"
