"""The whole page of a calibration, in every form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...records import Language, Rubric, Statistics
from ...records.agreement import Calibration
from ..measure import Document, Section, write_document
from ..page import Look
from ..views import Words
from ..views.wording import moment
from .beside import cut_section, items_section, pairs_section, runs_section
from .charts import confusion_section, differences_section, intervals_section
from .naming import Naming
from .seen import compared_section, seen_section, verdict_told
from .tables import tables_section

_GLOSSARY = ("qwk", "r", "within", "exact", "near", "smd", "mae", "bias", "limits", "lost",
             "alpha", "icc", "interval", "undefined")  # fmt: skip
_LIMITS = ("truth", "fairness", "small", "same_people", "chosen", "others", "decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationPage:
    """
    What a page of a calibration is made of.

    `labels` are the report's and those of `measure`, by name. `statistics` are the run's, for the
    item analysis; `more` are sections that stand before what the figures mean.
    """

    calibration: Calibration
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    statistics: Statistics | None = None
    more: Sequence[Section] = ()


def write_calibration(
    folder: Path,
    page: CalibrationPage,
    formats: Sequence[str] = ("html", "md", "xlsx"),
    *,
    name: str = "calibration",
) -> tuple[Path, ...]:
    """
    Write *page* into *folder* as files called *name*; returns them in the order of *formats*.

    Raises:
        StoreError: the folder or disk does not take them.
    """
    look = Look(
        folder=folder, rubric=page.rubric, language=page.language, labels=page.labels,
        judge=page.calibration.judge,
    )  # fmt: skip
    return write_document(name, calibration_document(page), look, formats)


def calibration_document(page: CalibrationPage) -> Document:
    """*page* as sections: what was seen first, then every figure, then what it does not show."""
    words = Words(page.labels, page.language, page.rubric)
    of, naming = page.calibration, Naming(page.rubric, words)
    sections = (
        seen_section(of, words),
        compared_section(of, words),
        intervals_section(of, words, naming),
        tables_section(of, words, naming),
        differences_section(of, words),
        confusion_section(of, words, naming),
        pairs_section(of, words),
        cut_section(of, words),
        runs_section(of, words),
        items_section(page.statistics, words),
        *page.more,
        _told("meaning", _GLOSSARY, words),
        _told("limits", _LIMITS, words),
    )
    return Document(
        title=page.rubric.title.of(page.language) or page.rubric.id,
        kicker=words("calibration"),
        language=page.language,
        verdict=verdict_told(of, words),
        notice=words("baseline_notice") if of.judge.startswith("baseline") else "",
        sections=tuple(each for each in sections if each is not None),
        footer=(words("measured_rounding"), words("no_recommendation"),
                words("measured_when", when=moment(of.when))),
        when=of.when,
    )  # fmt: skip


def _told(kind: str, names: Sequence[str], words: Words) -> Section:
    return Section(
        id=kind, title=words(kind), notes=tuple(words(f"{kind}_{name}") for name in names)
    )
