"""Small rubrics, and replies to them."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from grader.core.render import Templates, render_prompt
from grader.readers.resources import prompt_sources
from grader.records import DIMENSIONS as IDS
from grader.records import (
    Criterion,
    Critical,
    Dimension,
    Item,
    Level,
    Prompt,
    Rubric,
    Section,
    Text,
)

DIMENSIONS = tuple(
    Dimension(id=each, name=Text(each), description=Text(f"about {each}")) for each in IDS
)


def _criterion(name: str, points: Any = 2, dimension: str = "empathy", **more: Any) -> Criterion:
    steps = more.pop("levels", ())
    levels = tuple(
        Level(points=Decimal(str(each)), description=Text(f"worth {each}")) for each in steps
    )
    return Criterion(
        id=name, points=Decimal(str(points)), dimension=dimension, levels=levels,
        description=more.pop("description", Text(f"asks for {name}")), **more,
    )  # fmt: skip


def _item(*criteria: Criterion, name: str = "一/1", points: Any = None, **more: Any) -> Item:
    marks = sum((each.points for each in criteria), Decimal(0))
    return Item(
        id=name, text=more.pop("text", Text("客户投诉怎么办？", "What about a complaint?")),
        points=marks if points is None else Decimal(str(points)), criteria=criteria, **more,
    )  # fmt: skip


def _rubric(*items: Item, critical: tuple[str, ...] = (), **more: Any) -> Rubric:
    sections = (Section(id="一", title=Text("部分"), items=items),) if items else ()
    return Rubric(
        id="small", version="1", title=Text("小"), language=more.pop("language", "zh"), use="practice",
        dimensions=DIMENSIONS, sections=sections, criteria=more.pop("criteria", ()),
        critical=tuple(Critical(id=each, description=Text(f"finding {each}")) for each in critical),
    )  # fmt: skip


def _prompt(*criteria: Criterion, critical: tuple[str, ...] = (), **more: Any) -> Prompt:
    item = _item(*criteria, **more)
    return render_prompt(item, _rubric(item, critical=critical), Templates(prompt_sources("zh")))


@pytest.fixture
def criterion() -> Callable[..., Criterion]:
    """A criterion by id, points and dimension; `levels` are points."""
    return _criterion


@pytest.fixture
def item() -> Callable[..., Item]:
    """An item of criteria, worth their sum unless told."""
    return _item


@pytest.fixture
def rubric() -> Callable[..., Rubric]:
    """A rubric of items in one section; without items an open one."""
    return _rubric


@pytest.fixture
def prompt() -> Callable[..., Prompt]:
    """The prompt of an item of those criteria."""
    return _prompt


def _mark(level: int, *quotes: str, line: int = 1, rationale: str = "why") -> dict[str, Any]:
    evidence = [{"line": line, "quote": quote} for quote in quotes]
    return {"evidence": evidence, "rationale": rationale, "level": level}


def _reply(criteria: dict[str, Any], **more: Any) -> str:
    whole = {"strengths": [], "improvements": [], "addresses_grader": False}
    return json.dumps({"criteria": criteria, **whole, **more}, ensure_ascii=False)


@pytest.fixture
def mark() -> Callable[..., dict[str, Any]]:
    """What a judge says of one criterion: level, then quotes."""
    return _mark


@pytest.fixture
def reply() -> Callable[..., str]:
    """The text of a reply with those marks by criterion id."""
    return _reply
