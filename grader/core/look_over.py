"""look_over: what the author of a sound rubric still has to do, or should know."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..records import Criterion, Item, Rubric


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """
    Something about a rubric that is no mistake.

    `code` is what, `items` which it concerns, `names` the criteria or dimensions meant. `marks`
    and `points` are set where they differ. `is_open` where the author has to act.
    """

    code: str
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marks: Decimal | None = None
    points: Decimal | None = None
    is_open: bool = True


def look_over(rubric: Rubric) -> Iterator[Remark]:
    """
    Remarks on *rubric*, what has to be done first.

    Codes: `proposed` (draft criteria), `over_scale` and `over_raise` (marks that do not add up,
    and the rule chosen), `no_reference`, `unused_dimension`.
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
