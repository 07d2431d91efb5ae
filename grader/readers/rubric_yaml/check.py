"""What the form cannot say: sums, order of levels, ids, dimensions, labels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ...message import Message
from .form import CriterionForm, ItemForm, RubricForm
from .tree import Path

Problem = tuple[Path, Message]


def problems_of(rubric: RubricForm) -> list[Problem]:
    """Everything wrong with *rubric*, each with the place it concerns and how to mend it."""
    return list(_problems(rubric))


def _problems(rubric: RubricForm) -> Iterator[Problem]:
    if not rubric.title.zh and not rubric.title.en:
        yield ("title",), Message("title: is empty; give a text")
    if not rubric.sections and not rubric.criteria:
        yield (), Message("no sections and no criteria; a rubric needs items or default criteria")
    yield from _criteria(rubric.criteria, ("criteria",), rubric)
    yield from _twice([each.id for each in rubric.critical], ("critical",), Message("finding"))
    yield from _twice([each.id for each in rubric.sections], ("sections",), Message("section"))
    if rubric.sections and not any(section.items for section in rubric.sections):
        yield (
            ("sections",),
            Message("no section has an item to grade; add items, or leave sections: out"),
        )
    seen: set[str] = set()
    for number, section in enumerate(rubric.sections):
        where: Path = ("sections", number)
        if not section.items and not section.closed:
            yield (
                (*where, "items"),
                Message(
                    "section {section!r} is empty; add at least one entry under items:",
                    section=section.id,
                ),
            )
        ids: list[tuple[str, int, str]] = [
            *(("items", place, each.id) for place, each in enumerate(section.items)),
            *(("closed", place, each.id) for place, each in enumerate(section.closed)),
        ]
        for key, place, name in ids:
            if name in seen:
                at = (*where, key, place, "id")
                yield at, Message("item {item!r} stands in the file twice; rename one", item=name)
            seen.add(name)
        for place, item in enumerate(section.items):
            yield from _item(item, (*where, "items", place), rubric)


def _item(item: ItemForm, path: Path, rubric: RubricForm) -> Iterator[Problem]:
    if not item.text.zh.strip() and not item.text.en.strip():
        yield (*path, "text"), Message("item {item!r}: the question is empty", item=item.id)
    if item.points <= 0:
        yield (*path, "points"), Message("item {item!r}: give points above 0", item=item.id)
    criteria = item.criteria or rubric.criteria
    if not criteria:
        yield (
            path,
            Message(
                "item {item!r}: no criteria of its own and the rubric has no default ones",
                item=item.id,
            ),
        )
        return
    yield from _criteria(item.criteria, (*path, "criteria"), rubric)
    marks = sum((each.points for each in criteria), Decimal(0))
    if item.over and marks == item.points:
        yield (
            (*path, "over"),
            Message(
                "item {item!r}: its criteria do sum to its points; leave over: out", item=item.id
            ),
        )
    if item.over is None and marks != item.points:
        yield (
            (*path, "points"),
            Message(
                "item {item!r}: criteria sum to {marks}, the item has {points} points; correct one "
                "of them, or, where the document says so, add over: scale or raise",
                item=item.id,
                marks=marks,
                points=item.points,
            ),
        )


def _criteria(
    criteria: Sequence[CriterionForm], path: Path, rubric: RubricForm
) -> Iterator[Problem]:
    yield from _twice([each.id for each in criteria], path, Message("criterion"))
    for number, criterion in enumerate(criteria):
        yield from _criterion(criterion, (*path, number), rubric)


def _criterion(criterion: CriterionForm, path: Path, rubric: RubricForm) -> Iterator[Problem]:
    name = Message("criterion {id!r}", id=criterion.id)
    if criterion.dimension not in rubric.dimensions:
        yield (
            (*path, "dimension"),
            Message(
                "{name}: dimension {dimension!r} is not described under dimensions:",
                name=name,
                dimension=criterion.dimension,
            ),
        )
    has_label = bool(criterion.label.zh or criterion.label.en)
    if criterion.dimension == "other" and not has_label:
        yield (
            path,
            Message("{name}: dimension other needs a label: that says what it is", name=name),
        )
    if criterion.points <= 0:
        yield (*path, "points"), Message("{name}: give points above 0", name=name)
    if not criterion.description.zh and not criterion.description.en:
        yield (*path, "description"), Message("{name}: the description is empty", name=name)
    if criterion.levels:
        yield from _levels(criterion, path, name)


def _levels(criterion: CriterionForm, path: Path, name: Message) -> Iterator[Problem]:
    points = [level.points for level in criterion.levels]
    where = (*path, "levels")
    if len(points) < 2:
        yield (
            where,
            Message("{name}: has {count} level, needs at least 2", name=name, count=len(points)),
        )
    if any(low >= high for low, high in pairwise(points)):
        yield where, Message("{name}: points of the levels must rise, lowest first", name=name)
    elif points[-1] != criterion.points:
        yield (
            where,
            Message(
                "{name}: the highest level gives {highest}, the criterion {points}; make them "
                "equal",
                name=name,
                highest=points[-1],
                points=criterion.points,
            ),
        )


def _twice(ids: Sequence[str], path: Path, what: Message) -> Iterator[Problem]:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield (
                (*path, number, "id"),
                Message("{what} {name!r} stands here twice; rename one", what=what, name=name),
            )
