"""Machine and person side by side: what each gave, whether that is the same, and who decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.reviewed import ReviewedRow, reviewed_rows
from ...records import Item, ReviewFigures, Score
from .wording import Words, between, moment, points

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person's points on a criterion or on the whole item, beside the machine's."""

    criterion: str
    machine: str
    person: str
    agreement: str
    reviewer: str
    when: str
    reason: str
    state: str
    is_in_force: bool


def person_rows(item: Item, score: Score, words: Words) -> tuple[PersonRow, ...]:
    """All that people gave to the answer of *score*, by criterion; what counts stands first."""
    rows = sorted(
        reviewed_rows(item, score),
        key=lambda row: (row.number, row.seen.state not in {"stands", "disputed"}),
    )
    return tuple(_row(each, words) for each in rows)


def _row(row: ReviewedRow, words: Words) -> PersonRow:
    mark, of = row.seen.mark, points(row.max_points)
    if row.criterion is not None:
        told = row.criterion.description.of(words.language)
        criterion = f"{row.number}. {told}"
    else:
        criterion = row.seen.given.criterion_id or words("whole_item")
    return PersonRow(
        criterion=criterion,
        machine=words("of", points=between(*row.ends), of=of) if row.ends else NONE,
        person=words("of", points=points(row.seen.given.points), of=of),
        agreement=words.name("agreement", row.agreement) if row.agreement else NONE,
        reviewer=reviewer_of(row, words),
        when=moment(mark.at),
        reason=row.seen.given.reason,
        state=words.name("state", row.seen.state),
        is_in_force=row.seen.state in {"stands", "disputed"},
    )


def reviewer_of(row: ReviewedRow, words: Words) -> str:
    """Who gave the points, told apart from those who only marked where they settled it."""
    mark = row.seen.mark
    is_settling = mark.kind == "adjudication"
    return words("adjudicator", name=mark.reviewer) if is_settling else mark.reviewer


def who_decides(score: Score, words: Words) -> str:
    """Who decides about the answer of *score*, in a sentence; empty where nobody looked at it."""
    if not score.people:
        return ""
    if score.machine is None:
        return words("decides_stale")
    machine = NONE
    if score.machine.points is not None:
        machine = points(score.machine.points)
    elif score.machine.points_low != score.machine.points_high:
        machine = between(score.machine.points_low, score.machine.points_high)
    if score.is_settled_by_people and score.points is not None:
        names = words.join(score.rater.removeprefix("person:").split("+"))
        return words("decides_person", names=names, machine=machine, person=points(score.points))
    is_disputed = score.reason == "reviewers_disagree"
    return words("decides_disputed" if is_disputed else "decides_partly")


def review_notes(found: ReviewFigures, tolerance: int, words: Words) -> Iterator[str]:
    """What people looked at and how far machine and person gave the same, in sentences."""
    if found.answers:
        yield words.number("note_reviewed", found.answers, drawn=found.drawn)
    if found.compared:
        yield words("note_agreement", same=found.same, n=found.compared)
    if found.drawn_compared:
        yield words("note_agreement_drawn", same=found.drawn_same, n=found.drawn_compared)
    if found.criteria:
        yield words(
            "note_agreement_criteria",
            n=found.criteria,
            same=found.criteria_same,
            near=found.criteria_near,
        )
    if found.several:
        label = "note_people_rule" if tolerance else "note_people_rule_none"
        yield words(label, n=found.several, levels=tolerance)
    if found.disputed:
        yield words.number("note_disputed", found.disputed)
    if found.stale:
        yield words.number("note_stale", found.stale)
