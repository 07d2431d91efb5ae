"""The pages of an audit, for people and for publishing: nobody is named on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..readers.resources import labels
from ..records import Language
from ..records.audit import Audit, Shift
from ..writers.audit_page import AuditPage, more_sections, write_audit, write_swaps
from ..writers.page import Look
from ..writers.views import Words
from .kept import now
from .opened import OpenRun

_PARTS = ("cli", "report", "measure", "audit")


def write_pages(
    place: Path,
    at: OpenRun,
    found: Audit | None,
    shifts: Sequence[Shift],
    language: Language,
    *,
    judge: str = "",
) -> tuple[Path, ...]:
    """
    Write a page, Markdown and a workbook into *place*: `audit.*`, or of swaps alone a page of them.

    *judge* is who rated swapped answers.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    words = {name: text for part in _PARTS for name, text in labels(language, part).items()}
    run = at.run
    run_when = run.finished or run.started
    if found is None:
        look = Look(folder=place, rubric=at.rubric, language=language, labels=words,
                    judge=run.judge)  # fmt: skip
        return write_swaps(look, shifts, judge=judge, run_when=run_when, when=now())
    page = _page(at, found, language, words)
    sections = more_sections(found, shifts, Words(words, language, at.rubric), judge=judge)
    return write_audit(place, replace(page, run_when=run_when, more=tuple(sections)))


def _page(at: OpenRun, found: Audit, language: Language, words: Mapping[str, str]) -> AuditPage:
    head = found.head
    return AuditPage(
        outcomes=found.totals,
        rubric=at.rubric,
        language=language,
        labels=words,
        judge=head.judge,
        when=head.audited,
        rubric_name=f"{head.rubric} {head.rubric_version}",
        prompt=head.prompt,
        source=words["page_sources"].format(
            answers=words["between"].join(head.answers_from) or words["groups_none"],
            groups=head.groups_from or words["groups_same_file"],
            people=head.people,
        ),
        unit=head.unit,
    )
