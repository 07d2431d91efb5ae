"""A rubric as JSON objects, for grader rubric ... --json."""

from dataclasses import asdict
from typing import Any

from ..core.report import decimal
from ..records import ClosedItem, Control, Criterion, Item, Rubric, Text


def summary(rubric: Rubric) -> dict[str, Any]:
    """What a rubric is, in figures."""
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": _both(rubric.title),
        "language": rubric.language,
        "use": rubric.use,
        "sections": len(rubric.sections),
        "items": len(list(rubric.items)),
        "closed": sum(len(section.closed) for section in rubric.sections),
        "points": decimal(rubric.max_points),
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def whole(rubric: Rubric) -> dict[str, Any]:
    """Everything a rubric holds."""
    return {
        **summary(rubric),
        "notes": list(rubric.notes),
        "dimensions": {
            each.id: {"name": _both(each.name), "description": _both(each.description)}
            for each in rubric.dimensions
        },
        "criteria": [_criterion(each) for each in rubric.criteria],
        "critical": [
            {"id": each.id, "description": _both(each.description)} for each in rubric.critical
        ],
        "controls": [_control(each) for each in rubric.controls],
        "minima": [
            {
                "dimension": each.dimension or None,
                "section": each.section or None,
                "points": decimal(each.points) or None,
                "share": decimal(each.share) or None,
            }
            for each in rubric.minima
        ],
        "adjudication": asdict(rubric.adjudication),
        "sections": [
            {
                "id": section.id,
                "title": _both(section.title),
                "declared": {
                    "items": section.declared.items,
                    "points_each": decimal(section.declared.points_each) or None,
                    "points": decimal(section.declared.points) or None,
                },
                "notes": list(section.notes),
                "items": [_item(item) for item in section.items],
                "closed": [_closed(each) for each in section.closed],
            }
            for section in rubric.sections
        ],
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "id": control.id,
        "kind": control.kind,
        "item_id": control.item_id or None,
        "question": _both(control.question),
        "text": _both(control.text),
        "points": {name: decimal(each) for name, each in control.points.items()},
        "total": decimal(control.total) or None,
        "why": _both(control.why),
    }


def _closed(item: ClosedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "text": _both(item.text),
        "points": decimal(item.points) or None,
        "options": list(item.options),
        "answer": item.answer,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "text": _both(item.text),
        "points": decimal(item.points),
        "max_points": decimal(item.max_points),
        "marks": decimal(item.marks),
        "over": item.over or None,
        "points_source": item.points_source or None,
        "source": item.source,
        "notes": list(item.notes),
        "reference": _both(item.reference),
        "criteria": [_criterion(each) for each in item.criteria],
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "points": decimal(criterion.points),
        "dimension": criterion.dimension,
        "label": _both(criterion.label),
        "description": _both(criterion.description),
        "levels": [
            {"points": decimal(each.points), "description": _both(each.description)}
            for each in criterion.levels
        ],
        "steps": [decimal(step) for step in criterion.steps],
        "indicators": [_both(each) for each in criterion.indicators],
        "evidence": criterion.evidence,
        "status": criterion.status or None,
    }
