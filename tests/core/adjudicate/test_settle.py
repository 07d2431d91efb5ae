"""What stands for one answer."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.records import Answer, Criterion, Evidence, Finding, Item, Mark, Rating, Text

ANSWER = Answer(candidate_id="A1", item_id="一/1", text="先道歉")
WORDS = Evidence(quote="先道歉", start=0, end=3, kind="exact")


def rate(item, *levels, lacking=(), **more):
    """A rating of *item* with those levels; *lacking* are places of marks without evidence."""
    marks = [
        Mark(
            criterion_id=each.id,
            level=level,
            points=item.worth(each, level),
            max_points=item.worth(each, len(each.steps) - 1),
            lowest=item.worth(each, 0),
            evidence=() if place in lacking else (WORDS,),
            lacks_evidence=place in lacking,
        )
        for place, (each, level) in enumerate(zip(item.criteria, levels, strict=True))
    ]
    return Rating(rater="openai:m", marks=tuple(marks), **more)


@pytest.fixture
def paper_item(item, criterion):
    """Three criteria over two dimensions: 2 + 3 + 3 points, the last worth at least 1."""
    return item(
        criterion("calm", 2),
        criterion("plan", 3, "process"),
        criterion("tell", 3, "empathy", levels=(1, 2, 3)),
    )


def standing(score):
    return score.status, score.points, score.points_low, score.points_high, score.reason


def test_rating_with_evidence_is_graded_as_judged(paper_item):
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 1, 0))
    # 2 + half of 3 + the lowest 1
    assert standing(score) == ("graded", Decimal("4.5"), Decimal("4.5"), Decimal("4.5"), "")
    assert score.by_dimension == {"empathy": Decimal(3), "process": Decimal("1.5")}
    assert (score.max_points, score.rater, score.flags) == (Decimal(8), "openai:m", ())


def test_mark_without_evidence_holds_the_answer_with_a_range(paper_item):
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 2, 2, lacking={0, 2}))
    # as judged 2 + 3 + 3; without evidence calm counts 0 and tell its lowest, 1
    assert standing(score) == ("held", None, Decimal(4), Decimal(8), "evidence")
    assert score.flags == ("evidence_missing",)
    assert score.by_dimension == {}
    assert [each.points for each in score.rating.marks] == [2, 3, 3]


def test_invented_quotes_for_full_marks_settle_nothing(paper_item):
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 2, 2, lacking={0, 1, 2}))
    assert (score.points, score.points_low) == (None, paper_item.lowest())


def test_quoted_critical_finding_holds_as_judged(paper_item):
    """It needs a person, whatever the points; it takes none away."""
    found = Finding(critical_id="data-leak", quote="先道歉", evidence=(WORDS,))
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 2, 2, critical=(found,)))
    assert standing(score) == ("held", None, Decimal(8), Decimal(8), "critical")
    assert score.flags == ("critical",)


def test_critical_finding_without_words_is_flagged_only(paper_item):
    found = Finding(critical_id="data-leak", quote="没有的话")
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 2, 2, critical=(found,)))
    assert (score.status, score.points, score.flags) == ("graded", Decimal(8), ("critical",))


def test_text_to_the_grader_is_flagged_and_lowers_nothing(paper_item):
    score = settle_rating(ANSWER, paper_item, rate(paper_item, 2, 2, 2, addresses_grader=True))
    assert (score.points, score.flags) == (Decimal(8), ("injection_suspected",))


def test_flags_stand_in_alphabetical_order(item, criterion):
    asked = item(criterion("a", status="proposed"))
    found = Finding(critical_id="abuse", quote="先道歉", evidence=(WORDS,))
    rating = rate(asked, 2, lacking={0}, critical=(found,), addresses_grader=True)
    flags = settle_rating(ANSWER, asked, rating).flags
    assert flags == ("critical", "evidence_missing", "injection_suspected", "proposed_criteria")


@pytest.mark.parametrize(
    ("over", "points", "low", "high"),
    [("scale", 5, 5, 5), ("raise", 10, 10, 10)],
)
def test_marks_over_the_items_points_scale_or_raise(item, criterion, over, points, low, high):
    """4 + 6 marks on an item of 5: scaled they are 2 + 3, raised the item is worth 10."""
    asked = item(criterion("a", 4), criterion("b", 6), points=5, over=over)
    score = settle_rating(ANSWER, asked, rate(asked, 2, 2))
    assert standing(score) == ("graded", points, low, high, "")
    assert score.max_points == points


@pytest.mark.parametrize(
    ("status", "reason", "points", "low", "high", "flags"),
    [
        ("gated", "empty", 1, 1, 1, ("gated",)),
        ("not_answered", "", 0, 0, 0, ()),
        ("held", "attachment", None, 1, 8, ("attachment",)),
        ("unscored", "invalid", None, 1, 8, ()),
        ("unscored", "too_long", None, 1, 8, ("too_long",)),
    ],
)
def test_answer_without_a_rating_stands_by_its_status(
    paper_item, status, reason, points, low, high, flags
):
    score = settle_unrated(ANSWER, paper_item, status, reason, "why")
    assert standing(score) == (status, points, low, high, reason)
    assert (score.flags, score.detail, score.rating, score.rater) == (flags, "why", None, "")
    assert score.max_points == Decimal(8)


@pytest.mark.parametrize(("status", "dimensions"), [
    ("gated", {"empathy": 1, "process": 0}), ("not_answered", {"empathy": 0, "process": 0}), ("unscored", {}),
])  # fmt: skip
def test_dimensions_of_an_unrated_answer_follow_its_points(paper_item, status, dimensions):
    assert settle_unrated(ANSWER, paper_item, status).by_dimension == dimensions


def _made(points):
    criteria = tuple(
        Criterion(id=f"c{n}", points=Decimal(each), dimension="process", description=Text("d"))
        for n, each in enumerate(points)
    )
    return Item(id="i", text=Text("t"), points=Decimal(7), criteria=criteria, over="scale")


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.data())
def test_range_holds_what_was_judged_and_stays_in_bounds(data):
    """Whatever lacks evidence: lowest ≤ low ≤ as judged = high ≤ highest, in scaled items too."""
    asked = _made(data.draw(st.lists(st.integers(1, 9), min_size=1, max_size=6)))
    levels = [data.draw(st.integers(0, 2)) for _ in asked.criteria]
    lacking = {n for n, level in enumerate(levels) if level and data.draw(st.booleans())}
    score = settle_rating(ANSWER, asked, rate(asked, *levels, lacking=lacking))
    judged = sum(asked.worth(c, level) for c, level in zip(asked.criteria, levels, strict=True))
    assert asked.lowest() <= score.points_low <= score.points_high == judged
    # Thirds of a mark end after 28 digits; tables show four places.
    assert score.points_high <= score.max_points + Decimal("1e-20")
    assert (score.status == "held") is bool(lacking)
    assert score.points == (None if lacking else judged)
