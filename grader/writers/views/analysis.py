"""Item analysis for the author of a paper, as sentences and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...core.statistics import FEWEST_PEOPLE
from ...records.agreement import Figure
from ...records.item_analysis import Analysis, CriterionReach, ItemFigures
from ..page import Page
from .wording import Words

# Ebel and Frisbie (1991), Essentials of Educational Measurement: below 0.2 an item should be
# revised. Mean shares beyond these ends leave little room for people to differ.
_WEAK, _EASY, _HARD = 0.2, 0.9, 0.1
# Terwee and others (2007), Journal of Clinical Epidemiology 60, 34-42: from this share on.
_CROWDED = 0.15
_LOW_ALPHA, _HIGH_ALPHA = 0.7, 0.95
Kind = Literal["id", "text", "percent", "r", "count"]


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, and what stands in it."""

    label: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresTable:
    """Rows of text and numbers under `columns`; percents are 0 to 100."""

    name: str
    title: str
    told: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[str | float, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(each.label for each in self.columns)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them."""
        return tuple(
            tuple(shown(cell, head.kind) for cell, head in zip(row, self.columns, strict=True))
            for row in self.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisView:
    """What the items' figures say: of whom, in sentences, and in tables."""

    told: tuple[str, ...]
    remarks: tuple[str, ...]
    tables: tuple[FiguresTable, ...]


def shown(cell: str | float, kind: Kind) -> str:
    """*cell* as people read it: percents to one place, correlations to two."""
    if isinstance(cell, str):
        return cell
    if kind == "percent":
        return f"{cell:.1f}%"
    # Never a minus before a zero.
    return f"{cell:.0f}" if kind == "count" else f"{round(cell, 2) + 0.0:.2f}".replace("-", "−")


def analysis_view(page: Page, words: Words) -> AnalysisView | None:
    """The analysis of *page*; None where nobody was asked anything."""
    made = page.analysis
    if made is None or not made.everyone:
        return None
    tables = [_items(made, words), _criteria(made, page, words), _pairs(made, words)]
    return AnalysisView(
        told=tuple(_told(made, words)),
        remarks=tuple(_remarks(made, words)),
        tables=tuple(each for each in tables if each is not None and each.rows),
    )


def undefined(figure: Figure, words: Words) -> str:
    """That *figure* is undefined, and why."""
    return words("undefined_because", why=words(f"why_{figure.why}"))


def _told(made: Analysis, words: Words) -> Iterator[str]:
    yield words("analysis_people", n=f"{made.people:,}", all=f"{made.everyone:,}")
    if made.people < FEWEST_PEOPLE:
        yield words("analysis_few", least=FEWEST_PEOPLE)
        return
    few = len(made.items) - len(_told_of(made))
    if few:
        yield words.number("analysis_items_few", few, least=FEWEST_PEOPLE)
    yield words(
        "analysis_alpha",
        alpha=undefined(made.alpha, words) if made.alpha.value is None
        else shown(made.alpha.value, "r"),
    )  # fmt: skip
    if made.floor.value is not None and made.ceiling.value is not None:
        yield words(
            "analysis_ends",
            floor=shown(100 * made.floor.value, "percent"),
            ceiling=shown(100 * made.ceiling.value, "percent"),
        )


def _remarks(made: Analysis, words: Words) -> Iterator[str]:
    if made.alpha.value is not None and made.alpha.value < _LOW_ALPHA:
        yield words("analysis_alpha_low")
    if made.alpha.value is not None and made.alpha.value > _HIGH_ALPHA:
        yield words("analysis_alpha_high")
    for pair in made.pairs:
        if pair.is_halo and pair.r.value is not None:
            first, second = map(words.dimension, pair.names)
            yield words("analysis_halo", first=first, second=second, people=f"{pair.people:,}",
                        r=shown(pair.r.value, "r"))  # fmt: skip
    if made.floor.value is not None and made.floor.value > _CROWDED:
        yield words("analysis_floor")
    if made.ceiling.value is not None and made.ceiling.value > _CROWDED:
        yield words("analysis_ceiling")


def _items(made: Analysis, words: Words) -> FiguresTable:
    return FiguresTable(
        name="analysis-items",
        title=words("analysis_items"),
        told=words("analysis_items_told", n=f"{made.people:,}"),
        columns=(
            Head(words("item"), "id"),
            Head(words("analysis_difficulty"), "percent"),
            Head(words("analysis_discrimination"), "r"),
            Head(words("analysis_weight"), "percent"),
            Head(words("analysis_at_floor"), "percent"),
            Head(words("analysis_at_ceiling"), "percent"),
            Head(words("analysis_says"), "text"),
        ),
        rows=tuple(_item_row(each, words) for each in _told_of(made)),
    )


def _told_of(made: Analysis) -> list[ItemFigures]:
    """The items that enough people were asked; of the others nothing could be told."""
    return [each for each in made.items if each.difficulty.why != "too_few"]


def _item_row(each: ItemFigures, words: Words) -> tuple[str | float, ...]:
    def cell(figure: Figure, times: float = 100.0) -> str | float:
        return undefined(figure, words) if figure.value is None else times * figure.value

    return (
        each.item.id,
        cell(each.difficulty),
        cell(each.discrimination, 1.0),
        cell(each.weight),
        cell(each.floor),
        cell(each.ceiling),
        words("semicolon").join(words(f"analysis_item_{code}") for code in _says(each)),
    )


def _says(each: ItemFigures) -> Iterator[str]:
    """What the figures of an item say of it, by code."""
    difficulty, r = each.difficulty.value, each.discrimination.value
    if each.difficulty.why == "too_few":
        return
    if each.ceiling.value == 1 or each.floor.value == 1:
        yield "everyone" if each.ceiling.value == 1 else "no_one"
    elif difficulty is not None and difficulty >= _EASY:
        yield "easy"
    elif difficulty is not None and difficulty <= _HARD:
        yield "hard"
    elif each.discrimination.why == "constant":
        yield "same"
    if r is not None and r < 0:
        yield "reversed"
    elif r is not None and r < _WEAK:
        yield "weak"
    if each.has_two_values and r is not None:
        yield "two_values"


def _criteria(made: Analysis, page: Page, words: Words) -> FiguresTable:
    return FiguresTable(
        name="analysis-criteria",
        title=words("analysis_criteria"),
        told=words("analysis_criteria_told"),
        columns=(
            Head(words("item"), "id"),
            Head(words("criterion"), "text"),
            Head(words("analysis_rated"), "count"),
            Head(words("analysis_share"), "percent"),
            Head(words("analysis_says"), "text"),
        ),
        rows=tuple(_criterion_row(each, page, words) for each in made.criteria),
    )


def _criterion_row(each: CriterionReach, page: Page, words: Words) -> tuple[str | float, ...]:
    return (
        each.item.id,
        each.criterion.description.of(page.language),
        float(each.answers),
        100 * each.share,
        words(f"analysis_reached_{each.reached}"),
    )


def _pairs(made: Analysis, words: Words) -> FiguresTable:
    return FiguresTable(
        name="analysis-dimensions",
        title=words("analysis_pairs"),
        told=words("analysis_pairs_told"),
        columns=(
            Head(words("dimension"), "text"),
            Head(words("analysis_other"), "text"),
            Head(words("fact_people"), "count"),
            Head(words("analysis_r"), "r"),
        ),
        rows=tuple(
            (
                *map(words.dimension, each.names),
                float(each.people),
                undefined(each.r, words) if each.r.value is None else each.r.value,
            )
            for each in made.pairs
            if each.r.why != "too_few"
        ),
    )
