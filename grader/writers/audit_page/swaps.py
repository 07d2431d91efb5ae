"""What swapped words did to points, without a word about single answers."""

from collections.abc import Sequence

from ...records.audit import Shift
from ..measure import Amounts, Column, Grid, Section, Whisker, Whiskers, number
from ..views import Words


def swaps_section(shifts: Sequence[Shift], words: Words) -> Section | None:
    """A chart and a table by kind of swap."""
    if not shifts:
        return None
    return Section(
        id="swaps",
        title=words("swaps"),
        told=(words("swaps_told"), words("swaps_note")),
        blocks=(_chart(shifts, words), _grid(shifts, words)),
    )


def _name(shift: Shift, words: Words) -> str:
    kind, language = shift.kind, words.language
    sides = {"one": kind.one.of(language), "other": kind.other.of(language)}
    return words("swaps_named", name=kind.name.of(language), **sides)


def _chart(shifts: Sequence[Shift], words: Words) -> Whiskers:
    amounts = Amounts(words)
    rows = tuple(
        Whisker(label=_name(each, words), amount=amounts.points(each.mean, is_signed=True))
        for each in shifts
    )
    ends = [abs(end) for row in rows for end in (row.amount.value, row.amount.low, row.amount.high)
            if end is not None]  # fmt: skip
    far = max(0.5, *ends) * 1.1 if ends else 0.5
    return Whiskers(
        title=words("swaps_mean"),
        told=words("swaps_chart"),
        category=words("swaps_kind"),
        figure=words("swaps_mean"),
        rows=rows,
        low=-far,
        high=far,
        marks=tuple((at, number(at, 1, is_signed=True)) for at in (-far, far, 0.0)),
    )


def _grid(shifts: Sequence[Shift], words: Words) -> Grid:
    amounts = Amounts(words)
    counts = ("answers", "moved", "up", "down", "unscored", "held")
    return Grid(
        title=words("swaps"),
        sheet=words("swaps_sheet"),
        columns=(
            Column(label=words("swaps_kind"), kind="name"),
            Column(label=words("groups_people"), kind="count"),
            *(Column(label=words(f"swaps_{name}"), kind="count") for name in counts),
            Column(label=words("swaps_mean"), places=1),
            Column(label=words("result"), kind="words"),
        ),
        rows=tuple(
            (
                _name(each, words),
                each.people,
                *(getattr(each, name) for name in counts),
                amounts.points(each.mean, is_signed=True),
                words(f"swaps_seen_{each.seen}"),
            )
            for each in shifts
        ),
    )
