"""What grader rubric show prints; imported only when it runs."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from ..core.look_over import look_over
from ..core.report import decimal
from ..readers.resources import labels
from ..records import Criterion, Item, Language, Rubric, Section
from .rubric_beside import beside
from .rubric_check import remark_told
from .told import harmless

_NARROW, _WIDEST = 60, 120


def show_rubric(rubric: Rubric, language: Language) -> None:
    """Print *rubric* as tables that fit the terminal, labelled in *language*."""
    console = Console(markup=False, emoji=False, highlight=False)
    console.width = min(console.width, _WIDEST)
    shown = _Shown(rubric, language, is_narrow=console.width < _NARROW)
    for part in shown.parts():
        console.print(part)


class _Shown:
    """A rubric as things to print, top to bottom."""

    def __init__(self, rubric: Rubric, language: Language, *, is_narrow: bool) -> None:
        self._rubric = rubric
        self._language: Language = language
        self._words = labels(language, "rubric")
        self._is_narrow = is_narrow
        self._dimensions = {each.id: each.name.of(language) for each in rubric.dimensions}

    def parts(self) -> Iterator[RenderableType]:
        """Head, dimensions, items section by section, critical findings, the rest, what is open."""
        rubric, words = self._rubric, self._words
        yield from self._head()
        yield ""
        yield self._dimension_table()
        if rubric.is_open:
            yield _line(f"\n{words['show_any']}", "bold")
            yield self._criteria(rubric.item("", ""))
        for section in rubric.sections:
            points = sum((item.max_points for item in section.items), Decimal(0))
            told = words["show_section"].format(
                id=section.id,
                title=section.title.of(self._language),
                items=len(section.items),
                points=decimal(points),
            )
            yield _line(f"\n{told}", "bold underline")
            yield from self._declared(section)
            for item in section.items:
                yield from self._item(item)
            yield from self._closed(section)
        if rubric.critical:
            yield _line(f"\n{words['show_critical']}", "bold")
            for each in rubric.critical:
                yield _hanging(f"- {each.id}  {each.description.of(self._language)}", 2)
        for heading, lines in beside(rubric, self._language, words):
            yield _line(f"\n{heading}", "bold")
            for each_line in lines:
                yield _hanging(f"- {each_line}", 2)
        yield from self._remarks()

    def _head(self) -> Iterator[RenderableType]:
        rubric, words = self._rubric, self._words
        yield _line(rubric.title.of(self._language), "bold")
        label = "show_head_open" if rubric.is_open else "show_head"
        yield _line(
            words[label].format(
                id=rubric.id,
                version=rubric.version,
                use=words[f"show_use_{rubric.use}"],
                language=words[f"show_language_{rubric.language}"],
                sections=len(rubric.sections),
                items=len(rubric.by_id),
                points=decimal(rubric.max_points),
            )
        )
        yield from self._noted(rubric.notes)

    def _noted(self, notes: Sequence[str], left: int = 0) -> Iterator[RenderableType]:
        for text in notes:
            yield _hanging(self._words["show_note"].format(text=text), left, "yellow")

    def _declared(self, section: Section) -> Iterator[RenderableType]:
        """What the heading of the published section says, and the notes on it."""
        told = section.declared
        figures = {"items": told.items, "each": told.points_each, "points": told.points}
        parts = [
            self._words[f"show_declared_{name}"].format(n=decimal(Decimal(each)))
            for name, each in figures.items()
            if each is not None
        ]
        if parts:
            text = self._words["between"].join(parts)
            yield _line(self._words["show_declared"].format(text=text), "dim")
        yield from self._noted(section.notes)

    def _closed(self, section: Section) -> Iterator[RenderableType]:
        """The questions with one right answer, in short."""
        words, language = self._words, self._language
        if section.closed:
            yield _line(f"\n{words['show_closed'].format(n=len(section.closed))}", "bold")
        for each in section.closed:
            told = [each.id, words[f"show_closed_{each.kind}"]]
            if each.points is not None:
                told.append(words["show_points"].format(points=decimal(each.points)))
            yield _hanging(f"- {'  '.join(told)}  {each.text.of(language)}", 2)
            for option in each.options:
                yield _hanging(option, 6, "dim")
            if each.answer:
                yield _hanging(words["show_answer"].format(text=each.answer), 4, "dim")

    def _dimension_table(self) -> Table:
        words = self._words
        table = _table(words["show_dimension"], words["show_criteria"], words["show_meaning"])
        table.columns[1].justify = "right"
        items = [self._rubric.item("", "")] if self._rubric.is_open else self._rubric.items
        used = [criterion.dimension for item in items for criterion in item.criteria]
        for each in self._rubric.dimensions:
            table.add_row(
                _line(f"{each.id} {each.name.of(self._language)}"),
                str(used.count(each.id)),
                _line(each.description.of(self._language)),
            )
        return table

    def _item(self, item: Item) -> Iterator[RenderableType]:
        words, language = self._words, self._language
        points = words["show_points"].format(points=decimal(item.max_points))
        yield _line(f"\n{item.id}  {points}", "bold")
        yield _hanging(item.text.of(language), 2)
        if item.over:
            rule = words[f"check_over_{item.over}"]
            told = rule.format(marks=decimal(item.marks), points=decimal(item.points))
            yield _hanging(words["show_note"].format(text=told), 2, "yellow")
        yield from self._noted(item.notes, 2)
        yield self._criteria(item)
        for label, text in (("reference", item.reference.of(language)), ("source", item.source)):
            if text:
                yield _hanging(words[f"show_{label}"].format(text=text), 2, "dim")

    def _criteria(self, item: Item) -> RenderableType:
        words = self._words
        table = _table(words["show_marks"], words["show_dimension"], words["show_criterion"])
        table.columns[0].justify = "right"
        table.columns[1].max_width = 14 if self._is_narrow else 20
        last = len(item.criteria) - 1
        for number, criterion in enumerate(item.criteria):
            table.add_row(
                _line(self._marks(criterion, item)),
                self._tag(criterion),
                Group(*self._asks(criterion, item), *([] if number == last else [""])),
            )
        return Padding(table, (0, 0, 0, 2))

    def _marks(self, criterion: Criterion, item: Item) -> str:
        """The criterion's own points and, where those are scaled, what they are worth here."""
        worth = decimal(item.worth(criterion, len(criterion.steps) - 1))
        own = decimal(criterion.points)
        return own if own == worth else f"{own} → {worth}"

    def _tag(self, criterion: Criterion) -> Styled:
        """What a criterion is called in the file, and what it is counted under."""
        name = self._dimensions.get(criterion.dimension, criterion.dimension)
        label = criterion.label.of(self._language)
        both = self._words["show_label"].format(dimension=name, label=label)
        return _line(f"{criterion.id}\n{both if label else name}")

    def _asks(self, criterion: Criterion, item: Item) -> Iterator[RenderableType]:
        words, language = self._words, self._language
        if criterion.status == "proposed":
            yield _line(words["show_proposed"], "bold yellow")
        yield _line(criterion.description.of(language))
        if criterion.levels:
            levels = Table.grid(padding=(0, 1, 0, 0))
            levels.add_column(justify="right", no_wrap=True, style="dim")
            levels.add_column(overflow="fold", style="dim")
            for number, level in enumerate(criterion.levels):
                worth = decimal(item.worth(criterion, number))
                told = words["show_points"].format(points=worth)
                levels.add_row(_line(told), _line(level.description.of(language)))
            yield levels
        if criterion.indicators:
            told = words["semicolon"].join(each.of(language) for each in criterion.indicators)
            yield _line(words["show_indicators"].format(text=told), "dim")
        if criterion.evidence != "span":
            yield _line(words[f"show_evidence_{criterion.evidence}"], "dim")

    def _remarks(self) -> Iterator[RenderableType]:
        remarks = [each for each in look_over(self._rubric) if each.is_open]
        if remarks:
            yield _line(f"\n{self._words['check_open']}", "bold")
        for each in remarks:
            yield _hanging(f"- {remark_told(each, self._words)}", 2)


def _line(text: str, style: str = "") -> Styled:
    return Styled(harmless(text), style=style)


def _hanging(text: str, left: int, style: str = "") -> Padding:
    return Padding(_line(" ".join(text.split()), style), (0, 0, 0, left))


def _table(*headers: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for header in headers:
        table.add_column(header, overflow="fold")
    return table
