"""What is said of an imported paper, to people and to machines."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ..core.paper import Finding, Paper, PaperSection, finding_text
from ..core.report import decimal
from ..records import Rubric
from .told import harmless


def _figures(declared: object, found: object) -> str:
    return f"{'—' if declared is None else declared} / {found}"


def print_findings(paper: Paper, document: Path, words: Mapping[str, str]) -> None:
    """Print the sections with declared and found figures, and what needs a look, by line."""
    table = Table(box=None, pad_edge=False)
    for name in ("section", "title", "questions", "points", "marks", "closed"):
        is_figure = name not in {"section", "title"}
        table.add_column(
            words[f"import_column_{name}"], justify="right" if is_figure else "left",
            no_wrap=name == "section", overflow="fold",
        )  # fmt: skip
    for section in paper.sections:
        table.add_row(*_row(section))
    console = Console()
    console.print(table)
    closed = sum(bool(item.closed) for item in paper.items)
    total = sum((section.points for section in paper.sections), Decimal(0))
    console.print(
        words["import_total"].format(
            questions=len(list(paper.items)), closed=closed, points=decimal(total), junk=paper.junk
        ),
        soft_wrap=True,
    )
    wanting = [each for each in paper.findings if not each.code.startswith("closed_")]
    if not wanting:
        print(words["import_nothing_wanting"])
        return
    print(words["import_wanting"].format(count=len(wanting)))
    for finding in wanting:
        print("  " + harmless(_place(finding, document.name, words)))


def _row(section: PaperSection) -> list[str]:
    declared = section.declared
    total = declared.total
    if total is None and declared.each is not None and declared.questions is not None:
        total = declared.each * declared.questions
    marks = sum((item.marks or Decimal(0) for item in section.items), Decimal(0))
    return [
        section.id,
        escape(harmless(section.title)),
        _figures(declared.questions, len(section.items)),
        _figures(None if total is None else decimal(total), decimal(section.points)),
        decimal(marks) if marks else "—",
        str(sum(bool(item.closed) for item in section.items) or "—"),
    ]


def _place(finding: Finding, name: str, words: Mapping[str, str]) -> str:
    where = finding.item or finding.section or words["import_whole_paper"]
    form = words["import_place" if finding.line else "import_place_paper"]
    return form.format(path=name, line=finding.line, where=where, text=finding_text(finding, words))


def paper_object(
    paper: Paper, rubric: Rubric, path: Path, words: Mapping[str, str]
) -> dict[str, Any]:
    """What was found, for machines."""
    return {
        "file": str(path),
        "id": rubric.id,
        "title": paper.title,
        "junk_lines": paper.junk,
        "sections": [_section_object(each) for each in paper.sections],
        "findings": [
            {
                "code": each.code,
                "section": each.section,
                "item": each.item,
                "line": each.line,
                **each.told,
                "text": finding_text(each, words),
            }
            for each in paper.findings
        ],
    }


def _section_object(section: PaperSection) -> dict[str, Any]:
    declared = section.declared
    return {
        "id": section.id,
        "title": section.title,
        "line": section.line,
        "declared": {
            "questions": declared.questions,
            "each": None if declared.each is None else decimal(declared.each),
            "total": None if declared.total is None else decimal(declared.total),
        },
        "items": [
            {
                "id": item.id,
                "number": item.number,
                "line": item.line,
                "points": None if item.points is None else decimal(item.points),
                "marks": [decimal(each.marks) for each in item.scoring],
                "closed": item.closed or None,
                "answer": bool(item.answer),
                "cut": item.cut or None,
            }
            for item in section.items
        ],
    }
