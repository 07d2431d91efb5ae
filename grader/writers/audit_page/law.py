"""Scoring rates and impact ratios, as Local Law 144 has them, and the four-fifths rule."""

from collections.abc import Sequence

from ...records.agreement import Figure, Unit
from ...records.outcome import FOUR_FIFTHS, GroupOutcome, Outcomes
from ..measure import Amount, Amounts, Column, Grid, Section, Whisker, Whiskers, number
from ..measure.document import Block, Cell
from ..views import Words
from .naming import columns_of, counts_told, group_of

_MOST_ROWS = 30
# A ratio further out says no more; it is drawn at the edge.
_MOST_RATIO = 2.0


def law_section(every: Sequence[Outcomes], unit: Unit, words: Words) -> Section:
    """The tables that the law asks an independent auditor for."""
    notes = [words(f"audit_law_{name}") for name in ("rate", "ties", "small", "unknown")]
    notes += [counts_told(each, unit, words) for each in every]
    return Section(
        id="law",
        title=words("audit_law"),
        told=(words("audit_law_told"),),
        notes=tuple(notes),
        blocks=(_rates(every, words),),
    )


def _rates(every: Sequence[Outcomes], words: Words) -> Grid:
    return Grid(
        title=words("audit_law_sheet"),
        sheet=words("audit_law_sheet"),
        columns=(
            Column(label=words("audit_column"), kind="name"),
            Column(label=words("audit_group"), kind="name"),
            Column(label=words("audit_people"), kind="count"),
            Column(label=words("audit_scored"), kind="count"),
            Column(label=words("audit_above"), kind="count"),
            Column(label=words("audit_rate"), kind="figure", places=1),
            Column(label=words("audit_ratio"), kind="figure"),
            Column(label=words("audit_note"), kind="words"),
        ),
        rows=tuple(_rate_row(each, group, words) for each in every for group in each.groups),
    )


def _rate_row(each: Outcomes, group: GroupOutcome, words: Words) -> tuple[Cell, ...]:
    rate = Figure(group.rate, why="too_few" if group.rate is None else "")
    notes = [
        words("audit_is_highest") if group.is_highest else "",
        words("audit_left_out") if group.is_left_out else "",
        words("insufficient", n=each.least) if group.is_small else "",
    ]
    return (
        columns_of(each, words),
        group_of(group, words),
        group.people,
        group.scored,
        group.above,
        Amounts(words).share(rate),
        _ratio(group, words),
        words("semicolon").join(filter(None, notes)),
    )


def _ratio(group: GroupOutcome, words: Words) -> Amount:
    """The impact ratio; where there is none, why in the words of the rule."""
    if group.ratio.value is not None:
        return Amounts(words).plain(group.ratio)
    why = words(
        "audit_ratio_why" if group.is_left_out
        else "audit_none_scored" if not group.scored
        else "audit_no_above" if group.ratio.why == "constant"
        else "why_too_few"
    )  # fmt: skip
    return Amounts(words).undefined(why)


def fifths_section(every: Sequence[Outcomes], words: Words) -> Section:
    """Ratios with intervals and tests, none of them judged on few people."""
    charts = [chart for each in every if (chart := _chart(each, words)) is not None]
    grid = Grid(
        title=words("audit_fifths"),
        sheet=words("audit_fifths_sheet"),
        columns=(
            Column(label=words("audit_column"), kind="name"),
            Column(label=words("audit_group"), kind="name"),
            Column(label=words("audit_scored"), kind="count"),
            Column(label=words("audit_ratio")),
            Column(label=words("audit_p"), kind="figure", places=3),
            Column(label=words("audit_test"), kind="words"),
            Column(label=words("audit_seen"), kind="words"),
        ),
        rows=tuple(_fifths_row(each, group, words) for each in every for group in each.groups),
    )
    blocks: tuple[Block, ...] = (*charts, grid)
    return Section(id="fifths", title=words("audit_fifths"), told=(words("audit_fifths_told"),),
                   blocks=blocks)  # fmt: skip


def _fifths_row(each: Outcomes, group: GroupOutcome, words: Words) -> tuple[Cell, ...]:
    why = words("fifths_highest") if group.is_highest else words("fifths_undefined")
    p = Amount("–", why=why) if group.p is None else Amounts(words).chance(group.p, why)
    return (
        columns_of(each, words),
        group_of(group, words),
        group.scored,
        _ratio(group, words),
        p,
        words.name("test", group.test) if group.test else "–",
        words(f"fifths_{group.note}", n=each.least),
    )


def _chart(each: Outcomes, words: Words) -> Whiskers | None:
    rows = tuple(Whisker(label=group_of(group, words), amount=_ratio(group, words))
                 for group in each.groups[:_MOST_ROWS])  # fmt: skip
    ends = [end for row in rows for end in (row.amount.value, row.amount.high) if end is not None]
    if not ends:
        return None
    high = min(_MOST_RATIO, max(1.2, *ends))
    marks = ((0.0, "0"), (1.0, "1"), (FOUR_FIFTHS, number(FOUR_FIFTHS, 1)))
    return Whiskers(
        title=words("audit_fifths_chart", columns=columns_of(each, words)),
        told=words("audit_fifths_drawn"),
        category=words("audit_group"),
        figure=words("audit_ratio"),
        rows=rows,
        low=0.0,
        high=high,
        marks=marks,
    )
