"""How far each group's mean lies from everyone else's, with intervals."""

from collections.abc import Sequence

from ...records.agreement import Figure, Unit
from ...records.outcome import GroupOutcome, Outcomes
from ..measure import Amount, Amounts, Column, Grid, Section, Whisker, Whiskers, number
from ..measure.document import Block, Cell
from ..views import Words
from .naming import SHOWN_FROM, columns_of, group_of

_MOST_ROWS = 30


def differences_section(every: Sequence[Outcomes], unit: Unit, words: Words) -> Section:
    """A chart for each grouping, and one table of all."""
    charts = [chart for each in every if (chart := _chart(each, unit, words)) is not None]
    blocks: tuple[Block, ...] = (*charts, _grid(every, unit, words))
    return Section(
        id="differences",
        title=words("audit_differences"),
        told=(words("audit_differences_told"),),
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
        title=words("audit_differences_by", columns=columns_of(each, words)),
        told=words("audit_differences_chart"),
        category=words("audit_group"),
        figure=words("audit_difference"),
        rows=rows,
        low=-far,
        high=far,
        marks=marks,
    )


def _difference(group: GroupOutcome, unit: Unit, amounts: Amounts, words: Words) -> Amount:
    if group.scored < SHOWN_FROM:
        told = words("hidden_few", n=SHOWN_FROM)
        return Amount(told, why=told)
    return amounts.points(group.difference, unit, is_signed=True)


def _grid(every: Sequence[Outcomes], unit: Unit, words: Words) -> Grid:
    return Grid(
        title=words("audit_differences"),
        sheet=words("audit_differences_sheet"),
        columns=(
            Column(label=words("audit_column"), kind="name"),
            Column(label=words("audit_group"), kind="name"),
            Column(label=words("audit_people"), kind="count"),
            Column(label=words("audit_scored"), kind="count"),
            Column(label=words("audit_open"), kind="count"),
            Column(label=words("audit_mean"), kind="figure", places=1),
            Column(label=words("audit_difference"), places=1),
            Column(label=words("audit_smd"), kind="figure"),
            Column(label=words("audit_note"), kind="words"),
        ),
        rows=tuple(_row(each, group, unit, words) for each in every for group in each.groups),
    )


def _row(each: Outcomes, group: GroupOutcome, unit: Unit, words: Words) -> tuple[Cell, ...]:
    amounts = Amounts(words)
    told = words("hidden_few", n=SHOWN_FROM)
    is_shown = group.scored >= SHOWN_FROM
    hidden = Amount(told, why=told)
    mean = Figure(group.mean, why="too_few" if group.mean is None else "")
    smd = Figure(group.smd, why=group.difference.why or "constant" if group.smd is None else "")
    return (
        columns_of(each, words),
        group_of(group, words),
        group.people,
        group.scored,
        group.people - group.scored,
        amounts.points(mean, unit) if is_shown else hidden,
        _difference(group, unit, amounts, words),
        amounts.signed(smd) if is_shown else hidden,
        words("insufficient", n=each.least) if group.is_small else "",
    )
