"""What everyone's scores say, as charts and the tables that say the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...core.statistics import FEWEST_PEOPLE
from ...records import Criterion, ItemStatistics
from ..page import Page
from .wording import Words, points, share_of

# More bars than this are no picture; the table has them all.
_MOST_BARS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """
    One bar of a chart: what it is, how far it reaches, and the figure beside it.

    `more` is what may come on top of it.
    """

    label: str
    length: float
    told: str
    more: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, and the same figures as a table: `header` and `rows`, of which each is as long."""

    name: str
    kind: Literal["columns", "bars"]
    title: str
    told: str
    bars: tuple[Bar, ...]
    low: float
    high: float
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mean:
    """Where everyone's mean in one dimension is: in words, and in hundredths of its points."""

    code: str
    told: str
    at: float


def people_charts(page: Page, words: Words) -> Iterator[Chart]:
    """How everyone's totals spread, and their means; none where people are too few to tell."""
    for made in (_spread(page, words), _dimensions(page, words)):
        if made is not None:
            yield made


def _spread(page: Page, words: Words) -> Chart | None:
    """How totals spread over the scale; None where they are too few to tell."""
    made = page.statistics
    if made.people < FEWEST_PEOPLE:
        return None
    has_open = any(each.possible for each in made.bins)
    rows = [
        (words("bin", low=each.low, high=each.high), str(each.settled), str(each.possible))
        for each in made.bins
    ]
    header = (words("spread_bin"), words("spread_settled"), words("spread_possible"))
    return Chart(
        name="spread",
        kind="columns",
        title=words("spread"),
        told=words("spread_told_open" if has_open else "spread_told"),
        bars=tuple(
            Bar(label=str(each.low), length=each.settled, told=row[1], more=each.possible)
            for each, row in zip(made.bins, rows, strict=True)
        ),
        low=0.0,
        high=float(max(1, *(each.settled + each.possible for each in made.bins))),
        header=header if has_open else header[:2],
        rows=tuple(row if has_open else row[:2] for row in rows),
        legend=header[1:] if has_open else (),
    )


def item_charts(page: Page, words: Words) -> Iterator[Chart]:
    """How steady ratings are, how hard items were and how they part people, where points went."""
    stable = stability(page, words)
    if stable is not None:
        yield stable
    items = [each for each in page.statistics.items if each.settled >= FEWEST_PEOPLE]
    if not items:
        return
    yield _difficulty(items, words)
    told = [each for each in items if each.discrimination is not None]
    if len(told) > 1:
        yield _discrimination(told, words)
    lost = _lost(items, words, page)
    if lost.bars:
        yield lost


def stability(page: Page, words: Words) -> Chart | None:
    """How often ratings of one answer agree on each criterion; None where each had only one."""
    found = [
        (each.item.id, part)
        for each in page.statistics.items
        for part in each.criteria
        if part.identical is not None and part.spread is not None
    ]
    if not found:
        return None
    rows = tuple(
        (item, _name(part.criterion, words), part.criterion.description.of(page.language),
         str(part.rerated), f"{100 * (part.identical or 0):.1f}%", f"{part.spread:.1f}")
        for item, part in found
    )  # fmt: skip
    return Chart(
        name="stability",
        kind="bars",
        title=words("stability"),
        told=words("stability_told"),
        bars=tuple(
            Bar(label=f"{row[0]} {row[1]}", length=part.identical or 0.0, told=row[4])
            for row, (_, part) in zip(rows[:_MOST_BARS], found, strict=False)
        ),
        low=0.0,
        high=1.0,
        header=(words("item"), words("criterion"), words("asks_for"), words("stability_answers"),
                words("stability_identical"), words("stability_spread")),
        rows=rows,
    )  # fmt: skip


