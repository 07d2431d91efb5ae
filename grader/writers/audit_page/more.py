"""What else an audit looked at: a cut, open answers, and dimensions."""

from collections.abc import Iterator, Sequence

from ...records.agreement import Figure, Unit
from ...records.audit import Audit, Shift
from ...records.outcome import GroupOutcome, Outcomes
from ..measure import Amount, Amounts, Column, Section
from ..measure.document import Cell
from ..views import Words
from .naming import SHOWN_FROM, columns_of, group_of
from .swaps import grid_section, swaps_section


def more_sections(
    audit: Audit | None, shifts: Sequence[Shift], words: Words, *, judge: str = ""
) -> Iterator[Section]:
    """The sections of what there is, in the order they are read; *judge* rated swapped answers."""
    if audit is not None:
        unit = audit.head.unit
        if audit.low:
            yield _ends(audit.low, audit.high, unit, words)
        if audit.at_cut:
            yield _cut(audit.at_cut, unit, words)
        if audit.dimensions:
            yield _dimensions(audit, unit, words)
    if shifts:
        yield swaps_section(shifts, words, judge)


def _difference(group: GroupOutcome, unit: Unit, words: Words) -> Amount:
    if group.scored < SHOWN_FROM:
        return _hidden(words)
    return Amounts(words).points(group.difference, unit, is_signed=True)


def _hidden(words: Words) -> Amount:
    told = words("hidden_few", n=SHOWN_FROM)
    return Amount(told, why=told, said=told)


def _named(words: Words) -> tuple[Column, Column]:
    return (
        Column(label=words("audit_column"), kind="name"),
        Column(label=words("audit_group"), kind="name"),
    )


def _ends(low: Sequence[Outcomes], high: Sequence[Outcomes], unit: Unit, words: Words) -> Section:
    rows = tuple(
        (columns_of(one, words), group_of(least, words), _difference(least, unit, words),
         _difference(most, unit, words))
        for one, other in zip(low, high, strict=True)
        for least, most in zip(one.groups, other.groups, strict=True)
    )  # fmt: skip
    columns = (
        *_named(words),
        Column(label=words("page_ends_low"), places=1),
        Column(label=words("page_ends_high"), places=1),
    )
    return grid_section("ends", columns, rows, words)


def _cut(every: Sequence[Outcomes], unit: Unit, words: Words) -> Section:
    cut = Amounts(words).points(Figure(every[0].cut), unit).text
    columns = (
        *_named(words),
        Column(label=words("audit_scored"), kind="count"),
        Column(label=words("page_at_cut"), kind="count"),
        Column(label=words("page_cut_rate"), kind="figure", places=1),
        Column(label=words("audit_ratio")),
        Column(label=words("audit_p"), kind="figure", places=3),
        Column(label=words("page_note"), kind="words"),
    )
    rows = tuple(_at_cut(each, group, words) for each in every for group in each.groups)
    return grid_section("cut", columns, rows, words, cut=cut)


def _at_cut(each: Outcomes, group: GroupOutcome, words: Words) -> tuple[Cell, ...]:
    amounts = Amounts(words)
    rate = Figure(group.rate, why="too_few" if group.rate is None else "")
    has_ratio = group.ratio.value is not None
    why = words("groups_why_rate") if group.ratio.why == "constant" else words("why_too_few")
    dash = Amount("–", why=why, said="–")
    return (
        columns_of(each, words),
        group_of(group, words),
        group.scored,
        group.above,
        amounts.share(rate),
        amounts.plain(group.ratio) if has_ratio else amounts.undefined(why),
        dash if group.p is None else amounts.chance(group.p, why),
        words(f"groups_note_{group.note}", least=each.least),
    )


def _dimensions(audit: Audit, unit: Unit, words: Words) -> Section:
    columns = (
        Column(label=words("page_dimension"), kind="name"),
        *_named(words),
        Column(label=words("audit_scored"), kind="count"),
        Column(label=words("audit_difference"), places=1),
        Column(label=words("audit_smd"), kind="figure"),
        Column(label=words("audit_note"), kind="words"),
    )
    rows = tuple(
        (words.dimension(name), columns_of(each, words), group_of(group, words), group.scored,
         _difference(group, unit, words), _smd(group, words),
         words("insufficient", n=each.least) if group.is_small else "")
        for name, every in audit.dimensions
        for each in every if len(each.columns) == 1
        for group in each.groups
    )  # fmt: skip
    return grid_section("dimensions", columns, rows, words)


def _smd(group: GroupOutcome, words: Words) -> Amount:
    if group.scored < SHOWN_FROM:
        return _hidden(words)
    why = group.difference.why or "constant" if group.smd is None else ""
    return Amounts(words).signed(Figure(group.smd, why=why))
