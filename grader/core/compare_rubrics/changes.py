"""What changed in one item, criterion or head: the name of a thing, before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from ...records import (
    ClosedItem,
    Control,
    Criterion,
    DeclaredFigures,
    Item,
    Level,
    Rubric,
    Section,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    One thing that differs.

    `what` names it (`text`, `points`, `criterion_added` …), `of` the criterion, dimension or
    critical finding it belongs to, empty for the item or rubric itself. `language` is set where
    only one language differs. `is_text` where `old` and `new` are sentences.
    """

    what: str
    of: str = ""
    language: str = ""
    old: str = ""
    new: str = ""
    is_text: bool = False


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest ids whose moving explains the new order of those in both."""
    both = set(old) & set(new)
    before, after = ([each for each in ids if each in both] for ids in (old, new))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    stayed = {each for block in blocks for each in before[block.a : block.a + block.size]}
    return both - stayed


def texts(what: str, old: Text, new: Text, of: str = "") -> Iterator[Change]:
    """The change of a text, told once where both languages say the same."""
    if old == new:
        return
    if old.zh == old.en and new.zh == new.en:
        yield Change(what=what, of=of, old=old.zh, new=new.zh, is_text=True)
        return
    for language in ("zh", "en"):
        before, after = getattr(old, language), getattr(new, language)
        if before != after:
            yield Change(what=what, of=of, language=language, old=before, new=after, is_text=True)


def values(what: str, old: object, new: object, of: str = "") -> Iterator[Change]:
    """The change of a plain value."""
    if old != new:
        yield Change(what=what, of=of, old=_shown(old), new=_shown(new))


def _shown(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def item_changes(old: Item, new: Item) -> Iterator[Change]:
    """What differs between two states of an item, its criteria by id."""
    yield from values("section", old.section, new.section)
    yield from texts("text", old.text, new.text)
    yield from values("points", old.points, new.points)
    yield from values("over", old.over, new.over)
    yield from texts("reference", old.reference, new.reference)
    yield from values("source", old.source, new.source)
    yield from values("points_source", old.points_source, new.points_source)
    yield from _remarks("notes", old.notes, new.notes)
    before = {each.id: each for each in old.criteria}
    after = {each.id: each for each in new.criteria}
    for name, gone in before.items():
        if name not in after:
            yield Change(what="criterion_removed", of=name, old=_criterion(gone))
    for name, criterion in after.items():
        if name not in before:
            yield Change(what="criterion_added", of=name, new=_criterion(criterion))
        else:
            yield from criterion_changes(before[name], criterion)
    if moved(list(before), list(after)):
        yield Change(what="criteria_order", old=", ".join(before), new=", ".join(after))


def _criterion(criterion: Criterion) -> str:
    """A criterion in short: points, dimension, what it asks."""
    text = criterion.description
    return f"{_shown(criterion.points)} · {criterion.dimension} · {text.zh or text.en}"


def criterion_changes(old: Criterion, new: Criterion) -> Iterator[Change]:
    """What differs between two states of a criterion."""
    name = new.id
    yield from values("criterion_points", old.points, new.points, name)
    yield from values("dimension", old.dimension, new.dimension, name)
    yield from texts("label", old.label, new.label, name)
    yield from texts("description", old.description, new.description, name)
    yield from values("evidence", old.evidence, new.evidence, name)
    yield from values("status", old.status, new.status, name)
    yield from _levels(old.levels, new.levels, name)
    if old.indicators != new.indicators:
        yield Change(
            what="indicators", of=name, old=_list(old.indicators), new=_list(new.indicators),
            is_text=True,
        )  # fmt: skip


def _list(several: Sequence[Text]) -> str:
    return "; ".join(each.zh or each.en for each in several)


def _levels(old: Sequence[Level], new: Sequence[Level], name: str) -> Iterator[Change]:
    before, after = ([_shown(level.points) for level in levels] for levels in (old, new))
    if before != after:
        yield Change(what="level_points", of=name, old=", ".join(before), new=", ".join(after))
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from texts(
                "level", one.description, other.description, f"{name}/{_shown(other.points)}"
            )
        return
    told = (" / ".join(each.description.zh or each.description.en for each in levels)
            for levels in (old, new))  # fmt: skip
    was, now = told
    yield Change(what="level", of=name, old=was, new=now, is_text=True)


def head_changes(old: Rubric, new: Rubric) -> Iterator[Change]:
    """What differs outside the items."""
    yield from values("id", old.id, new.id)
    yield from values("version", old.version, new.version)
    yield from texts("title", old.title, new.title)
    yield from values("language", old.language, new.language)
    yield from values("use", old.use, new.use)
    yield from _remarks("notes", old.notes, new.notes)
    sections = {each.id: each for each in old.sections}
    for section in new.sections:
        if section.id in sections:
            yield from _section(sections[section.id], section)
    yield from _closed(old, new)
    yield from _dimensions(old, new)
    yield from _critical(old, new)
    yield from _beside(old, new)


def _remarks(what: str, old: Sequence[str], new: Sequence[str], of: str = "") -> Iterator[Change]:
    if tuple(old) != tuple(new):
        yield Change(what=what, of=of, old="; ".join(old), new="; ".join(new), is_text=True)


def _section(old: Section, new: Section) -> Iterator[Change]:
    yield from texts("section_title", old.title, new.title, new.id)
    yield from values("declared", _figures(old.declared), _figures(new.declared), new.id)
    yield from _remarks("section_notes", old.notes, new.notes, new.id)


def _figures(declared: DeclaredFigures) -> str:
    """What a heading says, by the keys it has in the file."""
    told = {name: getattr(declared, name) for name in ("items", "points_each", "points")}
    return ", ".join(f"{name}: {_shown(each)}" for name, each in told.items() if each is not None)


def _closed(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Closed questions by id; one that changed is told whole."""
    before, after = (
        {each.id: _question(each) for section in rubric.sections for each in section.closed}
        for rubric in (old, new)
    )
    for name in (each for each in before if each not in after):
        yield Change(what="closed_removed", of=name, old=before[name])
    for name, told in after.items():
        if name not in before:
            yield Change(what="closed_added", of=name, new=told)
        elif before[name] != told:
            yield Change(what="closed", of=name, old=before[name], new=told, is_text=True)


