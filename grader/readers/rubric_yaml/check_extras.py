"""What the form cannot say of control answers and minima: that they fit the items."""

from collections.abc import Iterator
from decimal import Decimal

from ...message import Message
from ...records import Item, Minimum, Rubric
from .form import ControlForm, MinimumForm, RubricForm
from .tree import Path

Problem = tuple[Path, Message]
_PLACES = Decimal("0.0001")


def extra_problems(form: RubricForm, rubric: Rubric) -> Iterator[Problem]:
    """What is wrong with the controls and minima of *form*, whose items are sound as *rubric*."""
    for number, control in enumerate(form.controls):
        path: Path = ("controls", number)
        if control.id in [each.id for each in form.controls[:number]]:
            yield (
                (*path, "id"),
                Message("control {id!r} stands here twice; rename one", id=control.id),
            )
        yield from _control(control, path, rubric)
    for number, minimum in enumerate(form.minima):
        yield from _minimum(minimum, ("minima", number), form, rubric)


def _control(form: ControlForm, path: Path, rubric: Rubric) -> Iterator[Problem]:
    name = Message("control {id!r}", id=form.id)
    if not form.text.zh.strip() and not form.text.en.strip():
        yield (*path, "text"), Message("{name}: the answer is empty", name=name)
    has_question = bool(form.question.zh.strip() or form.question.en.strip())
    if rubric.is_open:
        if form.item:
            yield (
                (*path, "item"),
                Message(
                    "{name}: this rubric has no items; leave item: out, give question:", name=name
                ),
            )
        elif not has_question:
            yield path, Message("{name}: no question; give the one it answers", name=name)
        yield from _points(form, path, name, rubric.item("", ""))
        return
    if has_question:
        yield (
            (*path, "question"),
            Message("{name}: its question is the item's; leave question: out", name=name),
        )
    item = rubric.by_id.get(form.item)
    if item is None:
        yield (
            (*path, "item") if form.item else path,
            Message(
                "{name}: no item {item!r} in this rubric; correct item:", name=name, item=form.item
            )
            if form.item
            else Message("{name}: names no item; write the one it answers under item:", name=name),
        )
        return
    yield from _points(form, path, name, item)


def _points(form: ControlForm, path: Path, name: Message, item: Item) -> Iterator[Problem]:
    where = (*path, "points")
    if not isinstance(form.points, dict):
        if form.points.quantize(_PLACES) not in _sums(item):
            yield (
                where,
                Message(
                    "{name}: no choice of levels gives {points} of {most} points; correct it",
                    name=name,
                    points=_shown(form.points),
                    most=_shown(item.max_points),
                ),
            )
        return
    yield from _by_criterion(form.points, where, name, item)


def _by_criterion(
    points_of: dict[str, Decimal], where: Path, name: Message, item: Item
) -> Iterator[Problem]:
    ids = [each.id for each in item.criteria]
    for unknown in (each for each in points_of if each not in ids):
        yield (
            (*where, unknown),
            Message(
                "{name}: no criterion {id!r}; there are {known}",
                name=name,
                id=unknown,
                known=", ".join(ids),
            ),
        )
    for criterion in item.criteria:
        points = points_of.get(criterion.id)
        if points is None:
            yield (
                where,
                Message("{name}: criterion {id!r} has no points", name=name, id=criterion.id),
            )
        elif points not in criterion.steps:
            yield (
                (*where, criterion.id),
                Message(
                    "{name}: {points} is no level's points of criterion {id!r}; use one of {known}",
                    name=name,
                    points=_shown(points),
                    id=criterion.id,
                    known=", ".join(map(_shown, criterion.steps)),
                ),
            )


def _sums(item: Item) -> set[Decimal]:
    """Every number of points that levels can come to."""
    sums = {Decimal(0)}
    for criterion in item.criteria:
        sums = {
            (done + item.worth(criterion, level)).quantize(_PLACES)
            for done in sums
            for level in range(len(criterion.steps))
        }
    return sums


def _shown(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _minimum(form: MinimumForm, path: Path, whole: RubricForm, rubric: Rubric) -> Iterator[Problem]:
    if bool(form.dimension) == bool(form.section):
        yield path, Message("a minimum is of a dimension: or of a section:; name one of them")
        return
    if (form.points is None) == (form.share is None):
        yield path, Message("a minimum is in points: or as a share: (0 to 1); give one of them")
        return
    place = (*path, "section" if form.section else "dimension")
    of = form.section or form.dimension or ""
    known = [each.id for each in rubric.sections] if form.section else list(whole.dimensions)
    if of not in known:
        yield (
            place,
            Message(
                "minimum: {of!r} is not in this rubric; there are {known}",
                of=of,
                known=", ".join(known) or "–",
            ),
        )
        return
    minimum = Minimum(dimension=form.dimension or "", section=form.section or "")
    yield from _behind(form, minimum, path, of, rubric)


def _behind(
    form: MinimumForm, minimum: Minimum, path: Path, of: str, rubric: Rubric
) -> Iterator[Problem]:
    """Whether enough stands behind *minimum* for it to say something of a person."""
    items = [rubric.item("", "")] if rubric.is_open else rubric.items
    behind = [
        item.worth(criterion, len(criterion.steps) - 1)
        for item in items
        for criterion in item.criteria
        if minimum.covers(item, criterion)
    ]
    if len(behind) < Minimum.FEWEST_CRITERIA:
        yield (
            path,
            Message(
                "minimum of {of!r}: rests on {count} criteria, needs at least {fewest}; so few "
                "say too little of a person, leave it out",
                of=of,
                count=len(behind),
                fewest=Minimum.FEWEST_CRITERIA,
            ),
        )
    elif form.points is not None and not 0 < form.points <= sum(behind):
        yield (
            (*path, "points"),
            Message(
                "minimum of {of!r}: give points above 0 and up to {most}, all that there are",
                of=of,
                most=_shown(sum(behind, Decimal(0))),
            ),
        )
