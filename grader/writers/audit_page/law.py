"""Scoring rates and impact ratios, as Local Law 144 has them, and the four-fifths rule."""

from collections.abc import Sequence

from ...records.agreement import Figure
from ...records.audit import Audit
from ...records.outcome import FOUR_FIFTHS, GroupOutcome, Outcomes
from ..measure import Amount, Amounts, Column, Grid, Section, Whisker, Whiskers, number
from ..measure.document import Block, Cell
from ..views import Words
from .naming import columns_of, counts_told, group_of

_MOST_ROWS = 30
# A ratio further out says no more; it is drawn at the edge.
_MOST_RATIO = 2.0


def law_section(audit: Audit, words: Words) -> Section:
    """The tables that the law asks an independent auditor for."""
    notes = [words(f"groups_law_{name}") for name in ("rate", "ties", "small", "unknown")]
    notes += [counts_told(each, audit.head.unit, words) for each in audit.totals]
    sheet = words("groups_law_sheet")
    labels = words("groups_above"), words("groups_rate")
    return Section(
        id="law",
        title=words("groups_law"),
        told=(words("groups_law_told"),),
        notes=tuple(notes),
        blocks=(_rates(audit.totals, sheet, labels, words),),
    )


def cut_section(audit: Audit, words: Words) -> Section | None:
    """The same of the people at a cut or above it, where there is one."""
    if not audit.at_cut:
        return None
    cut = Amounts(words).points(Figure(audit.at_cut[0].cut), audit.head.unit).text
    sheet, tests = words("groups_cut_sheet"), words("groups_cut_tests")
    labels = words("groups_at_cut"), words("groups_cut_rate")
    return Section(
        id="cut",
        title=words("groups_cut", cut=cut),
        told=(words("groups_cut_told"),),
        blocks=(_rates(audit.at_cut, sheet, labels, words), *_tested(audit.at_cut, tests, words)),
    )


def _rates(every: Sequence[Outcomes], sheet: str, labels: tuple[str, str], words: Words) -> Grid:
    return Grid(
        title=sheet,
        sheet=sheet,
        columns=(
            Column(label=words("groups_column"), kind="name"),
            Column(label=words("groups_group"), kind="name"),
            Column(label=words("groups_people"), kind="count"),
            Column(label=words("groups_scored"), kind="count"),
            Column(label=labels[0], kind="count"),
            Column(label=labels[1], kind="figure", places=1),
            Column(label=words("groups_ratio"), kind="figure"),
            Column(label=words("groups_note"), kind="words"),
        ),
        rows=tuple(_rate_row(each, group, words) for each in every for group in each.groups),
    )


def _rate_row(each: Outcomes, group: GroupOutcome, words: Words) -> tuple[Cell, ...]:
    rate = Figure(group.rate, why="too_few" if group.rate is None else "")
    notes = [
        words("groups_is_highest") if group.is_highest else "",
        words("fifths_left_out") if group.is_left_out else "",
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
        "groups_ratio_why" if group.is_left_out
        else "groups_none_scored" if not group.scored
        else "groups_no_above" if group.ratio.why == "constant"
        else "why_too_few"
    )  # fmt: skip
    return Amounts(words).undefined(why)


def fifths_section(audit: Audit, words: Words) -> Section:
    """Ratios with intervals and tests, none of them judged on few people."""
    return Section(
        id="fifths",
        title=words("groups_fifths"),
        told=(words("groups_fifths_told"),),
        blocks=_tested(audit.totals, words("groups_fifths_sheet"), words),
    )


def _tested(every: Sequence[Outcomes], sheet: str, words: Words) -> tuple[Block, ...]:
    """A chart of ratios for each grouping, and one table of all."""
    charts = (_chart(each, words) for each in every)
    grid = Grid(
        title=sheet,
        sheet=sheet,
        columns=(
            Column(label=words("groups_column"), kind="name"),
            Column(label=words("groups_group"), kind="name"),
            Column(label=words("groups_scored"), kind="count"),
            Column(label=words("groups_ratio")),
            Column(label=words("groups_p"), kind="figure", places=3),
            Column(label=words("groups_test"), kind="words"),
            Column(label=words("groups_seen"), kind="words"),
        ),
        rows=tuple(_fifths_row(each, group, words) for each in every for group in each.groups),
    )
    return (*(chart for chart in charts if chart is not None), grid)


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
        title=words("groups_fifths_chart", columns=columns_of(each, words)),
        told=words("groups_fifths_drawn"),
        category=words("groups_group"),
        figure=words("groups_ratio"),
        rows=rows,
        low=0.0,
        high=high,
        marks=marks,
    )
