"""The table of people: those who need a person first, then the others by total."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ...core.report import percent
from ...records import DIMENSIONS, CandidateTotal, DimensionSum, Person
from ..page import Page
from .wording import Words, between, points


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A dimension as a column; `below` is what its cells rest on, where all rest on the same."""

    name: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """
    One candidate.

    `anchor` is where the section is, empty where the answers are not shown. `points` and `of`
    are the total and its maximum; `percent` is empty while the total is open.
    """

    anchor: str
    candidate_id: str
    points: str
    of: str
    percent: str
    dimensions: tuple[str, ...]
    answered: str
    open: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTables:
    """The two tables of people, under the same columns."""

    columns: tuple[Column, ...]
    open: tuple[PeopleRow, ...]
    settled: tuple[PeopleRow, ...]


def is_open(total: CandidateTotal) -> bool:
    """True while an answer is held or unscored."""
    return bool(total.held or total.unscored)


def in_order(page: Page) -> list[tuple[str, Person]]:
    """Each person with their anchor: open ones, then by total; equal ones as in the file."""
    numbered = [(f"p{number}", person) for number, person in enumerate(page.people, start=1)]
    return sorted(
        numbered,
        key=lambda each: (0, 0) if is_open(each[1].total) else (1, -(each[1].total.total or 0)),
    )


def people_tables(page: Page, words: Words) -> PeopleTables:
    """Everyone on *page*, in the order they are shown."""
    shown = [name for name in DIMENSIONS if any(_has(person, name) for person in page.people)]
    even = {name: _even(page, name) for name in shown}
    rows = {
        part: tuple(_row(anchor, person, even, words) for anchor, person in people)
        for part, people in groupby(in_order(page), key=lambda each: is_open(each[1].total))
    }
    columns = tuple(
        Column(
            name=words.dimension(name),
            below=words.number("criteria", part.criteria) if part else "",
        )
        for name, part in even.items()
    )
    return PeopleTables(columns=columns, open=rows.get(True, ()), settled=rows.get(False, ()))


def _has(person: Person, dimension: str) -> bool:
    return dimension in person.total.by_dimension


def _even(page: Page, dimension: str) -> DimensionSum | None:
    """One of the sums, where everyone's rests on as many criteria; else None."""
    sums = [person.total.by_dimension.get(dimension) for person in page.people]
    return sums[0] if len({part and part.criteria for part in sums}) == 1 else None


def _row(
    anchor: str, person: Person, even: dict[str, DimensionSum | None], words: Words
) -> PeopleRow:
    total = person.total
    return PeopleRow(
        anchor=anchor if person.scored else "",
        candidate_id=total.candidate_id,
        points=between(total.low, total.high),
        of=points(total.max_total),
        percent=percent(total.total, total.max_total),
        dimensions=tuple(
            dimension_cell(total.by_dimension.get(name), words, told=bool(even[name]))
            for name in even
        ),
        answered=f"{total.answered} / {total.asked}",
        open=tuple(open_of(person, words)),
        flags=tuple(flags_of(person, words)),
    )


def dimension_cell(part: DimensionSum | None, words: Words, *, told: bool) -> str:
    """Points of points; with the number of criteria unless that is *told* elsewhere."""
    if part is None:
        return "–"
    got = words("pending") if part.points is None else points(part.points)
    cell = f"{got} / {points(part.max_points)}"
    return cell if told else f"{cell} ({words.number('criteria', part.criteria)})"


def flags_of(person: Person, words: Words) -> Iterable[str]:
    """What a person should know of the answers, each thing once."""
    if not person.scored:
        return [words.name("flag", flag) for flag in person.total.flags]
    return dict.fromkeys(flag for _, score in person.scored for flag in words.flags(score))


def open_of(person: Person, words: Words) -> Iterator[str]:
    """What is open, item by item; only how many where the answers are not at hand."""
    if not person.scored:
        for status, n in (("held", person.total.held), ("unscored", person.total.unscored)):
            if n:
                yield words("open_count", status=words.name("status", status), n=n)
    for item, score in person.scored:
        if score.status in ("held", "unscored"):
            why = words.name("reason", score.reason)
            status = words.name("status", score.status)
            yield words("open_item", item=item.id, status=status, reason=why)