def _question(item: ClosedItem) -> str:
    """A closed question on one line: kind, points, text, options, answer."""
    both = dict.fromkeys(each for each in (item.text.zh, item.text.en) if each)
    points = "" if item.points is None else _shown(item.points)
    parts = (item.kind, points, *both, *item.options, item.answer)
    return " · ".join(each for each in parts if each)


def _dimensions(old: Rubric, new: Rubric) -> Iterator[Change]:
    before = {each.id: each for each in old.dimensions}
    after = {each.id: each for each in new.dimensions}
    for name in (each for each in before if each not in after):
        yield Change(what="dimension_removed", of=name, old=name)
    for name, each in after.items():
        if name not in before:
            yield Change(what="dimension_added", of=name, new=name)
            continue
        yield from texts("dimension_name", before[name].name, each.name, name)
        yield from texts("dimension_description", before[name].description, each.description, name)


def _critical(old: Rubric, new: Rubric) -> Iterator[Change]:
    before = {each.id: each.description for each in old.critical}
    after = {each.id: each.description for each in new.critical}
    for name in (each for each in before if each not in after):
        yield Change(what="critical_removed", of=name, old=before[name].zh or before[name].en)
    for name, text in after.items():
        if name not in before:
            yield Change(what="critical_added", of=name, new=text.zh or text.en)
        else:
            yield from texts("critical", before[name], text, name)


def _beside(old: Rubric, new: Rubric) -> Iterator[Change]:
    """Control answers by id, told whole, minima, and what stands of several ratings."""
    before, after = ({each.id: _control(each) for each in rubric.controls} for rubric in (old, new))
    for name in (each for each in before if each not in after):
        yield Change(what="control_removed", of=name, old=before[name])
    for name, told in after.items():
        if name not in before:
            yield Change(what="control_added", of=name, new=told)
        elif before[name] != told:
            yield Change(what="control", of=name, old=before[name], new=told, is_text=True)
    yield from values("minima", _minima(old), _minima(new))
    yield from values("adjudication", _rule(old), _rule(new))


def _rule(rubric: Rubric) -> str:
    rule = rubric.adjudication
    told = f"{rule.rule}, tolerance {rule.tolerance}"
    return f"{told}, people_tolerance {rule.people_tolerance}" if rule.people_tolerance else told


def _control(control: Control) -> str:
    by_criterion = ", ".join(f"{name}: {_shown(each)}" for name, each in control.points.items())
    known = by_criterion if control.total is None else _shown(control.total)
    texts_of = (control.question, control.text, control.why)
    both = dict.fromkeys(part for each in texts_of for part in (each.zh, each.en) if part)
    return " · ".join(each for each in (control.kind, control.item_id, known, *both) if each)


def _minima(rubric: Rubric) -> str:
    told = (
        (each.section or each.dimension,
         _shown(each.points) if each.share is None else f"{100 * each.share.normalize():f}%")
        for each in rubric.minima
    )  # fmt: skip
    return ", ".join(f"{of}: {wanted}" for of, wanted in told)
