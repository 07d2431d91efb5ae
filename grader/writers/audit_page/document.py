"""The whole page of outcomes by group, in every form: one that can be published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...records import Language, Rubric
from ...records.audit import Audit, Shift
from ..measure import Document, Section, write_document
from ..page import Look
from ..views import Words
from ..views.wording import moment
from .differences import differences_section, dimensions_section, ends_section
from .law import cut_section, fifths_section, law_section
from .naming import columns_of, counts_told
from .swaps import swaps_section

_GLOSSARY = ("difference", "smd", "rate", "ratio", "p", "undefined")
_LIMITS = ("cause", "small", "open", "many", "law", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """
    What a page of outcomes by group is made of; it names nobody.

    `labels` are the report's and those of `measure`, by name. `shifts` are what swapped words
    did; `more` are sections that stand before what the figures mean.
    """

    audit: Audit
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    shifts: Sequence[Shift] = ()
    more: Sequence[Section] = ()


def write_audit(
    folder: Path,
    page: AuditPage,
    formats: Sequence[str] = ("html", "md", "xlsx"),
    *,
    name: str = "audit",
) -> tuple[Path, ...]:
    """
    Write *page* into *folder* as files called *name*; returns them in the order of *formats*.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    look = Look(folder=folder, rubric=page.rubric, language=page.language, labels=page.labels,
                judge=page.audit.head.judge)  # fmt: skip
    return write_document(name, audit_document(page), look, formats)


def audit_document(page: AuditPage) -> Document:
    """*page* as sections: differences with intervals first, ratios after."""
    words, audit = Words(page.labels, page.language, page.rubric), page.audit
    head = audit.head
    sections = (
        _what(page, words),
        differences_section(audit, words),
        ends_section(audit, words),
        dimensions_section(audit, words),
        law_section(audit, words),
        fifths_section(audit, words),
        cut_section(audit, words),
        swaps_section(page.shifts, words),
        *page.more,
        _told("groups_meaning", _GLOSSARY, words),
        _told("groups_limits", _LIMITS, words),
    )
    return Document(
        title=page.rubric.title.of(page.language) or page.rubric.id,
        kicker=words("groups"),
        language=page.language,
        verdict=_verdict(audit, words),
        notice=words("baseline_notice") if head.judge.startswith("baseline") else "",
        sections=tuple(each for each in sections if each is not None),
        footer=(words("measured_rounding"), words("no_recommendation"),
                words("measured_when", when=moment(head.audited))),
        when=head.audited,
    )  # fmt: skip


def _verdict(audit: Audit, words: Words) -> str:
    """How many people there are, in how many groups too small to tell."""
    every, head = audit.totals, audit.head
    small = sum(group.is_small for each in every for group in each.groups)
    least = max((each.least for each in every), default=0)
    return words(
        "groups_verdict",
        people=f"{head.people:,}",
        scored=f"{head.people - head.open:,}",
        columns=words.join([columns_of(each, words) for each in every]) or words("none"),
        small=words("groups_small", n=small, least=least) if small else "",
    )


def _what(page: AuditPage, words: Words) -> Section:
    audit = page.audit
    return Section(
        id="audited",
        title=words("groups_what"),
        told=(words("groups_what_told"),),
        facts=tuple((words(name), value) for name, value in _facts(audit, words) if value),
        notes=(*(counts_told(each, audit.head.unit, words) for each in audit.totals),
               words("groups_many", n=audit.comparisons)),
    )  # fmt: skip


def _facts(audit: Audit, words: Words) -> Iterator[tuple[str, str]]:
    head, between = audit.head, words("semicolon")
    yield "groups_rubric", f"{head.rubric} {head.rubric_version}".strip()
    yield "groups_judge", words.rater(head.judge)
    yield "groups_models", between.join(head.models)
    yield "groups_prompt", head.prompt
    yield "groups_run", moment(head.graded)
    yield "groups_when", moment(head.audited)
    yield "groups_answers_from", between.join(head.answers_from)
    yield "groups_groups_from", head.groups_from or words("groups_from_answers")
    yield "groups_unit", words(f"groups_unit_{head.unit}")
    if head.open:
        yield (
            "groups_open_people",
            words("groups_of", n=f"{head.open:,}", people=f"{head.people:,}"),
        )
    for least in sorted({each.least for each in audit.totals}):
        yield "groups_least", words("groups_least_value", n=least)


def _told(kind: str, names: Sequence[str], words: Words) -> Section:
    return Section(
        id=kind, title=words(kind), notes=tuple(words(f"{kind}_{name}") for name in names)
    )
