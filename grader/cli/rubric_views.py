"""What grader rubric prints; imported only when it runs."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ..core.report import decimal
from ..errors import RubricError
from ..readers.resources import shipped_rubrics
from ..readers.rubric_yaml import load_rubric
from ..records import Criterion, Item, Language, Rubric, Text
from ..text import json_text
from ..wiring import rubric_named
from .grading import language_named
from .told import harmless


def _print(value: Any) -> int:
    print(json_text(value))
    return 0


def _console() -> Console:
    """A console that takes what a rubric says for text: no markup, no emoji codes."""
    return Console(markup=False, emoji=False)


def print_list(*, as_json: bool) -> int:
    """Every shipped rubric with its size."""
    rubrics = [load_rubric(path) for path in shipped_rubrics().values()]
    if as_json:
        return _print({"rubrics": [_summary(rubric) for rubric in rubrics]})
    table = Table(box=None, pad_edge=False)
    for header in ("id", "标题 / title", "items", "points", "use"):
        table.add_column(header, justify="right" if header in {"items", "points"} else "left")
    for rubric in rubrics:
        made = _summary(rubric)
        title = f"{rubric.title.zh} / {rubric.title.en}"
        table.add_row(rubric.id, title, str(made["items"]), str(made["points"]), rubric.use)
    _console().print(table)
    return 0


def _points(rubric: Rubric) -> str:
    if rubric.is_open:
        return decimal(rubric.item("", "").max_points)
    return decimal(sum((item.max_points for item in rubric.items), Decimal(0)))


def _summary(rubric: Rubric) -> dict[str, Any]:
    return {
        "id": rubric.id,
        "version": rubric.version,
        "title": _both(rubric.title),
        "language": rubric.language,
        "use": rubric.use,
        "sections": len(rubric.sections),
        "items": len(list(rubric.items)),
        "points": _points(rubric),
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def print_rubric(name: str, lang: str, *, as_json: bool) -> int:
    """One rubric, as a table or as an object."""
    rubric = rubric_named(name)
    if as_json:
        return _print(_whole(rubric))
    language = language_named("--lang", lang) or rubric.language
    console = _console()
    title = harmless(rubric.title.of(language))
    console.print(f"{title} ({rubric.id}, {rubric.use})", style="bold")
    if rubric.is_open:
        console.print(_table(rubric.item("", ""), language))
    for section in rubric.sections:
        title = harmless(f"{section.id} {section.title.of(language)}")
        console.print(f"\n{title}", style="bold")
        for item in section.items:
            over = f", over: {item.over}" if item.over else ""
            points = f"({decimal(item.points)}{over})"
            console.print(f"\n{harmless(item.id)} {points} {harmless(item.text.of(language))}")
            console.print(_table(item, language))
    return 0


def _table(item: Item, language: Language) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 1, 0, 2))
    for criterion in item.criteria:
        label = criterion.label.of(language)
        tag = f"{criterion.dimension}: {label}" if label else criterion.dimension
        proposed = " (proposed)" if criterion.status else ""
        table.add_row(
            decimal(criterion.points),
            harmless(tag) + proposed,
            harmless(criterion.description.of(language)),
        )
    return table


def _whole(rubric: Rubric) -> dict[str, Any]:
    return {
        **_summary(rubric),
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


def print_check(file: Path, *, as_json: bool) -> int:
    """Whether *file* is a rubric, and what an author should know of it."""
    try:
        rubric = load_rubric(file)
    except RubricError as error:
        if as_json:
            print(json_text({"ok": False, "problems": str(error).splitlines()}))
            return 2
        raise
    notes = list(_notes(rubric))
    if as_json:
        return _print({"ok": True, "notes": notes, **_summary(rubric)})
    made = _summary(rubric)
    shown = harmless(str(file)).replace("\n", "␊")
    print(f"{shown}: ok, {made['items']} items, {made['points']} points")
    for note in notes:
        print(f"{shown}: {harmless(note)}")
    return 0


def _notes(rubric: Rubric) -> list[str]:
    notes = []
    for item in rubric.items:
        if item.over:
            rule = "scaled to" if item.over == "scale" else "raising the item above"
            notes.append(
                f"item {item.id}: criteria sum to {decimal(item.marks)}, {rule} "
                f"{decimal(item.points)} points (over: {item.over})"
            )
        proposed = [each.id for each in item.criteria if each.status]
        if proposed:
            notes.append(f"item {item.id}: proposed criteria: {', '.join(proposed)}")
    return notes
