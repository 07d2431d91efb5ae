"""The list of what needs a person: the most doubtful first, and some by chance."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.aggregate import aggregate
from grader.core.review_queue import Queue, doubt_of
from grader.records import (
    Answer,
    Criterion,
    GivenPoints,
    Item,
    PersonMark,
    Score,
    SeenPoints,
    Text,
)

ITEM = Item(
    id="1", text=Text("问"), points=Decimal(4),
    criteria=(Criterion(id="c", points=Decimal(4), dimension="process", description=Text("c")),),
)  # fmt: skip


def score_of(candidate, status="graded", *flags, reason="", low=2, high=2, **more):
    return Score(
        answer=Answer(candidate_id=candidate, item_id="1", text="答"), status=status, reason=reason,
        max_points=Decimal(4), points=Decimal(2) if status in {"graded", "gated"} else None,
        points_low=Decimal(low), points_high=Decimal(high), flags=flags, **more,
    )  # fmt: skip


def settled(candidate, *reviewers, kind="mark", **more):
    """An answer settled by people, above what a machine gave."""
    people = tuple(
        SeenPoints(
            mark=PersonMark(candidate_id=candidate, item_id="1", reviewer=each, kind=kind,
                            given=(), item_hash="", answer_hash=""),
            given=GivenPoints(points=Decimal(2)), state="stands",
        )
        for each in reviewers
    )  # fmt: skip
    base = score_of(candidate, **more)
    return replace(base, status="graded", points=Decimal(2), machine=base, people=people)


def queue_of(*scores, seed="s", share="0", **options):
    queue = Queue(seed, Decimal(share), **options)
    for each in scores:
        queue.add(aggregate(each.candidate_id, [(ITEM, each)]))
    return queue


def listed(queue):
    return [each.score.candidate_id for each in queue.listed()]


IN_ORDER = [
    score_of("injection", "held", "injection_suspected", reason="injection", high=4),
    score_of("critical", "held", "critical", reason="critical"),
    score_of("reviewers_disagree", "held", "reviewers_disagree", reason="reviewers_disagree"),
    score_of("judges_disagree", "held", "judges_disagree", reason="judges"),
    score_of("evidence", "held", "evidence_missing", reason="evidence", low=0, high=4),
    score_of("held", "held", "attachment", reason="attachment", low=0, high=4),
    score_of("unscored", "unscored", reason="unreachable", low=0, high=4),
    score_of("stale", "graded", "review_stale"),
    score_of("flagged", "graded", "padded"),
]
UNFLAGGED = [score_of(f"C{number:03}") for number in range(100)]


@pytest.mark.parametrize("score", IN_ORDER, ids=[each.candidate_id for each in IN_ORDER])
def test_doubt_has_a_name(score):
    assert doubt_of(score) == score.candidate_id


def test_most_doubtful_come_first():
    assert listed(queue_of(*reversed(IN_ORDER))) == [each.candidate_id for each in IN_ORDER]


def test_of_missing_evidence_the_widest_range_comes_first():
    ranges = {"narrow": (1, 2), "wide": (0, 4), "middle": (1, 3)}
    scores = [
        score_of(name, "held", "evidence_missing", reason="evidence", low=low, high=high)
        for name, (low, high) in ranges.items()
    ]
    assert listed(queue_of(*scores)) == ["wide", "middle", "narrow"]


@pytest.mark.parametrize("score", [
    score_of("a"), score_of("a", "not_answered"), score_of("a", "gated", "gated"),
    score_of("a", "graded", "proposed_criteria"),
    settled("a", "王芳", status="held", reason="evidence"),
], ids=["graded", "not answered", "gated", "drafts", "settled"])  # fmt: skip
def test_nobody_must_look_at_what_is_settled(score):
    assert listed(queue_of(score)) == []


@pytest.mark.parametrize(("share", "count"), [("0.1", 10), ("0.015", 2), ("0", 0), ("1", 100)])
def test_share_of_the_unflagged_is_drawn_and_at_least_one(share, count):
    assert len(listed(queue_of(*UNFLAGGED, share=share))) == count


def test_draw_is_the_same_for_a_seed_and_another_for_another():
    first = listed(queue_of(*UNFLAGGED, share="0.2"))
    assert listed(queue_of(*reversed(UNFLAGGED), share="0.2")) == first
    assert listed(queue_of(*UNFLAGGED, share="0.2", seed="t")) != first
    assert set(first) < set(listed(queue_of(*UNFLAGGED, share="0.4")))


def test_draw_stays_the_same_when_some_of_it_is_marked():
    first = listed(queue_of(*UNFLAGGED, share="0.1"))
    marked = [
        settled(each.candidate_id, "王芳") if each.candidate_id in first[:4] else each
        for each in UNFLAGGED
    ]
    queue = queue_of(*marked, share="0.1")
    assert listed(queue) == first[4:]
    assert [each.score.candidate_id for _, each in queue.drawn()] == first


def test_draw_stays_the_same_when_a_mark_in_it_goes_stale_which_is_listed_once():
    first = listed(queue_of(*UNFLAGGED, share="0.1"))
    changed = [
        score_of(each.candidate_id, "graded", "review_stale")
        if each.candidate_id == first[3]
        else each
        for each in UNFLAGGED
    ]
    queue = queue_of(*changed, share="0.1")
    assert [each.score.candidate_id for _, each in queue.drawn()] == first
    assert listed(queue) == [first[3], *first[:3], *first[4:]]
    assert queue.listed()[0].doubt == "stale"


def test_flagged_answers_are_not_drawn():
    drawn = queue_of(*IN_ORDER, *UNFLAGGED, share="1").drawn()
    assert {each.score.candidate_id for _, each in drawn} - {"stale"} == {
        each.candidate_id for each in UNFLAGGED
    }


def test_second_marker_gets_what_one_has_marked_and_not_what_two_have_or_somebody_settled():
    of = {"status": "held", "reason": "evidence"}
    scores = [
        settled("one", "王芳", **of), settled("two", "王芳", "李强", **of),
        settled("ruled", "周总", kind="adjudication", **of),
        score_of("none", "held", reason="evidence"),
    ]  # fmt: skip
    assert set(listed(queue_of(*scores, is_blind=True))) == {"one", "none"}
    assert listed(queue_of(*scores)) == ["none"]


def test_order_of_a_blind_list_tells_nothing():
    scores = [*IN_ORDER, *UNFLAGGED]
    blind = listed(queue_of(*scores, share="0.1", is_blind=True))
    open_ = listed(queue_of(*scores, share="0.1"))
    assert sorted(blind) == sorted(open_)
    assert blind != open_
    assert blind == listed(queue_of(*scores, share="0.1", is_blind=True))


def test_full_list_holds_the_most_doubtful_and_tells_how_many_are_left():
    queue = queue_of(*reversed(IN_ORDER), most=3)
    assert listed(queue) == ["injection", "critical", "reviewers_disagree"]
    assert (queue.doubtful, queue.left_out) == (9, 6)
