"""Raters two by two, sides of a cut, other runs, and how the items went."""

from ...records import Statistics
from ...records.agreement import Calibration, Decisions, Figure, RunBeside
from ..measure import Amounts, Column, Grid, Heat, Section
from ..measure.document import Cell
from ..views import Words


def pairs_section(of: Calibration, words: Words) -> Section | None:
    """Every two raters: people with people, and people with the machine."""
    if not of.pairs:
        return None
    amounts = Amounts(words)
    rows = tuple(
        (
            each.one or words("machine"),
            each.other or words("machine"),
            each.found.n,
            each.found.candidates,
            amounts.plain(each.found.qwk),
            amounts.plain(each.found.pearson),
            amounts.share(each.found.exact),
            amounts.signed(each.found.smd),
        )
        for each in of.pairs
    )
    grid = Grid(
        title=words("pairs"),
        sheet=words("pairs"),
        columns=(
            Column(label=words("pair_one"), kind="name"),
            Column(label=words("pair_other"), kind="name"),
            Column(label=words("pairs_n"), kind="count"),
            Column(label=words("candidates_n"), kind="count"),
            Column(label=words("figure_qwk")),
            Column(label=words("figure_r")),
            Column(label=words("figure_exact"), places=1),
            Column(label=words("figure_smd")),
        ),
        rows=rows,
    )
    return Section(id="pairs", title=words("pairs"), told=(words("pairs_told"),), blocks=(grid,))


def cut_section(of: Calibration, words: Words) -> Section | None:
    """How often people's totals and the machine's fall on one side of the cut."""
    if of.cut is None:
        return None
    cut, amounts = of.cut, Amounts(words)
    counts = ((cut.above_both, cut.first_only), (cut.second_only, cut.below_both))
    heat = Heat(
        title=words("cut_table"),
        down=words("by_people"),
        across=words("by_machine"),
        names=(words("at_or_above"), words("below_cut")),
        counts=counts,
        told=words("cut_counts", n=f"{_people(cut):,}"),
    )
    facts = (
        (words("cut_at"), f"{cut.cut:g}"),
        (words("cut_same"), amounts.share(cut.same).text),
        (words("cut_kappa"), amounts.plain(cut.kappa).text),
    )
    return Section(
        id="cut", title=words("cut"), told=(words("cut_told"),), facts=facts, blocks=(heat,)
    )


def _people(cut: Decisions) -> int:
    return cut.above_both + cut.below_both + cut.first_only + cut.second_only


def runs_section(of: Calibration, words: Words) -> Section | None:
    """Other runs on the same answers beside this one."""
    if not of.beside:
        return None
    grid = Grid(
        title=words("runs"),
        sheet=words("runs"),
        columns=(
            Column(label=words("run"), kind="name"),
            Column(label=words("run_relation"), kind="words"),
            Column(label=words("run_judge"), kind="words"),
            Column(label=words("run_answers"), kind="count"),
            Column(label=words("run_first_qwk")),
            Column(label=words("run_qwk")),
            Column(label=words("run_gained")),
            Column(label=words("result"), kind="words"),
            Column(label=words("run_between"), is_more=True),
            Column(label=words("run_moved"), places=1, is_more=True),
            Column(label=words("run_levels"), places=1, is_more=True),
            Column(label=words("run_length"), is_more=True),
            Column(label=words("run_cost"), kind="words", is_more=True),
        ),
        rows=tuple(_run_row(each, words) for each in of.beside),
    )
    return Section(id="runs", title=words("runs"), told=(words("runs_told"),), blocks=(grid,))


def _run_row(each: RunBeside, words: Words) -> tuple[Cell, ...]:
    amounts, nothing = Amounts(words), Figure(why="too_few")
    between = each.between
    return (
        each.name,
        words.name("relation", each.relation),
        words.rater(each.judge),
        each.answers,
        amounts.plain(each.first_qwk),
        amounts.plain(each.qwk),
        amounts.signed(each.gained),
        words.name("gain", each.seen),
        amounts.plain(between.qwk if between else nothing),
        amounts.points(between.bias if between else nothing, is_signed=True),
        amounts.share(each.levels_same),
        amounts.signed(each.length),
        words("undefined") if each.usd is None else f"{each.usd:.4f}",
    )


def items_section(statistics: Statistics | None, words: Words) -> Section | None:
    """How hard each item was and how it tells people apart, over the whole run."""
    if statistics is None or not statistics.items:
        return None
    amounts = Amounts(words)
    grid = Grid(
        title=words("analysis"),
        sheet=words("analysis"),
        columns=(
            Column(label=words("kind_item"), kind="name"),
            Column(label=words("settled_n"), kind="count"),
            Column(label=words("analysis_difficulty"), kind="figure", places=1),
            Column(label=words("analysis_discrimination"), kind="figure"),
        ),
        rows=tuple(
            (
                each.item.id,
                each.settled,
                amounts.share(_known(each.difficulty)),
                amounts.plain(_known(each.discrimination)),
            )
            for each in statistics.items
        ),
    )  # fmt: skip
    return Section(
        id="analysis", title=words("analysis"), told=(words("analysis_told"),), blocks=(grid,)
    )


def _known(value: float | None) -> Figure:
    return Figure(value, why="too_few" if value is None else "")