def _dimensions(page: Page, words: Words) -> Chart | None:
    """Everyone's mean in each dimension; None where people are too few to tell."""
    means = dimension_means(page, words)
    if len(means) < 2:
        return None
    made = [page.statistics.dimensions[each.code] for each in means]
    rows = tuple(
        (words.dimension(mean.code),
         words("of", points=points(each.points), of=points(each.max_points)),
         words.number("criteria", each.criteria), str(each.people))
        for mean, each in zip(means, made, strict=True)
        if each.points is not None
    )  # fmt: skip
    return Chart(
        name="dimensions",
        kind="bars",
        title=words("dimension_means"),
        told=words("dimension_means_told"),
        bars=tuple(
            Bar(label=row[0], length=mean.at / 100, told=row[1])
            for row, mean in zip(rows, means, strict=True)
        ),
        low=0.0,
        high=1.0,
        header=(words("dimension"), words("mean_points"), words("rests_on"), words("fact_people")),
        rows=rows,
    )


def dimension_means(page: Page, words: Words) -> tuple[Mean, ...]:
    """Everyone's mean in each dimension, over those where it is settled; none of too few."""
    return tuple(
        Mean(
            code,
            words("mean", name=words.dimension(code), points=points(each.points),
                  of=points(each.max_points)),
            share_of(each.points, each.max_points) or 0.0,
        )
        for code, each in page.statistics.dimensions.items()
        if each.points is not None and each.people >= FEWEST_PEOPLE
    )  # fmt: skip


def _difficulty(items: list[ItemStatistics], words: Words) -> Chart:
    means = [words("of", points=points(each.mean), of=points(each.item.max_points))
             for each in items if each.mean is not None]  # fmt: skip
    return Chart(
        name="difficulty",
        kind="bars",
        title=words("difficulty"),
        told=words("difficulty_told"),
        bars=tuple(
            Bar(label=each.item.id, length=each.difficulty or 0.0, told=mean)
            for each, mean in zip(items[:_MOST_BARS], means, strict=False)
        ),
        low=0.0,
        high=1.0,
        header=(words("item"), words("mean_points"), *_statuses(words)),
        rows=tuple(
            (each.item.id, mean, str(each.settled), str(each.held + each.unscored),
             str(each.not_answered))
            for each, mean in zip(items, means, strict=True)
        ),
    )  # fmt: skip


def _statuses(words: Words) -> tuple[str, str, str]:
    return words("n_settled"), words("n_open"), words("status_not_answered")


def _discrimination(items: list[ItemStatistics], words: Words) -> Chart:
    figures = [(each.item.id, each.discrimination or 0.0) for each in items]
    return Chart(
        name="discrimination",
        kind="bars",
        title=words("discrimination"),
        told=words("discrimination_told"),
        bars=tuple(Bar(label=name, length=r, told=_signed(r)) for name, r in figures[:_MOST_BARS]),
        low=min(0.0, *(r for _, r in figures)),
        high=1.0,
        header=(words("item"), words("discrimination_short")),
        rows=tuple((name, _signed(r)) for name, r in figures),
    )


def _signed(value: float) -> str:
    # One place, and never a minus before a zero.
    return f"{round(value, 1) + 0.0:.1f}".replace("-", "−")


def _lost(items: list[ItemStatistics], words: Words, page: Page) -> Chart:
    """The criteria by the share of their points that was lost, most first."""
    found = [
        (each.item.id, criterion.criterion, criterion.max_points - criterion.mean,
         criterion.max_points, criterion.lost)
        for each in items
        for criterion in each.criteria
        if criterion.mean is not None and criterion.lost and criterion.answers >= FEWEST_PEOPLE
    ]  # fmt: skip
    found.sort(key=lambda each: -each[4])
    rows = tuple(
        (item, _name(criterion, words), criterion.description.of(page.language),
         words("of", points=points(lost), of=points(of)))
        for item, criterion, lost, of, _ in found
    )  # fmt: skip
    return Chart(
        name="lost",
        kind="bars",
        title=words("lost"),
        told=words("lost_told", n=min(len(rows), _MOST_BARS), all=len(rows)),
        bars=tuple(
            Bar(label=f"{row[0]} {row[1]}", length=each[4], told=row[3])
            for row, each in zip(rows[:_MOST_BARS], found, strict=False)
        ),
        low=0.0,
        high=1.0,
        header=(words("item"), words("criterion"), words("asks_for"), words("lost_short")),
        rows=rows,
    )


def _name(criterion: Criterion, words: Words) -> str:
    return criterion.label.of(words.language) or words.dimension(criterion.dimension)
