"""What the form cannot say: sums, order of levels, ids, dimensions, labels."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from .form import CriterionForm, ItemForm, RubricForm
from .tree import Path

Problem = tuple[Path, str]


def problems_of(rubric: RubricForm) -> list[Problem]:
    """Everything wrong with *rubric*, each with the place it concerns and how to mend it."""
    return list(_problems(rubric))


def _problems(rubric: RubricForm) -> Iterator[Problem]:
    if not rubric.title.zh and not rubric.title.en:
        yield ("title",), "title: is empty; give a text"
    if not rubric.sections and not rubric.criteria:
        yield (), "no sections and no criteria; a rubric needs items or default criteria"
    yield from _criteria(rubric.criteria, ("criteria",), rubric)
    yield from _twice([each.id for each in rubric.critical], ("critical",), "finding")
    yield from _twice([each.id for each in rubric.sections], ("sections",), "section")
    if rubric.sections and not any(section.items for section in rubric.sections):
        yield ("sections",), "no section has an item to grade; add items, or leave sections: out"
    seen: set[str] = set()
    for number, section in enumerate(rubric.sections):
        where: Path = ("sections", number)
        if not section.items and not section.closed:
            yield (
                (*where, "items"),
                f"section {section.id!r} is empty; add at least one entry under items:",
            )
        ids: list[tuple[str, int, str]] = [
            *(("items", place, each.id) for place, each in enumerate(section.items)),
            *(("closed", place, each.id) for place, each in enumerate(section.closed)),
        ]
        for key, place, name in ids:
            if name in seen:
                at = (*where, key, place, "id")
                yield at, f"item {name!r} stands in the file twice; rename one"
            seen.add(name)
        for place, item in enumerate(section.items):
            yield from _item(item, (*where, "items", place), rubric)


def _item(item: ItemForm, path: Path, rubric: RubricForm) -> Iterator[Problem]:
    if not item.text.zh.strip() and not item.text.en.strip():
        yield (*path, "text"), f"item {item.id!r}: the question is empty"
    if item.points <= 0:
        yield (*path, "points"), f"item {item.id!r}: give points above 0"
    criteria = item.criteria or rubric.criteria
    if not criteria:
        yield path, f"item {item.id!r}: no criteria of its own and the rubric has no default ones"
        return
    yield from _criteria(item.criteria, (*path, "criteria"), rubric)
    marks = sum((each.points for each in criteria), Decimal(0))
    if item.over and marks == item.points:
        yield (
            (*path, "over"),
            (f"item {item.id!r}: its criteria do sum to its points; leave over: out"),
        )
    if item.over is None and marks != item.points:
        yield (
            (*path, "points"),
            (
                f"item {item.id!r}: criteria sum to {marks}, the item has {item.points} points; "
                "correct one of them, or, where the document says so, add over: scale or raise"
            ),
        )


def _criteria(
    criteria: Sequence[CriterionForm], path: Path, rubric: RubricForm
) -> Iterator[Problem]:
    yield from _twice([each.id for each in criteria], path, "criterion")
    for number, criterion in enumerate(criteria):
        yield from _criterion(criterion, (*path, number), rubric)


def _criterion(criterion: CriterionForm, path: Path, rubric: RubricForm) -> Iterator[Problem]:
    name = f"criterion {criterion.id!r}"
    if criterion.dimension not in rubric.dimensions:
        yield (
            (*path, "dimension"),
            (f"{name}: dimension {criterion.dimension!r} is not described under dimensions:"),
        )
    has_label = bool(criterion.label.zh or criterion.label.en)
    if criterion.dimension == "other" and not has_label:
        yield path, f"{name}: dimension other needs a label: that says what it is"
    if criterion.points <= 0:
        yield (*path, "points"), f"{name}: give points above 0"
    if not criterion.description.zh and not criterion.description.en:
        yield (*path, "description"), f"{name}: the description is empty"
    if criterion.levels:
        yield from _levels(criterion, path, name)


def _levels(criterion: CriterionForm, path: Path, name: str) -> Iterator[Problem]:
    points = [level.points for level in criterion.levels]
    where = (*path, "levels")
    if len(points) < 2:
        yield where, f"{name}: has {len(points)} level, needs at least 2"
    if any(low >= high for low, high in pairwise(points)):
        yield where, f"{name}: points of the levels must rise, lowest first"
    elif points[-1] != criterion.points:
        yield (
            where,
            (
                f"{name}: the highest level gives {points[-1]}, the criterion {criterion.points}; "
                "make them equal"
            ),
        )


def _twice(ids: Sequence[str], path: Path, what: str) -> Iterator[Problem]:
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield (*path, number, "id"), f"{what} {name!r} stands here twice; rename one"
