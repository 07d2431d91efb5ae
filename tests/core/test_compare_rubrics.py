"""What changed between two rubrics, and which scores may move by it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.compare_rubrics import compare_rubrics, word_difference
from grader.core.render import Templates, render_prompt
from grader.readers.resources import prompt_sources, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import Rubric, Section, Text

FILLED = {language: Templates(prompt_sources(language)) for language in ("zh", "en")}


def asks(item, rubric):
    return render_prompt(item, rubric, FILLED[rubric.language]).digest


def difference(old, new):
    return compare_rubrics(old, new, asks)


@pytest.fixture
def paper(criterion, item, rubric):
    return rubric(
        item(criterion("hear", points=2), criterion("check", points=3), name="一/1"),
        item(criterion("close", points=5), name="一/2", text=Text("怎样收尾？", "How to close?")),
        item(criterion("team", points=5), name="一/3", text=Text("怎样协调？", "How to join?")),
    )


def with_items(rubric: Rubric, *items) -> Rubric:
    [section] = rubric.sections
    kept = Section(id=section.id, title=section.title, items=items)
    return replace(rubric, sections=(kept,), by_id={})


def with_first(rubric: Rubric, **changed) -> Rubric:
    first, *rest = rubric.items
    return with_items(rubric, replace(first, **changed), *rest)


@pytest.mark.parametrize("name", sorted(shipped_rubrics()))
def test_a_rubric_does_not_differ_from_itself(name):
    rubric = load_rubric(shipped_rubrics()[name])
    assert not difference(rubric, load_rubric(shipped_rubrics()[name]))


def test_changed_question_asks_its_item_again_and_no_other(paper):
    found = difference(paper, with_first(paper, text=Text("客户催单怎么办？", "Chased?")))
    [changed] = found.items
    assert (changed.item_id, changed.kind, changed.effect) == ("一/1", "changed", "asked")
    assert {(each.what, each.language) for each in changed.changes} == {("text", "zh"), ("text", "en")}  # fmt: skip


def test_text_in_the_language_that_is_not_asked_in_moves_no_score(paper):
    found = difference(paper, with_first(paper, text=Text("客户投诉怎么办？", "A complaint?")))
    [changed] = found.items
    assert (changed.effect, changed.may_move_scores) == ("told", False)


def test_points_are_reckoned_anew_without_asking(paper):
    first = next(paper.items)
    found = difference(paper, with_first(paper, points=Decimal(10), over="scale"))
    [changed] = found.items
    assert (changed.effect, changed.may_move_scores) == ("reckoned", True)
    told = {each.what: (each.old, each.new) for each in changed.changes}
    assert told == {"points": ("5", "10"), "over": ("", "scale")}
    assert first.points == 5


def test_confirming_a_draft_only_changes_what_is_told(paper):
    drafted = tuple(replace(each, status="proposed") for each in next(paper.items).criteria)
    [changed] = difference(with_first(paper, criteria=drafted), paper).items
    assert changed.effect == "told"
    assert [(each.what, each.of, each.old, each.new) for each in changed.changes] == [
        ("status", "hear", "proposed", ""),
        ("status", "check", "proposed", ""),
    ]


def test_criteria_are_told_by_id(paper, criterion):
    hear, check = next(paper.items).criteria
    changed_check = replace(check, description=Text("核对订单和物流"), dimension="process")
    new = with_first(paper, criteria=(changed_check, criterion("log", points=2)))
    [changed] = difference(paper, new).items
    told = [(each.what, each.of) for each in changed.changes]
    assert told == [
        ("criterion_removed", "hear"), ("dimension", "check"), ("description", "check"),
        ("criterion_added", "log"),
    ]  # fmt: skip
    assert changed.effect == "asked"
    assert hear.id == "hear"


def test_levels_that_only_change_their_points_are_not_asked_again(paper, criterion):
    old, new = (
        with_first(paper, criteria=(criterion("hear", points=5, levels=steps, description=Text("听")),))
        for steps in ((0, 2, 5), (0, 3, 5))
    )  # fmt: skip
    told = [level.description for each in next(new.items).criteria for level in each.levels]
    kept = tuple(
        replace(level, description=text)
        for level, text in zip(next(old.items).criteria[0].levels, told, strict=True)
    )
    old = with_first(old, criteria=(replace(next(old.items).criteria[0], levels=kept),))
    [changed] = difference(old, new).items
    assert changed.effect == "reckoned"
    assert [(each.what, each.old, each.new) for each in changed.changes] == [
        ("level_points", "0, 2, 5", "0, 3, 5")
    ]


def test_added_removed_and_renamed_items_are_told_apart(paper, criterion, item):
    first, second, _ = paper.items
    new = with_items(
        paper, first, replace(second, id="一/9"),
        item(criterion("other"), name="一/4", text=Text("新题", "New")),
    )  # fmt: skip
    found = {each.item_id: (each.kind, each.effect, each.was) for each in difference(paper, new).items}  # fmt: skip
    assert found == {
        "一/3": ("removed", None, ""),
        "一/9": ("renamed", "told", "一/2"),
        "一/4": ("added", "asked", ""),
    }


def test_another_order_of_items_moves_no_score(paper):
    first, second, third = paper.items
    found = difference(paper, with_items(paper, third, first, second)).items
    assert [(each.item_id, each.kind, each.effect) for each in found] == [("一/3", "moved", "told")]


def test_dimension_in_the_prompt_asks_every_item_that_uses_it(paper):
    changed = tuple(
        replace(each, description=Text("说给这位客户听的话")) if each.id == "empathy" else each
        for each in paper.dimensions
    )
    found = difference(paper, replace(paper, dimensions=changed, by_id={}))
    assert [(each.what, each.of) for each in found.head] == [("dimension_description", "empathy")]
    assert {each.item_id: each.effect for each in found.items} == dict.fromkeys(("一/1", "一/2", "一/3"), "asked")  # fmt: skip
    assert not any(each.changes for each in found.items)


def test_version_and_title_alone_move_no_score(paper):
    found = difference(paper, replace(paper, version="2", title=Text("大"), by_id={}))
    assert [each.what for each in found.head] == ["version", "title"]
    assert found.items == ()


def test_rubric_without_items_is_compared_by_its_default_criteria(rubric, criterion):
    old = rubric(criteria=(criterion("hear"),))
    new = rubric(criteria=(criterion("hear", points=4),))
    [changed] = difference(old, new).items
    assert (changed.item_id, changed.effect) == ("*", "reckoned")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("核对订单", "核对订单和物流", [("both", "核对订单"), ("new", "和物流")]),
        ("say sorry first", "say sorry", [("both", "say sorry"), ("old", " first")]),
        ("先听后说", "完全另写的一段话", [("old", "先听后说"), ("new", "完全另写的一段话")]),
        ("a" * 5, "a" * 5, [("both", "aaaaa")]),
    ],
)
def test_words_are_told_as_kept_gone_and_new(old, new, told):
    assert [(each.side, each.text) for each in word_difference(old, new)] == told


def test_what_both_share_is_cut_and_no_changed_word_is_lost():
    old = "甲" * 60 + "旧" + "乙" * 60
    new = "甲" * 60 + "新" + "乙" * 60
    pieces = word_difference(old, new)
    assert [each.text for each in pieces if each.side != "both"] == ["旧", "新"]
    assert sum(len(each.text) for each in pieces) < 25
