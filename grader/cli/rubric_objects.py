"""A rubric as JSON objects, for grader rubric ... --json."""

from typing import Any

from ..core.report import decimal
from ..records import Criterion, Item, Rubric, Text


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
        "points": decimal(rubric.max_points),
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def whole(rubric: Rubric) -> dict[str, Any]:
    """Everything a rubric holds."""
    return {
        **summary(rubric),
        "dimensions": {
            each.id: {"name": _both(each.name), "description": _both(each.description)}
            for each in rubric.dimensions
        },
        "criteria": [_criterion(each) for each in rubric.criteria],
        "critical": [
            {"id": each.id, "description": _both(each.description)} for each in rubric.critical
        ],
        "sections": [
            {
                "id": section.id,
                "title": _both(section.title),
                "items": [_item(item) for item in section.items],
            }
            for section in rubric.sections
        ],
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
