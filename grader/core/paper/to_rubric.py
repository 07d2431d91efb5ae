"""A paper as a rubric: nothing of it left out, what it does not say proposed and marked so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from ...records import (
    ClosedItem,
    Criterion,
    DeclaredFigures,
    Dimension,
    Item,
    Language,
    Level,
    Rubric,
    Section,
    Text,
)
from .findings import plain
from .paper import Finding, Paper, PaperItem, PaperSection
from .propose import criterion, proposed_criteria

Proposer: TypeAlias = Callable[[PaperItem, Decimal], tuple[Criterion, ...]]
Words: TypeAlias = Mapping[str, str]

_NOBODY: Words = {}
_DEFAULT = Decimal(10)
_MOST = Decimal(1000)
_MOST_TEXT = 20_000


def finding_text(finding: Finding, words: Words) -> str:
    """What *finding* says, in the language of *words*."""
    return words[f"import_{finding.code}"].format(**finding.told)


def to_rubric(
    paper: Paper,
    *,
    name: str,
    title: str,
    language: Language,
    dimensions: Sequence[Dimension],
    words: Words,
    propose: Proposer = proposed_criteria,
    drafted: Mapping[str, str] = _NOBODY,
) -> Rubric:
    """
    The rubric of *paper*: its sections, items and marks, closed questions kept apart.

    *propose* is asked for the criteria of each item without marks of its own; where it has none
    to give, one criterion stands for the whole question. *drafted* names the judge behind those
    criteria, by the item's id, where it was one. Findings become notes in *words*.
    """
    notes = _Notes(paper.findings, words, drafted)
    sections = [
        _section(each, notes, propose, words)
        for each in paper.sections
        if any(item.text for item in each.items)
    ]
    used = {c.dimension for section in sections for item in section.items for c in item.criteria}
    return Rubric(
        id=name,
        version="1",
        title=_both(title),
        language=language,
        use="practice",
        dimensions=tuple(each for each in dimensions if each.id in used),
        sections=tuple(sections),
        notes=tuple(notes.of_paper([each.id for each in sections])),
    )


class _Notes:
    """Findings as notes, by the part of the paper they are about."""

    def __init__(self, findings: Sequence[Finding], words: Words, drafted: Words) -> None:
        self._findings, self._words, self._drafted = findings, words, drafted

    def of_section(self, section: str) -> list[str]:
        return [finding_text(each, self._words) for each in self._findings
                if each.section == section and not each.item]  # fmt: skip

    def of_item(self, item: str) -> list[str]:
        return [finding_text(each, self._words) for each in self._findings if each.item == item]

    def of_proposal(self, item: str) -> str:
        judge = self._drafted.get(item)
        if judge is None:
            return self._words["import_note_proposed"]
        return self._words["import_note_drafted"].format(judge=judge)

    def of_paper(self, sections: Sequence[str]) -> list[str]:
        return [
            f"{each.section}：{text}" if each.section else text
            for each in self._findings
            if each.section not in sections
            for text in [finding_text(each, self._words)]
        ]


def _both(text: str) -> Text:
    return Text(zh=text[:_MOST_TEXT], en=text[:_MOST_TEXT])


def _bounded(points: Decimal | None) -> Decimal | None:
    return points if points is not None and 0 < points <= _MOST else None


def _section(section: PaperSection, notes: _Notes, propose: Proposer, words: Words) -> Section:
    declared = section.declared
    default = _default_points(section)
    asked = [each for each in section.items if each.text]
    return Section(
        id=section.id,
        title=_both(section.title or section.number or words["import_untitled"]),
        items=tuple(
            _item(each, section.id, default, notes, propose, words)
            for each in asked
            if not each.closed
        ),
        closed=tuple(_closed(each) for each in asked if each.closed),
        declared=DeclaredFigures(
            items=declared.questions,
            points_each=_bounded(declared.each),
            points=_bounded(declared.total),
        ),
        notes=tuple(notes.of_section(section.id)),
    )


def _default_points(section: PaperSection) -> Decimal:
    """What an item without points is given: an equal part of its section's, else ten."""
    total = section.declared.total
    if total and not any(each.points for each in section.items):
        return (total / len(section.items)).quantize(Decimal("0.0001"))
    return _DEFAULT


def _closed(item: PaperItem) -> ClosedItem:
    return ClosedItem(
        id=item.id,
        kind=item.closed or "choice",
        text=_both(item.text),
        points=_bounded(item.points),
        options=item.options,
        answer=item.answer[:_MOST_TEXT],
    )


def _item(  # noqa: PLR0917 - one step of a fold, told apart by their types
    item: PaperItem, section: str, default: Decimal, notes: _Notes, propose: Proposer, words: Words
) -> Item:
    told = _bounded(item.points) or _bounded(item.marks)
    points = told or default
    criteria = _stated(item, words)
    remarks = notes.of_item(item.id)
    if told is None:
        remarks.append(words["import_note_points"].format(points=plain(points)))
    if not criteria:
        criteria = propose(item, points)
        remarks.append(notes.of_proposal(item.id) if criteria else words["import_note_whole"])
        criteria = criteria or (_whole(points, words),)
    marks = sum((each.points for each in criteria), Decimal(0))
    return Item(
        id=item.id,
        text=_both(item.text),
        points=points,
        criteria=criteria,
        reference=_both(item.answer),
        points_source="document" if told is not None else "ours",
        over="" if marks == points else "choose",
        notes=tuple(remarks),
        section=section,
    )


def _stated(item: PaperItem, words: Words) -> tuple[Criterion, ...]:
    """The paper's own scoring points, or one criterion with its bands as levels."""
    if item.scoring:
        return tuple(
            criterion(f"p{place}", each.text, each.marks)
            for place, each in enumerate(item.scoring, start=1)
        )
    if not item.bands or not all(0 < band.high <= _MOST for band in item.bands):
        return ()
    text = "、".join(item.examines) or item.text.split("\n")[0][:100]
    made = criterion("p1", text, item.bands[-1].high)
    levels = [Level(points=Decimal(0), description=_both(words["import_below_bands"]))]
    levels += [
        Level(points=band.high, description=_both(f"{band.name}：{band.text}".strip("：")))
        for band in item.bands
    ]
    return (replace(made, levels=tuple(levels)),)


def _whole(points: Decimal, words: Words) -> Criterion:
    return Criterion(
        id="p1",
        points=points,
        dimension="other",
        label=_both(words["import_whole_label"]),
        description=_both(words["import_whole"]),
        status="proposed",
    )
