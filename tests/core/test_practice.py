"""Which item comes next, where a person stands, and how points went."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader import load_rubric
from grader.core.feedback import key_points
from grader.core.people_marks import item_hash
from grader.core.practice import chart, offer, progress, standing
from grader.records import Attempt, DimensionPoints, HandedIn

RUBRIC = load_rubric("service-manager")
CURRENT = frozenset(map(item_hash, RUBRIC.items))
FULL = {"empathy": (1, 1), "process": (3, 3), "coordination": (2, 2), "closure": (2, 2)}


def attempt(item_id, rater="baseline", status="graded", hashed="", **dimensions):
    """An attempt at *item_id* with points (of, most) by dimension."""
    handed_in = HandedIn(
        at="2026-11-01T08:00:00+00:00", rubric_id=RUBRIC.id, rubric_hash="r", item_id=item_id,
        item_hash=hashed or item_hash(RUBRIC.item(item_id)), question="?", text="…",
    )  # fmt: skip
    return Attempt(
        handed_in=handed_in, at=handed_in.at, rater=rater, status=status, reason="",
        points=Decimal(1), points_low=Decimal(1), points_high=Decimal(1), max_points=Decimal(8),
        by_dimension={name: DimensionPoints(points=Decimal(of), max_points=Decimal(most))
                      for name, (of, most) in dimensions.items()},
    )  # fmt: skip


def offered(*attempts, rater="baseline", **options):
    return offer(RUBRIC, attempts, rater=rater, current=CURRENT, **options)


def weight(item, dimension):
    there = sum(item.worth(c, len(c.steps) - 1) for c in item.criteria if c.dimension == dimension)
    return there / item.max_points


def test_first_item_of_the_paper_begins():
    made = offered()
    assert (made.item.id, made.why, made.dimension) == ("一/1", "first", "")


@pytest.mark.parametrize("dimension", ["empathy", "process", "coordination", "closure"])
def test_item_that_weighs_most_where_the_person_is_weakest_comes_next(dimension):
    made = offered(attempt("一/1", **{**FULL, dimension: (1, 4)}), just_done="一/1")
    assert (made.why, made.dimension) == ("weakest", dimension)
    assert made.standing.reached.points == 1
    others = [each for each in RUBRIC.items if each.id != "一/1"]
    assert weight(made.item, dimension) == max(weight(each, dimension) for each in others) > 0


def test_items_not_practised_yet_come_before_heavier_ones():
    low = {**FULL, "process": (0, 3)}
    with_process = [each for each in RUBRIC.items if weight(each, "process")]
    heaviest = max(with_process, key=lambda each: weight(each, "process"))
    made = offered(attempt(heaviest.id, **low))
    assert made.item.id != heaviest.id
    everywhere = [attempt(each.id, **low) for each in RUBRIC.items]
    assert offered(*everywhere).item.id == heaviest.id
    assert offered(*everywhere, just_done=heaviest.id).item.id != heaviest.id


def test_last_answer_to_an_item_counts_not_the_one_before():
    before = attempt("一/1", **{**FULL, "empathy": (0, 1)})
    after = attempt("一/1", **{**FULL, "closure": (1, 2)})
    assert offered(before, after).dimension == "closure"
    assert standing([before, after])["empathy"].reached.share == 1


def test_points_of_another_rater_or_wording_say_nothing_of_weakness():
    """They still tell that the item was practised."""
    low = {**FULL, "empathy": (0, 1)}
    other = offered(attempt("一/1", rater="openai:m", **low))
    older = offered(attempt("一/1", hashed="old", **low))
    assert [(each.why, each.item.id) for each in (other, older)] == [("new", "一/2")] * 2


def test_open_or_missing_points_are_not_taken_for_nothing():
    held = attempt("一/1", status="held")
    unscored = attempt("一/2", status="unscored")
    assert standing([held, unscored]) == {}
    made = offered(held, unscored)
    assert (made.why, made.item.id) == ("new", "一/2"), "one without a rating was not practised"


def test_full_points_everywhere_offer_what_was_practised_least():
    everywhere = [attempt(each.id, **FULL) for each in RUBRIC.items]
    made = offered(*everywhere, *everywhere[1:])
    assert (made.why, made.item.id) == ("even", "一/1")


def test_nobody_is_weakest_in_other():
    made = offered(attempt("一/1", **FULL, other=(0, 3)))
    assert made.why == "new"


def test_dimension_asked_for_is_kept_to():
    low = attempt("一/1", **{**FULL, "empathy": (0, 1)})
    made = offered(low, dimension="coordination")
    assert (made.why, made.dimension) == ("asked", "coordination")
    assert weight(made.item, "coordination") > 0


def test_the_only_item_there_is_comes_again():
    kept = RUBRIC.item("一/1")
    one = replace(RUBRIC, sections=(replace(RUBRIC.sections[0], items=(kept,)),), by_id={})
    made = offer(one, [attempt(kept.id, **FULL)], rater="baseline", current=CURRENT,
                 just_done=kept.id)  # fmt: skip
    assert made.item.id == kept.id


def test_lines_never_join_raters_or_wordings():
    lines = progress(
        [
            attempt("一/1", empathy=(1, 2)),
            attempt("一/2", rater="openai:m", empathy=(2, 2)),
            attempt("一/1", hashed="old", empathy=(0, 2)),
            attempt("一/3", empathy=(2, 2)),
        ],
        CURRENT,
    )
    told = [(each.rater, each.is_older, [step.points for step in each.steps]) for each in lines]
    assert told == [("baseline", False, [1, 2]), ("baseline", True, [0]), ("openai:m", False, [2])]
    assert lines[0].best.item_id == "一/3"


def test_chart_goes_from_nothing_to_all_and_keeps_the_newest():
    assert chart([]) == ""
    assert chart([Decimal(0), Decimal(1)] * 15) == "▁█" * 10
    assert chart([Decimal(-1), Decimal(2)]) == "▁█"


def test_key_points_are_those_of_the_highest_level():
    item = RUBRIC.item("一/1")
    found = key_points(item, "zh", secrets="")
    assert [each.full for each in found] == [c.levels[-1].description.zh for c in item.criteria]
    assert [each.points for each in found] == ["1.6", "2.4", "2.4", "1.6"]


def test_key_points_repeat_nothing_of_the_reference():
    """They are shown to one who practises, who is not to learn the answer by heart."""
    item = RUBRIC.item("一/1")
    told = item.criteria[1].levels[-1].description.zh
    asked = item.criteria[2].description.zh
    kept = key_points(item, "zh", secrets=f"参考：{told}\n还有{asked}")
    assert (kept[1].full, kept[2].asks) == ("", item.criteria[2].label.zh or item.criteria[2].id)
