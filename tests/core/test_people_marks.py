"""What stands when one, two or three people have given points, and an adjudicator has spoken."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_ratings, settle_unrated
from grader.core.people_marks import answer_hash, item_hash, settle_people
from grader.records import (
    Answer,
    Criterion,
    Evidence,
    Finding,
    GivenPoints,
    Item,
    Level,
    Mark,
    Observation,
    Opinion,
    PersonMark,
    Rating,
    Text,
)

LEVELS = tuple(Level(points=Decimal(n), description=Text(f"worth {n}")) for n in range(4))
CALM = Criterion(id="calm", points=Decimal(3), dimension="empathy", description=Text("calm"),
                 levels=LEVELS)  # fmt: skip
PLAN = replace(CALM, id="plan", dimension="process")
ITEM = Item(id="1", text=Text("客户投诉怎么办？"), points=Decimal(6), criteria=(CALM, PLAN))
ANSWER = Answer(candidate_id="A", item_id="1", text="我会先安抚客户，再核对订单。")


def machine(calm, plan, *, open_="", **more):
    marks = tuple(
        Mark(criterion_id=each.id, level=level, points=Decimal(level), max_points=Decimal(3),
             lacks_evidence=each.id == open_)
        for each, level in ((CALM, calm), (PLAN, plan))
    )  # fmt: skip
    return settle_rating(ANSWER, ITEM, Rating(rater="openai:m", marks=marks, **more))


def gave(reviewer, whole=None, *, reason="", kind="mark", item=ITEM, text=ANSWER, **points):
    """A mark; with *whole* on the item, else on the criteria named."""
    given = points if whole is None else {"": whole}
    return PersonMark(
        candidate_id="A", item_id="1", reviewer=reviewer, kind=kind,
        given=tuple(GivenPoints(criterion_id=name, points=Decimal(str(value)), reason=reason)
                    for name, value in given.items()),
        item_hash=item_hash(item), answer_hash=answer_hash(text),
    )  # fmt: skip


def settled(score, *marks, item=ITEM, **options):
    return settle_people(item, score, marks, **options)


def stands(score):
    return score.status, score.points, score.rater


def states(score):
    return [each.state for each in score.people]


def test_person_outranks_the_machine_whose_score_stays_beside():
    judged = machine(3, 3)
    score = settled(judged, gave("王芳", calm=1, plan=2, reason="只道歉，没有安抚"))
    assert stands(score) == ("graded", Decimal(3), "person:王芳")
    assert score.machine == judged
    assert score.by_dimension == {"empathy": Decimal(1), "process": Decimal(2)}
    assert [(m.points, m.rater, m.rationale) for m in score.rating.marks] == [
        (Decimal(1), "person:王芳", "只道歉，没有安抚"), (Decimal(2), "person:王芳", "只道歉，没有安抚"),
    ]  # fmt: skip


@pytest.mark.parametrize("judged", [
    machine(3, 3, open_="calm"),
    settle_unrated(ANSWER, ITEM, "unscored", "unreachable", "down"),
    settle_unrated(ANSWER, ITEM, "held", "attachment"),
    settle_unrated(ANSWER, ITEM, "gated", "non_answer"),
])  # fmt: skip
def test_person_settles_what_is_open(judged):
    score = settled(judged, gave("王芳", calm=2, plan=0))
    assert stands(score) == ("graded", Decimal(2), "person:王芳")
    assert (score.points_low, score.points_high) == (Decimal(2), Decimal(2))
    assert (score.reason, score.detail) == ("", "")
    assert not {"evidence_missing", "gated"} & {*score.flags}


def test_flags_of_the_text_stay_when_a_person_has_settled_it():
    judged = machine(3, 3, addresses_grader=True)
    assert "injection_suspected" in settled(judged, gave("王芳", calm=0, plan=0)).flags


def test_mark_on_the_open_criterion_settles_an_answer_held_for_evidence():
    score = settled(machine(3, 2, open_="calm"), gave("王芳", calm=1))
    assert stands(score) == ("graded", Decimal(3), "person:王芳")
    assert [m.rater for m in score.rating.marks] == ["person:王芳", "openai:m"]


def test_mark_on_another_criterion_leaves_it_open_and_narrows_the_range():
    score = settled(machine(3, 2, open_="calm"), gave("王芳", plan=0))
    assert (score.status, score.points) == ("held", None)
    assert (score.points_low, score.points_high) == (Decimal(0), Decimal(3))


def test_mark_on_one_criterion_leaves_open_what_rests_on_one_stretch_for_all():
    quoted = Evidence(quote="我会先安抚", start=0, end=5, kind="exact")
    rating = machine(3, 2).rating
    marks = tuple(replace(each, evidence=(quoted,)) for each in rating.marks)
    told = [Observation(flag="evidence_shared", spans=((0, 5),))]
    judged = settle_rating(ANSWER, ITEM, replace(rating, marks=marks), told)
    assert (judged.status, judged.reason) == ("held", "evidence")
    score = settled(judged, gave("王芳", calm=1))
    assert (score.status, score.points_low, score.points_high) == ("held", Decimal(1), Decimal(4))
    assert settled(judged, gave("王芳", calm=1, plan=0)).points == Decimal(1)


def test_mark_on_the_criterion_without_evidence_leaves_a_critical_finding_open():
    quoted = Evidence(quote="安抚客户", start=3, end=7, kind="exact")
    found = Finding(critical_id="promise", quote="安抚客户", evidence=(quoted,))
    judged = machine(3, 2, open_="calm", critical=(found,))
    assert (judged.status, judged.reason) == ("held", "evidence")
    assert settled(judged, gave("王芳", calm=1)).status == "held"


def test_mark_on_the_criterion_without_evidence_leaves_open_where_judges_are_apart():
    marks = machine(3, 0, open_="calm").rating
    other = machine(3, 3, open_="calm").rating
    asked = [replace(each, rater=f"openai:{name}", opinion=Opinion(judge=at))
             for at, (name, each) in enumerate((("a", marks), ("b", other)))]  # fmt: skip
    judged = settle_ratings(ANSWER, ITEM, asked)
    assert (judged.status, judged.reason) == ("held", "evidence")
    score = settled(judged, gave("王芳", calm=1))
    assert (score.status, score.points_low, score.points_high) == ("held", Decimal(1), Decimal(4))


def test_marks_on_some_criteria_leave_an_unscored_answer_open():
    score = settled(settle_unrated(ANSWER, ITEM, "unscored", "invalid"), gave("王芳", calm=2))
    assert (score.status, score.points) == ("unscored", None)
    assert (score.points_low, score.points_high) == (Decimal(2), Decimal(5))


def test_points_for_the_whole_item_have_no_dimensions():
    score = settled(machine(3, 3), gave("王芳", 4.5))
    assert stands(score) == ("graded", Decimal("4.5"), "person:王芳")
    assert (score.by_dimension, score.rating) == ({}, None)


def test_points_for_the_whole_item_are_its_only_dimension_s():
    item = replace(ITEM, criteria=(CALM, replace(PLAN, dimension="empathy")))
    score = settled(machine(3, 3), gave("王芳", 4, item=item), item=item)
    assert score.by_dimension == {"empathy": Decimal(4)}


def test_correction_by_the_same_person_counts_and_the_first_mark_is_kept():
    score = settled(machine(3, 3), gave("王芳", calm=0, plan=0), gave("王芳", calm=2))
    assert stands(score) == ("graded", Decimal(2), "person:王芳")
    assert states(score) == ["superseded", "stands", "stands"]


def test_whole_points_displace_points_by_criterion_of_the_same_person():
    score = settled(machine(3, 3), gave("王芳", calm=0, plan=0), gave("王芳", 5))
    assert stands(score) == ("graded", Decimal(5), "person:王芳")
    assert states(score) == ["superseded", "superseded", "stands"]


def test_two_who_agree_stand_together():
    score = settled(machine(3, 3), gave("王芳", calm=1, plan=2), gave("李强", calm=1, plan=2))
    assert stands(score) == ("graded", Decimal(3), "person:王芳+李强")


def test_two_who_differ_hold_the_answer_between_them():
    score = settled(machine(3, 3), gave("王芳", calm=1, plan=2), gave("李强", calm=2, plan=2))
    assert (score.status, score.points, score.reason) == ("held", None, "reviewers_disagree")
    assert (score.points_low, score.points_high) == (Decimal(3), Decimal(4))
    assert "reviewers_disagree" in score.flags
    assert states(score) == ["disputed", "stands", "disputed", "stands"]


def test_within_the_tolerance_the_lower_middle_level_stands():
    two = gave("王芳", calm=1, plan=2), gave("李强", calm=2, plan=2)
    assert settled(machine(3, 3), *two, tolerance=1).points == Decimal(3)
    three = *two, gave("赵敏", calm=2, plan=3)
    assert settled(machine(3, 3), *three, tolerance=1).points == Decimal(4)


def test_three_of_whom_one_is_further_off_than_the_tolerance_hold_the_answer():
    marks = gave("王芳", calm=0, plan=2), gave("李强", calm=1, plan=2), gave("赵敏", calm=2, plan=2)
    assert settled(machine(3, 3), *marks, tolerance=1).status == "held"


@pytest.mark.parametrize(("whole", "status"), [(3, "graded"), (4, "held")])
def test_whole_points_and_points_by_criterion_must_come_to_the_same(whole, status):
    score = settled(machine(3, 3), gave("王芳", calm=1, plan=2), gave("李强", whole))
    assert score.status == status


def test_adjudicator_settles_where_reviewers_differ():
    score = settled(
        machine(3, 3), gave("王芳", calm=1, plan=2), gave("李强", calm=3, plan=2),
        gave("周总", calm=2, kind="adjudication"),
    )  # fmt: skip
    assert stands(score) == ("graded", Decimal(4), "person:周总")
    assert states(score) == ["superseded", "stands", "superseded", "stands", "stands"]


def test_adjudicator_who_spoke_before_a_later_reviewer_still_settles_it():
    score = settled(
        machine(3, 3), gave("周总", 2, kind="adjudication"), gave("李强", calm=3, plan=3)
    )
    assert stands(score) == ("graded", Decimal(2), "person:周总")
    assert states(score) == ["stands", "superseded", "superseded"]


@pytest.mark.parametrize("others", [
    (gave("王芳", 3), gave("李强", 5)),
    (gave("王芳", 4), gave("李强", 4)),
    (gave("王芳", 5), gave("李强", calm=1)),
    (gave("王芳", 5), gave("李强", calm=1, plan=2)),
], ids=["wholes differ", "wholes agree", "one by criterion", "another by all criteria"])  # fmt: skip
def test_criterion_left_out_by_the_adjudicator_is_not_the_machines_where_people_gave_a_whole(
    others,
):
    score = settled(machine(3, 0), *others, gave("周总", calm=2, kind="adjudication"))
    assert stands(score) == ("held", None, "openai:m")
    assert (score.reason, score.points_low, score.points_high) == ("reviewers_disagree", 2, 5)
    assert "superseded" not in states(score)[:1]
    assert states(score)[-1] == "stands"
    ruled = settled(machine(3, 0), *others, gave("周总", calm=2, plan=1, kind="adjudication"))
    assert stands(ruled) == ("graded", Decimal(3), "person:周总")


def test_adjudicator_who_bears_out_the_whole_that_reviewers_gave_settles_it():
    score = settled(machine(2, 2), gave("王芳", 4), gave("周总", calm=2, kind="adjudication"))
    assert stands(score) == ("graded", Decimal(4), "person:周总")


def test_criterion_left_out_by_the_adjudicator_stays_the_reviewers_where_they_agree():
    score = settled(
        machine(3, 3), gave("王芳", calm=0, plan=1), gave("李强", calm=2, plan=1),
        gave("周总", calm=1, kind="adjudication"),
    )  # fmt: skip
    assert stands(score) == ("graded", Decimal(2), "person:周总")


def test_adjudicator_who_settles_one_of_two_disputes_leaves_the_answer_held():
    score = settled(
        machine(3, 3), gave("王芳", calm=1, plan=0), gave("李强", calm=3, plan=2),
        gave("周总", calm=2, kind="adjudication"),
    )  # fmt: skip
    assert (score.status, score.reason) == ("held", "reviewers_disagree")


CHANGED = {
    "question": replace(ITEM, text=Text("客户再次投诉怎么办？")),
    "points": replace(ITEM, points=Decimal(12), over="scale"),
    "reference": replace(ITEM, reference=Text("先安抚")),
    "criterion": replace(ITEM, criteria=(replace(CALM, description=Text("calmer")), PLAN)),
    "level": replace(ITEM, criteria=(replace(CALM, levels=(
        *LEVELS[:3], replace(LEVELS[3], description=Text("more")))), PLAN)),
}  # fmt: skip


@pytest.mark.parametrize("item", CHANGED.values(), ids=CHANGED)
def test_mark_made_before_the_item_changed_is_stale_and_the_machine_stands_again(item):
    judged = machine(3, 3)
    score = settled(judged, gave("王芳", calm=0, plan=0), item=item)
    assert (score.points, score.rater, score.machine) == (judged.points, "openai:m", None)
    assert "review_stale" in score.flags
    assert states(score) == ["stale", "stale"]


def test_mark_outlives_what_says_nothing_to_a_marker():
    item = replace(ITEM, source="paper 2", notes=("checked",), points_source="ours", section="二")
    assert settled(machine(3, 3), gave("王芳", 1), item=item).points == 1


def test_mark_on_another_text_is_stale():
    other = replace(ANSWER, text="不知道")
    assert "review_stale" in settled(machine(3, 3), gave("王芳", 0, text=other)).flags


def test_stale_mark_beside_a_new_one_raises_no_flag():
    old = gave("王芳", 0, item=CHANGED["question"])
    score = settled(machine(3, 3), old, gave("李强", 4))
    assert stands(score) == ("graded", Decimal(4), "person:李强")
    assert "review_stale" not in score.flags
