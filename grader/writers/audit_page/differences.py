"""How far each group's mean lies from everyone else's, with intervals."""

from collections.abc import Sequence

from ...records.agreement import Figure, Unit
from ...records.audit import Audit
from ...records.outcome import GroupOutcome, Outcomes
from ..measure import Amount, Amounts, Column, Grid, Section, Whisker, Whiskers, number
from ..measure.document import Block, Cell
from ..views import Words
from .naming import SHOWN_FROM, columns_of, group_of

_MOST_ROWS = 30


def differences_section(audit: Audit, words: Words) -> Section:
    """A chart for each grouping, and one table of all."""
    every, unit = audit.totals, audit.head.unit
    charts = [chart for each in every if (chart := _chart(each, unit, words)) is not None]
    blocks: tuple[Block, ...] = (*charts, _grid(every, unit, words))
    return Section(
        id="differences",
        title=words("groups_differences"),
        told=(words("groups_differences_told"),),
        blocks=blocks,
    )


def _chart(each: Outcomes, unit: Unit, words: Words) -> Whiskers | None:
    amounts = Amounts(words)
    rows = tuple(
        Whisker(label=group_of(group, words), amount=_difference(group, unit, amounts, words))
        for group in each.groups[:_MOST_ROWS]
    )
    ends = [abs(end) for row in rows for end in (row.amount.value, row.amount.low, row.amount.high)
            if end is not None]  # fmt: skip
    if not ends:
        return None
    far = max(max(ends) * 1.1, 0.5)
    marks = tuple((at, number(at, 1, is_signed=True)) for at in (-far, far, 0.0))
    return Whiskers(
        title=words("groups_differences_by", columns=columns_of(each, words)),
        told=words("groups_differences_chart"),
        category=words("groups_group"),
        figure=words("groups_difference"),
        rows=rows,
        low=-far,
        high=far,
        marks=marks,
    )


def _difference(group: GroupOutcome, unit: Unit, amounts: Amounts, words: Words) -> Amount:
    if group.scored < SHOWN_FROM:
        return _hidden(words)
    return amounts.points(group.difference, unit, is_signed=True)


def _grid(every: Sequence[Outcomes], unit: Unit, words: Words) -> Grid:
    return Grid(
        title=words("groups_differences"),
        sheet=words("groups_differences_sheet"),
        columns=(
            *_named(words),
            Column(label=words("groups_people"), kind="count"),
            Column(label=words("groups_scored"), kind="count"),
            Column(label=words("groups_open"), kind="count"),
            Column(label=words("groups_mean"), kind="figure", places=1),
            Column(label=words("groups_difference"), places=1),
            Column(label=words("groups_smd"), kind="figure"),
            Column(label=words("groups_note"), kind="words"),
        ),
        rows=tuple(_row(each, group, unit, words) for each in every for group in each.groups),
    )


def _row(each: Outcomes, group: GroupOutcome, unit: Unit, words: Words) -> tuple[Cell, ...]:
    amounts = Amounts(words)
    mean = Figure(group.mean, why="too_few" if group.mean is None else "")
    return (
        columns_of(each, words),
        group_of(group, words),
        group.people,
        group.scored,
        group.people - group.scored,
        amounts.points(mean, unit) if group.scored >= SHOWN_FROM else _hidden(words),
        _difference(group, unit, amounts, words),
        _smd(group, amounts, words),
        words("insufficient", n=each.least) if group.is_small else "",
    )


def ends_section(audit: Audit, words: Words) -> Section | None:
    """The differences with every open answer at its lowest, and at its highest."""
    if not audit.low or not audit.high:
        return None
    amounts, unit = Amounts(words), audit.head.unit
    columns = (*_named(words), Column(label=words("groups_low"), places=1),
               Column(label=words("groups_high"), places=1))  # fmt: skip
    rows = tuple(
        (
            columns_of(low, words),
            group_of(one, words),
            _difference(one, unit, amounts, words),
            _difference(other, unit, amounts, words),
        )
        for low, high in zip(audit.low, audit.high, strict=True)
        for one, other in zip(low.groups, high.groups, strict=True)
    )
    grid = Grid(title=words("groups_ends"), sheet=words("groups_ends_sheet"), columns=columns,
                rows=rows)  # fmt: skip
    return Section(
        id="ends", title=words("groups_ends"), told=(words("groups_ends_told"),), blocks=(grid,)
    )


def dimensions_section(audit: Audit, words: Words) -> Section | None:
    """The differences in each dimension."""
    if not audit.dimensions:
        return None
    amounts, unit = Amounts(words), audit.head.unit
    rows = tuple(
        (
            words.dimension(name),
            columns_of(each, words),
            group_of(group, words),
            group.scored,
            _difference(group, unit, amounts, words),
            _smd(group, amounts, words),
            words("insufficient", n=each.least) if group.is_small else "",
        )
        for name, every in audit.dimensions
        for each in every
        for group in each.groups
    )
    grid = Grid(
        title=words("groups_dimensions"),
        sheet=words("groups_dimensions_sheet"),
        columns=(
            Column(label=words("groups_dimension"), kind="name"),
            *_named(words),
            Column(label=words("groups_scored"), kind="count"),
            Column(label=words("groups_difference"), places=1),
            Column(label=words("groups_smd"), kind="figure"),
            Column(label=words("groups_note"), kind="words"),
        ),
        rows=rows,
    )
    return Section(
        id="dimensions",
        title=words("groups_dimensions"),
        told=(words("groups_dimensions_told"),),
        blocks=(grid,),
    )


def _named(words: Words) -> tuple[Column, Column]:
    return (
        Column(label=words("groups_column"), kind="name"),
        Column(label=words("groups_group"), kind="name"),
    )


def _smd(group: GroupOutcome, amounts: Amounts, words: Words) -> Amount:
    if group.scored < SHOWN_FROM:
        return _hidden(words)
    why = amounts.why(group.difference.why or "constant") if group.smd is None else ""
    return amounts.undefined(why) if why else amounts.signed(Figure(group.smd))


def _hidden(words: Words) -> Amount:
    told = words("hidden_few", n=SHOWN_FROM)
    return Amount(told, why=told)
