"""A minimum that is out of reach asks for a person, and changes nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from grader.core.adjudicate import settle_rating, settle_unrated
from grader.core.aggregate import aggregate
from grader.core.minima import mind_minima
from grader.records import Answer, Evidence, Mark, Minimum, Rating

HALF = Minimum(dimension="empathy", share=Decimal("0.5"))


@pytest.fixture
def two(item, criterion, rubric):
    """A rubric of two items with three criteria each of empathy, and one of process."""
    items = [
        item(
            *(criterion(f"{name}{n}", 2) for n in range(3)), criterion(f"p{name}", 4, "process"),
            name=f"一/{name}", section="一",
        )
        for name in ("1", "2")
    ]  # fmt: skip
    return rubric(*items)


def scored(rubric, **levels):
    """A person with the levels of each item, lacking evidence where they are negative."""
    words = Evidence(quote="x", start=0, end=1, kind="exact")
    pairs = []
    for name, chosen in levels.items():
        item = rubric.by_id[f"一/{name[1:]}"]
        answer = Answer(candidate_id="A", item_id=item.id, text="x")
        if chosen is None:
            pairs.append((item, settle_unrated(answer, item, "unscored", "invalid")))
            continue
        marks = tuple(
            Mark(
                criterion_id=each.id, level=abs(level), points=item.worth(each, abs(level)),
                max_points=each.points, evidence=(words,), lacks_evidence=level < 0,
            )
            for each, level in zip(item.criteria, chosen, strict=True)
        )  # fmt: skip
        pairs.append((item, settle_rating(answer, item, Rating(rater="r", marks=marks))))
    return aggregate("A", pairs)


def minded(rubric, *minima, **levels):
    rubric = replace(rubric, minima=minima, by_id={})
    return mind_minima(scored(rubric, **levels), rubric).total


def test_candidate_below_a_minimum_is_flagged_and_keeps_the_points(two):
    before = scored(two, i1=(1, 0, 0, 2), i2=(1, 1, 2, 2)).total
    total = minded(two, HALF, i1=(1, 0, 0, 2), i2=(1, 1, 2, 2))
    [below] = total.below
    assert (below.points, below.wanted, below.max_points) == (5, 6, 12)
    assert total.flags == ("below_minimum",)
    assert total.needs_person
    assert (total.total, total.low, total.by_dimension) == (
        before.total, before.low, before.by_dimension,
    )  # fmt: skip


def test_candidate_at_the_minimum_is_not_flagged(two):
    total = minded(two, HALF, i1=(1, 1, 1, 0), i2=(1, 1, 1, 0))
    assert (total.below, total.flags, total.needs_person) == ((), (), False)


def test_open_answer_counts_with_the_most_it_can_get(two):
    """A minimum is only told once it is sure."""
    assert minded(two, HALF, i1=(0, 0, 0, 2), i2=None).below == ()
    assert minded(two, HALF, i1=(0, 0, 0, 2), i2=(-2, -2, -2, 2)).below == ()
    [below] = minded(two, HALF, i1=(0, 0, 0, 2), i2=(-2, -1, -1, 2)).below
    assert below.points == 4


def test_other_marks_of_a_held_answer_may_lie_in_the_part(two):
    """A jury's range can be wider than the marks of the rating that is shown."""
    person = scored(two, i1=(0, 0, 0, 2), i2=(-2, -1, -1, 2))
    rubric = replace(two, minima=(HALF,), by_id={})
    (first, one), (second, other) = person.scored
    wider = replace(other, points_high=other.points_high + 2)
    person = replace(person, scored=((first, one), (second, wider)))
    assert mind_minima(person, rubric).total.below == ()


def test_section_has_a_minimum_in_points_of_its_items(two):
    part = Minimum(section="一", points=Decimal(12))
    assert minded(two, part, i1=(2, 2, 2, 2), i2=(1, 1, 0, 0)).below == ()
    [below] = minded(two, part, i1=(2, 2, 2, 2), i2=(0, 0, 0, 0)).below
    assert (below.points, below.max_points) == (10, 20)


def test_minimum_in_points_waits_until_all_its_items_are_asked(two):
    points = Minimum(section="一", points=Decimal(12))
    share = Minimum(section="一", share=Decimal("0.6"))
    three = replace(HALF, dimension="empathy")
    assert minded(two, points, i1=(0, 0, 0, 0)).below == ()
    assert minded(two, share, i1=(0, 0, 0, 0)).below == (), "four criteria say too little"
    assert minded(two, three, i1=(0, 0, 0, 0)).below == (), "and so do three"
