"""Every figure of totals, dimensions, items and criteria."""

from ...records.agreement import Calibration, Figure, Kind, Measured
from ..measure import Amount, Amounts, Column, Grid, Section
from ..measure.document import Cell
from ..views import Words
from .naming import Naming

_KINDS: tuple[Kind, ...] = ("total", "dimension", "item", "criterion")
_NAMED_BY_PARTS = {"item", "criterion"}


def tables_section(of: Calibration, words: Words, naming: Naming) -> Section | None:
    """A table for each kind of thing that is scored."""
    grids = tuple(
        _grid(kind, found, words, naming)
        for kind in _KINDS
        if (found := [each for each in of.measured if each.kind == kind])
    )
    if not grids:
        return None
    return Section(
        id="figures", title=words("figures"), told=(words("figures_told"),), blocks=grids
    )


def _grid(kind: Kind, found: list[Measured], words: Words, naming: Naming) -> Grid:
    has_parts = kind in _NAMED_BY_PARTS
    names = [Column(label=words(f"kind_{'item' if has_parts else kind}"), kind="name")]
    if has_parts:
        names.append(Column(label=words(f"kind_of_{kind}"), kind="name"))
    return Grid(
        title=words(f"table_{kind}"),
        sheet=words(f"sheet_{kind}"),
        columns=(*names, *_columns(words)),
        rows=tuple(
            (*(naming.parts(each) if has_parts else (naming.of(each),)), *_cells(each, words))
            for each in found
        ),
        told=(words("table_told"),),
    )


def _columns(words: Words) -> tuple[Column, ...]:
    def column(name: str, *, places: int = 2, is_more: bool = False) -> Column:
        return Column(label=words(f"figure_{name}"), places=places, is_more=is_more)

    return (
        Column(label=words("pairs_n"), kind="count"),
        Column(label=words("candidates_n"), kind="count"),
        column("qwk"),
        column("r"),
        column("exact", places=1),
        column("human_qwk"),
        column("lost"),
        Column(label=words("checks_sheet"), kind="words"),
        *(column(name, is_more=True) for name in ("within_qwk", "within_r", "spearman")),
        column("near", places=1, is_more=True),
        column("smd", is_more=True),
        column("mae", places=1, is_more=True),
        column("bias", places=1, is_more=True),
        Column(label=words("figure_limits"), kind="words", is_more=True),
        column("human_exact", places=1, is_more=True),
        column("alpha", is_more=True),
        column("icc", is_more=True),
    )


def _cells(each: Measured, words: Words) -> tuple[Cell, ...]:
    amounts, found, people = Amounts(words), each.machine, each.people
    alone = Figure(why="one_rater")
    return (
        found.n,
        found.candidates,
        amounts.plain(found.qwk),
        amounts.plain(found.pearson),
        amounts.share(found.exact),
        amounts.plain(people.qwk if people else alone),
        amounts.signed(each.lost if people else alone),
        words.name("verdict", each.verdict),
        amounts.plain(found.within_qwk),
        amounts.plain(found.within_r),
        amounts.plain(found.spearman),
        amounts.share(found.near),
        amounts.signed(found.smd),
        amounts.points(found.mae, each.unit),
        amounts.points(found.bias, each.unit, is_signed=True),
        limits(each, words).text,
        amounts.share(people.exact if people else alone),
        amounts.plain(each.alpha),
        amounts.plain(each.icc),
    )


def limits(each: Measured, words: Words) -> Amount:
    """Between which differences 95 percent of the pairs lie, after Bland and Altman."""
    amounts = Amounts(words)
    bias, spread = each.machine.bias, each.machine.spread
    if bias.value is None or spread.value is None:
        return amounts.points(Figure(why=bias.why or spread.why), each.unit)
    ends = [
        amounts.points(Figure(bias.value + way * 1.96 * spread.value), each.unit, is_signed=True)
        for way in (-1, 1)
    ]
    return Amount(words("from_to", low=ends[0].text, high=ends[1].text))
