"""A reply read as criteria for a question that has none."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from ...records import MOST_CRITERIA, BareItem, Criterion, Problem, Proposal, Text
from ...text import fold
from .form import read_as

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_TOLD = 64
_LONGEST = 2_000


class _CriterionForm(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    why: str
    id: str
    description: str
    dimension: str
    label: str
    points: float

    @property
    def worth(self) -> Decimal:
        """The points as they were written."""
        return Decimal(str(self.points))


class _ProposalForm(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    criteria: list[_CriterionForm]


def read_proposal(
    text: str, bare: BareItem, dimensions: Collection[str]
) -> Proposal | tuple[Problem, ...]:
    """
    *text* as criteria for *bare*, else what is wrong with it, for the judge to mend.

    They sum to its points exactly, are at most eight, all different, and tagged with one of
    *dimensions*. Nothing is rounded, scaled or made up to fit.
    """
    form = read_as(text, _ProposalForm)
    if isinstance(form, list):
        return tuple(form)
    problems = tuple(_problems(form, bare, dimensions))
    if problems:
        return problems
    criteria = tuple(_criterion(each) for each in form.criteria)
    return Proposal(
        criteria=criteria,
        by="judge",
        why=tuple(" ".join(each.why.split())[:_LONGEST] for each in form.criteria),
    )


def _criterion(form: _CriterionForm) -> Criterion:
    label = form.label.strip() if form.dimension == "other" else ""
    description = form.description.strip()
    return Criterion(
        id=form.id,
        points=form.worth,
        dimension=form.dimension,
        label=Text(label, label),
        description=Text(description, description),
        status="proposed",
    )


def _problems(
    form: _ProposalForm, bare: BareItem, dimensions: Collection[str]
) -> Iterator[Problem]:
    if not 1 <= len(form.criteria) <= MOST_CRITERIA:
        yield Problem("many", "criteria", str(len(form.criteria)))
        return
    ids: set[str] = set()
    texts: set[str] = set()
    for number, each in enumerate(form.criteria):
        where = f"criteria.{number}"
        yield from _own_problems(each, where, dimensions)
        said = fold(each.description).text
        if each.id in ids or said in texts:
            yield Problem("twice", where, (each.id if each.id in ids else said)[:_MOST_TOLD])
        ids.add(each.id)
        texts.add(said)
    total = sum((each.worth for each in form.criteria), Decimal(0))
    if total != bare.points:
        yield Problem("sum", "criteria", f"{total.normalize():f}"[:_MOST_TOLD])


def _own_problems(
    form: _CriterionForm, where: str, dimensions: Collection[str]
) -> Iterator[Problem]:
    if not _ID.fullmatch(form.id):
        yield Problem("form", f"{where}.id", form.id[:_MOST_TOLD])
    if not form.description.strip() or len(form.description) > _LONGEST:
        yield Problem("form", f"{where}.description", form.description[:_MOST_TOLD])
    if form.dimension not in dimensions:
        yield Problem("dimension", f"{where}.dimension", form.dimension[:_MOST_TOLD])
    if form.dimension == "other" and not form.label.strip():
        yield Problem("missing", f"{where}.label")
    if not 0 < form.worth <= 1000 or form.worth != round(form.worth, 4):
        yield Problem("form", f"{where}.points", f"{form.points:g}")
