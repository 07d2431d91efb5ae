"""The checked form as records."""

from ...records import (
    Adjudication,
    ClosedItem,
    Control,
    Criterion,
    Critical,
    DeclaredFigures,
    Dimension,
    Item,
    Level,
    Minimum,
    Rubric,
    Section,
    Text,
)
from .form import (
    ClosedForm,
    ControlForm,
    CriterionForm,
    ItemForm,
    RubricForm,
    SectionForm,
    TextForm,
)


def build(form: RubricForm) -> Rubric:
    """The rubric of *form*; items without criteria of their own get the default ones."""
    defaults = tuple(map(_criterion, form.criteria))
    return Rubric(
        id=form.id,
        version=form.version,
        title=_text(form.title),
        language=form.language,
        use=form.use,
        dimensions=tuple(
            Dimension(id=name, name=_text(each.name), description=_text(each.description))
            for name, each in form.dimensions.items()
        ),
        criteria=defaults,
        sections=tuple(_section(section, defaults) for section in form.sections),
        critical=tuple(
            Critical(id=each.id, description=_text(each.description)) for each in form.critical
        ),
        controls=tuple(map(_control, form.controls)),
        minima=tuple(
            Minimum(
                dimension=each.dimension or "",
                section=each.section or "",
                points=each.points,
                share=each.share,
            )
            for each in form.minima
        ),
        adjudication=Adjudication(
            rule=form.adjudication.rule,
            tolerance=form.adjudication.tolerance,
            people_tolerance=form.adjudication.people_tolerance,
        ),
        notes=tuple(form.notes),
    )


def _control(form: ControlForm) -> Control:
    points = form.points
    return Control(
        id=form.id,
        kind=form.kind,
        text=_text(form.text),
        item_id=form.item,
        question=_text(form.question),
        points=points if isinstance(points, dict) else {},
        total=None if isinstance(points, dict) else points,
        why=_text(form.why),
    )


def _section(form: SectionForm, defaults: tuple[Criterion, ...]) -> Section:
    return Section(
        id=form.id,
        title=_text(form.title),
        items=tuple(_item(item, form.id, defaults) for item in form.items),
        closed=tuple(map(_closed, form.closed)),
        declared=DeclaredFigures(
            items=form.declared.items,
            points_each=form.declared.points_each,
            points=form.declared.points,
        ),
        notes=tuple(form.notes),
    )


def _closed(form: ClosedForm) -> ClosedItem:
    return ClosedItem(
        id=form.id,
        kind=form.kind,
        text=_text(form.text),
        points=form.points,
        options=tuple(form.options),
        answer=form.answer,
    )


def _text(form: TextForm) -> Text:
    return Text(zh=form.zh.strip(), en=form.en.strip())


def _criterion(form: CriterionForm) -> Criterion:
    return Criterion(
        id=form.id,
        points=form.points,
        dimension=form.dimension,
        description=_text(form.description),
        label=_text(form.label),
        levels=tuple(
            Level(points=level.points, description=_text(level.description))
            for level in form.levels
        ),
        indicators=tuple(map(_text, form.indicators)),
        evidence=form.evidence,
        status=form.status or "",
    )


def _item(form: ItemForm, section: str, defaults: tuple[Criterion, ...]) -> Item:
    return Item(
        id=form.id,
        text=_text(form.text),
        points=form.points,
        criteria=tuple(map(_criterion, form.criteria)) or defaults,
        reference=_text(form.reference),
        source=form.source,
        points_source=form.points_source or "",
        over=form.over or "",
        notes=tuple(form.notes),
        section=section,
    )
