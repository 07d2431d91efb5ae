"""The table of people: those who need a person first, then the others by total."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from ...core.report import percent
from ...records import DIMENSIONS, CandidateTotal, DimensionSum, Person
from ..page import Page
from .placing import place_cells, place_columns
from .wording import Words, between, points, share_of

Cells = Mapping[str, tuple[str, int]]
"""By dimension: points of points, and the number of criteria they rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A dimension as a column; `below` is what its cells rest on, where all rest on the same."""

    name: str
    below: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """
    One candidate.

    `href` leads to the section, empty where the answers are not shown. `points` and `of` are
    the total and its maximum, `low` and `high` its ends in hundredths of that; `percent` is
    empty while the total is open. `places` tell where the total lies, under the tables'
    `places`; none where that was not asked for.
    """

    href: str
    candidate_id: str
    is_open: bool
    points: str
    of: str
    percent: str
    places: tuple[str, ...]
    low: float
    high: float
    dimensions: tuple[str, ...]
    answered: str
    open: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTables:
    """
    The two tables of people, under the same columns.

    `open_people` and `settled_people` are how many there are, listed here or not.
    """

    columns: tuple[Column, ...]
    places: tuple[str, ...]
    open: tuple[PeopleRow, ...]
    settled: tuple[PeopleRow, ...]
    open_people: int
    settled_people: int


def in_order(page: Page) -> list[tuple[str, Person]]:
    """Everyone with their anchor: who needs a person, then by total; equals as in the file."""
    numbered = [(f"p{number}", person) for number, person in enumerate(page.people, start=1)]
    return sorted(
        numbered,
        key=lambda each: (0, 0) if each[1].total.needs_person else (1, -(each[1].total.total or 0)),
    )


def people_tables(page: Page, words: Words) -> PeopleTables:
    """Everyone on *page*, in the order they are shown."""
    cells = {id(person): dimension_cells(person, words) for person in page.people}
    seen = Counter((name, n) for each in cells.values() for name, (_, n) in each.items())
    even = even_criteria(seen, len(page.people))
    rows = {
        part: tuple(
            people_row(
                f"#{anchor}" if person.scored else "",
                person,
                row_cells(cells[id(person)], even, words),
                words,
            )
            for anchor, person in people
        )
        for part, people in groupby(in_order(page), key=lambda each: each[1].total.needs_person)
    }
    first, others = rows.get(True, ()), rows.get(False, ())
    return PeopleTables(
        columns=columns(even, words),
        places=place_columns(page.people[0].placed if page.people else None, words),
        open=first,
        settled=others,
        open_people=len(first),
        settled_people=len(others),
    )


def dimension_cells(person: Person, words: Words) -> Cells:
    """The dimensions of *person* as cells of the table."""
    made = {}
    for name, part in person.total.by_dimension.items():
        none = no_part(person.total, words)
        made[name] = dimension_cell(part, words, told=True, none=none), part.criteria
    return made


def even_criteria(seen: Mapping[tuple[str, int], int], people: int) -> dict[str, int]:
    """
    By dimension that occurs, in our order: the criteria everyone's cell rests on, else 0.

    *seen* counts the cells of *people* people by dimension and criteria.
    """
    return {
        name: next((n for (of, n), cells in seen.items() if of == name and cells == people), 0)
        for name in DIMENSIONS
        if any(of == name for of, _ in seen)
    }


def columns(even: Mapping[str, int], words: Words) -> tuple[Column, ...]:
    """The columns of the dimensions that *even* tells of."""
    return tuple(
        Column(name=words.dimension(name), below=words.number("criteria", n) if n else "")
        for name, n in even.items()
    )


def row_cells(cells: Cells, even: Mapping[str, int], words: Words) -> tuple[str, ...]:
    """A row's cells in the columns of *even*; with their criteria where the head cannot tell."""
    made = []
    for name, told in even.items():
        text, criteria = cells.get(name, ("–", 0))
        if criteria and not told:
            text = f"{text} ({words.number('criteria', criteria)})"
        made.append(text)
    return tuple(made)


def people_row(href: str, person: Person, cells: tuple[str, ...], words: Words) -> PeopleRow:
    """The row of *person*, whose section is at *href*, with *cells* for the dimensions."""
    total = person.total
    return PeopleRow(
        href=href,
        candidate_id=total.candidate_id,
        is_open=total.needs_person,
        points=between(total.low, total.high),
        of=points(total.max_total),
        percent=percent(total.total, total.max_total),
        places=place_cells(person, words),
        low=share_of(total.low, total.max_total) or 0.0,
        high=share_of(total.high, total.max_total) or 0.0,
        dimensions=cells,
        answered=f"{total.answered} / {total.asked}",
        open=tuple(open_of(person, words)),
        flags=tuple(flags_of(person, words)),
    )


def no_part(total: CandidateTotal, words: Words) -> str:
    """Why a dimension has no points: an answer is open, or a person marked an item as a whole."""
    return words("pending" if total.is_open else "undivided")


def dimension_cell(part: DimensionSum, words: Words, *, told: bool, none: str) -> str:
    """Points of points, or *none*; with the number of criteria unless *told* elsewhere."""
    got = none if part.points is None else points(part.points)
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
    yield from below_told(person.total, words)


def below_told(total: CandidateTotal, words: Words) -> Iterator[str]:
    """The minima that are not reached, in sentences that decide nothing."""
    for each in total.below:
        minimum = each.minimum
        section, dimension = minimum.section, minimum.dimension
        yield words(
            "below_at_most" if total.is_open else "below",
            of=words.section(section) if section else words.dimension(dimension),
            points=points(each.points),
            max=points(each.max_points),
            wanted=points(each.wanted),
        )
