"""look_over: what the author of a sound rubric still has to do, or should know."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..records import Criterion, Item, Rubric, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """
    Something about a rubric that is no mistake.

    `code` is what, `items` or `section` which it concerns, `names` the criteria or dimensions
    meant. `marks` and `points` are set where they differ: for declared figures, what the heading
    says and what there is. `text` is a note as it stands. `is_open` where the author has to act.
    """

    code: str
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marks: Decimal | None = None
    points: Decimal | None = None
    section: str = ""
    text: str = ""
    is_open: bool = True


def look_over(rubric: Rubric) -> Iterator[Remark]:
    """
    Remarks on *rubric*, what has to be done first.

    Codes: `proposed` (draft criteria), `over_scale` and `over_raise` (marks that do not add up,
    and the rule chosen; `over_choose` where none is), `no_reference`, `unused_dimension`,
    `declared_items` and `declared_points` (a heading that says otherwise), `closed` (questions
    that are not graded), `note`.
    """
    items = [rubric.item("", "")] if rubric.is_open else list(rubric.items)
    yield from _proposed(rubric, items)
    for item in items:
        if item.over:
            yield Remark(
                code=f"over_{item.over}",
                items=(item.id,),
                marks=item.marks,
                points=item.points,
                is_open=item.over not in {"scale", "raise"},
            )
    bare = tuple(item.id for item in rubric.items if not item.reference)
    if bare:
        yield Remark(code="no_reference", items=bare)
    used = {criterion.dimension for item in items for criterion in item.criteria}
    unused = tuple(each.id for each in rubric.dimensions if each.id not in used)
    if unused:
        yield Remark(code="unused_dimension", names=unused)
    for section in rubric.sections:
        yield from _declared(section)
    closed = tuple(each.id for section in rubric.sections for each in section.closed)
    if closed:
        yield Remark(code="closed", items=closed, is_open=False)
    yield from _notes(rubric)


def _declared(section: Section) -> Iterator[Remark]:
    """Where the heading of *section* says other figures than there are."""
    told, found = section.declared, len(section.items) + len(section.closed)
    if told.items is not None and told.items != found:
        yield Remark(
            code="declared_items",
            section=section.id,
            marks=Decimal(told.items),
            points=Decimal(found),
            is_open=False,
        )
        # Points can but differ then too.
        return
    total = told.points
    if total is None and told.points_each is not None and told.items is not None:
        total = told.points_each * told.items
    points = [*(each.max_points for each in section.items), *(e.points for e in section.closed)]
    known = [each for each in points if each is not None]
    if total is not None and len(known) == len(points) and sum(known) != total:
        yield Remark(
            code="declared_points",
            section=section.id,
            marks=total,
            points=sum(known, Decimal(0)),
            is_open=False,
        )


def _notes(rubric: Rubric) -> Iterator[Remark]:
    """Notes of the file, of its sections, and of items; the same note of several items once."""
    for text in rubric.notes:
        yield Remark(code="note", text=text, is_open=False)
    for section in rubric.sections:
        for text in section.notes:
            yield Remark(code="note", section=section.id, text=text, is_open=False)
    having: dict[str, list[str]] = {}
    for item in rubric.items:
        for text in item.notes:
            having.setdefault(text, []).append(item.id)
    for text, ids in having.items():
        yield Remark(code="note", items=tuple(ids), text=text, is_open=False)


def _proposed(rubric: Rubric, items: list[Item]) -> Iterator[Remark]:
    """Draft criteria item by item; the default ones once for all that use them."""
    defaults = _drafts(rubric.criteria)
    users = tuple(item.id for item in items if item.id and item.criteria == rubric.criteria)
    if defaults and (users or rubric.is_open):
        yield Remark(code="proposed", items=users, names=defaults)
    for item in items:
        drafts = _drafts(item.criteria)
        if drafts and item.criteria != rubric.criteria:
            yield Remark(code="proposed", items=(item.id,), names=drafts)


def _drafts(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    return tuple(each.id for each in criteria if each.status == "proposed")
