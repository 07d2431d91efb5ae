"""The form of a rubric file: which keys there are and what each holds."""

import math
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from ...message import Message

Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^\S(?:.*\S)?$")]
# Criterion ids become keys of a JSON schema, which some servers take in ASCII only.
CriterionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
DimensionId = Literal["empathy", "process", "coordination", "closure", "other"]


def _points(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(Message("give a number of points"))  # noqa: TRY004 - pydantic reads ValueError
    if not math.isfinite(value) or not 0 <= value <= 1000 or round(value, 4) != value:
        raise ValueError(Message("give points from 0 to 1000 with at most 4 decimal places"))
    return Decimal(str(value))


Points = Annotated[Decimal, BeforeValidator(_points)]


class Strict(BaseModel):
    """No unknown keys, no conversions."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TextForm(Strict):
    """A text in both languages, or in one."""

    zh: str = ""
    en: str = ""


def _text(value: object) -> object:
    return {"zh": value, "en": value} if isinstance(value, str) else value


BothTexts = Annotated[TextForm, BeforeValidator(_text)]


class DimensionForm(Strict):
    """A dimension's name and what it means."""

    name: BothTexts
    description: BothTexts


class LevelForm(Strict):
    """A score point and the behaviour it stands for."""

    points: Points
    description: BothTexts


class CriterionForm(Strict):
    """A scoring point."""

    id: CriterionId
    points: Points
    dimension: DimensionId
    description: BothTexts
    label: BothTexts = TextForm()
    levels: list[LevelForm] = []
    indicators: list[BothTexts] = []
    evidence: Literal["span", "whole", "none"] = "span"
    status: Literal["proposed"] | None = None


class ItemForm(Strict):
    """A question."""

    id: Id
    text: BothTexts
    points: Points
    criteria: list[CriterionForm] = []
    reference: BothTexts = TextForm()
    source: str = ""
    points_source: Literal["document", "ours"] | None = None
    over: Literal["scale", "raise", "choose"] | None = None
    notes: list[str] = []


class ClosedForm(Strict):
    """A question with one right answer, kept but not graded."""

    id: Id
    kind: Literal["choice", "true_false", "blank"]
    text: BothTexts
    points: Points | None = None
    options: list[str] = []
    answer: str = ""


class DeclaredForm(Strict):
    """What a section's heading says of it."""

    items: Annotated[int, Field(ge=0, le=1000)] | None = None
    points_each: Points | None = None
    points: Points | None = None


class SectionForm(Strict):
    """A part of the paper."""

    id: Id
    title: BothTexts
    items: list[ItemForm] = []
    closed: list[ClosedForm] = []
    declared: DeclaredForm = DeclaredForm()
    notes: list[str] = []


class CriticalForm(Strict):
    """A behaviour that needs a person."""

    id: CriterionId
    description: BothTexts


def _known_points(value: object) -> object:
    if not isinstance(value, dict):
        return _points(value)
    return {name: _points(each) for name, each in value.items()}


class ControlForm(Strict):
    """An answer with known points: by criterion, or of the whole item."""

    id: Id
    kind: Literal["anchor", "generic"]
    text: BothTexts
    points: Annotated[Decimal | dict[CriterionId, Decimal], BeforeValidator(_known_points)]
    item: str = ""
    question: BothTexts = TextForm()
    why: BothTexts = TextForm()


def _share(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError(Message("give a share above 0 and up to 1"))
    return Decimal(str(value))


class MinimumForm(Strict):
    """Points of a dimension or section below which a person looks."""

    dimension: DimensionId | None = None
    section: Id | None = None
    points: Points | None = None
    share: Annotated[Decimal, BeforeValidator(_share)] | None = None


class AdjudicationForm(Strict):
    """What stands of several ratings."""

    rule: Literal["lower_middle"] = "lower_middle"
    tolerance: Annotated[int, Field(ge=0, le=9)] = 1
    people_tolerance: Annotated[int, Field(ge=0, le=9)] = 0


class RubricForm(Strict):
    """A rubric file."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
    version: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    title: BothTexts
    language: Literal["zh", "en"]
    use: Literal["practice", "selection"]
    dimensions: dict[DimensionId, DimensionForm]
    criteria: list[CriterionForm] = []
    sections: list[SectionForm] = []
    critical: list[CriticalForm] = []
    controls: list[ControlForm] = []
    minima: list[MinimumForm] = []
    adjudication: AdjudicationForm = AdjudicationForm()
    notes: list[str] = []
