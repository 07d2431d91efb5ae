"""The whole page of outcomes by group, in every form: one that can be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...records import Language, Rubric
from ...records.agreement import Unit
from ...records.outcome import Outcomes
from ..measure import Document, Section, write_document
from ..page import Look
from ..views import Words
from ..views.wording import moment
from .differences import differences_section
from .law import fifths_section, law_section
from .naming import columns_of, counts_told

_GLOSSARY = ("difference", "smd", "rate", "ratio", "p", "undefined")
_LIMITS = ("cause", "small", "open", "many", "law", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """
    What a page of outcomes by group is made of; it names nobody.

    `outcomes` are of columns and of several together, in `unit`. `rubric_name`, `judge` and
    `prompt` say what graded, `run_when` and `when` at which moment it did and the figures were
    made, `source` where the groups come from. `labels` are the report's and those of `measure`.
    `more` are sections that stand before what the figures mean.
    """

    outcomes: Sequence[Outcomes]
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    judge: str
    when: str
    run_when: str = ""
    rubric_name: str = ""
    prompt: str = ""
    source: str = ""
    unit: Unit = "points"
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
                judge=page.judge)  # fmt: skip
    return write_document(name, audit_document(page), look, formats)


def audit_document(page: AuditPage) -> Document:
    """*page* as sections: differences with intervals first, ratios after."""
    words = Words(page.labels, page.language, page.rubric)
    sections = (
        _what(page, words),
        differences_section(page.outcomes, page.unit, words),
        law_section(page.outcomes, page.unit, words),
        fifths_section(page.outcomes, words),
        *page.more,
        _told("audit_meaning", _GLOSSARY, words),
        _told("audit_limits", _LIMITS, words),
    )
    return Document(
        title=page.rubric.title.of(page.language) or page.rubric.id,
        kicker=words("audit"),
        language=page.language,
        verdict=_verdict(page, words),
        notice=words("baseline_notice") if page.judge.startswith("baseline") else "",
        sections=sections,
        footer=(words("measured_rounding"), words("no_recommendation"),
                words("measured_when", when=moment(page.when))),
        when=page.when,
    )  # fmt: skip


def _verdict(page: AuditPage, words: Words) -> str:
    """How many people there are, in how many groups too small to tell."""
    every = page.outcomes
    small = sum(group.is_small for each in every for group in each.groups)
    least = max((each.least for each in every), default=0)
    return words(
        "audit_verdict",
        people=f"{max((each.people for each in every), default=0):,}",
        scored=f"{max((each.scored for each in every), default=0):,}",
        columns=words.join([columns_of(each, words) for each in every]) or words("none"),
        small=words("audit_small", n=small, least=least) if small else "",
    )


def _what(page: AuditPage, words: Words) -> Section:
    facts = [
        ("audit_rubric", page.rubric_name or page.rubric.id),
        ("audit_judge", words.rater(page.judge)),
        ("audit_prompt", page.prompt),
        ("audit_run", moment(page.run_when)),
        ("audit_when", moment(page.when)),
        ("audit_source", page.source),
        ("audit_unit", words(f"audit_unit_{page.unit}")),
        *(("audit_least", words("audit_least_value", n=least))
          for least in sorted({each.least for each in page.outcomes})),
    ]  # fmt: skip
    return Section(
        id="audited",
        title=words("audit_what"),
        told=(words("audit_what_told"),),
        notes=tuple(counts_told(each, page.unit, words) for each in page.outcomes),
        facts=tuple((words(name), value) for name, value in facts if value),
    )


def _told(kind: str, names: Sequence[str], words: Words) -> Section:
    return Section(
        id=kind, title=words(kind), notes=tuple(words(f"{kind}_{name}") for name in names)
    )
