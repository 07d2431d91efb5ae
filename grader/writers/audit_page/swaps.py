"""What swapped words did to points: as a section, and as a page of its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...records.audit import Shift
from ..measure import (
    Amounts,
    Column,
    Document,
    Grid,
    Section,
    Whisker,
    Whiskers,
    number,
    write_document,
)
from ..measure.document import Block, Cell
from ..page import Look
from ..views import Words
from ..views.wording import moment


def write_swaps(
    look: Look,
    shifts: Sequence[Shift],
    *,
    judge: str,
    run_when: str,
    when: str,
    name: str = "counterfactual",
) -> tuple[Path, ...]:
    """
    Write the page of *shifts* by *judge* alone, made at *when*, of the run graded at *run_when*.

    Raises:
        StoreError: the folder or disk does not take its files.
    """
    words = Words.of(look)
    facts = (
        ("audit_rubric", look.rubric.id),
        ("audit_judge", words.rater(look.judge)),
        ("audit_run", moment(run_when)),
        ("audit_when", moment(when)),
    )
    about = Section(
        id="audited",
        title=words("audit_what"),
        facts=tuple((words(label), value) for label, value in facts if value),
    )
    document = Document(
        title=look.rubric.title.of(look.language) or look.rubric.id,
        kicker=words("page_swaps"),
        language=look.language,
        verdict=words("page_swaps_verdict", n=len(shifts),
                      seen=sum(each.seen == "change" for each in shifts)),
        notice=words("baseline_notice") if look.judge.startswith("baseline") else "",
        sections=(about, swaps_section(shifts, words, judge)),
        footer=(words("measured_rounding"), words("no_recommendation"),
                words("measured_when", when=moment(when))),
        when=when,
    )  # fmt: skip
    return write_document(name, document, look)


def grid_section(
    name: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], words: Words,
    *, blocks: tuple[Block, ...] = (), **values: object,
) -> Section:  # fmt: skip
    """The section of that *name* with one table, behind other *blocks*."""
    title, sheet = words(f"page_{name}", **values), words(f"page_{name}_sheet")
    grid = Grid(title=sheet, sheet=sheet, columns=columns, rows=rows)
    told = (words(f"page_{name}_told"),)
    return Section(id=name, title=title, told=told, blocks=(*blocks, grid))


def swaps_section(shifts: Sequence[Shift], words: Words, judge: str) -> Section:
    """What swapped words did to points by *judge*, without a word of who wrote the answers."""
    columns = (
        Column(label=words("page_swap_kind"), kind="name"),
        Column(label=words("page_swap_sides"), kind="words"),
        Column(label=words("page_swap_answers"), kind="count"),
        Column(label=words("page_swap_people"), kind="count"),
        Column(label=words("page_swap_change")),
        Column(label=words("page_swap_up"), kind="count"),
        Column(label=words("page_swap_down"), kind="count"),
        Column(label=words("page_swap_unscored"), kind="count", is_more=True),
        Column(label=words("page_swap_held"), kind="count", is_more=True),
        Column(label=words("page_note"), kind="words"),
    )
    rows = tuple(_swapped(each, words) for each in shifts)
    made = grid_section("swaps", columns, rows, words, blocks=tuple(_chart(shifts, words)))
    return Section(
        id=made.id, title=made.title, told=made.told, notes=(words("swap_limits"),),
        facts=((words("page_swap_judge"), words.rater(judge)),),
        blocks=made.blocks,
    )  # fmt: skip


def _swapped(shift: Shift, words: Words) -> tuple[Cell, ...]:
    kind, language = shift.kind, words.language
    return (
        kind.name.of(language),
        f"{kind.one.of(language)} → {kind.other.of(language)}",
        shift.answers,
        shift.people,
        Amounts(words).signed(shift.mean),
        shift.up,
        shift.down,
        shift.unscored,
        shift.held,
        words(f"page_seen_{shift.seen}" if shift.answers else "page_swaps_none"),
    )


def _chart(shifts: Sequence[Shift], words: Words) -> Iterator[Whiskers]:
    rows = tuple(
        Whisker(label=each.kind.name.of(words.language), amount=Amounts(words).signed(each.mean))
        for each in shifts if each.answers
    )  # fmt: skip
    ends = [abs(end) for row in rows for end in (row.amount.value, row.amount.low, row.amount.high)
            if end is not None]  # fmt: skip
    if not ends:
        return
    far = max(max(ends) * 1.1, 0.5)
    yield Whiskers(
        title=words("page_swap_change"),
        told=words("page_swaps_chart"),
        category=words("page_swap_kind"),
        figure=words("page_swap_change"),
        rows=rows,
        low=-far,
        high=far,
        marks=((-far, number(-far, 1, is_signed=True)), (far, number(far, 1, is_signed=True)),
               (0.0, "0")),
    )  # fmt: skip
