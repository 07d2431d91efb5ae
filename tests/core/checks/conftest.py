"""Rubrics that ship with grader, and what the checks see in a text."""

from functools import cache
from pathlib import Path

import pytest

from grader.core.checks import CONTENT
from grader.readers.resources import find_rubric, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer


@cache
def rubric(name):
    return load_rubric(Path(find_rubric(name)))


@cache
def items():
    """Every item of every shipped rubric."""
    return [item for name in shipped_rubrics() for item in rubric(name).items]


@pytest.fixture(scope="session")
def shipped():
    return items()


@pytest.fixture(scope="session")
def service():
    """The items of the rubric that the example answers are to."""
    return rubric("service-manager").by_id


@pytest.fixture(scope="session")
def open_item():
    """An item of the rubric that grades any question."""
    return rubric("customer-service").item


@pytest.fixture(scope="session")
def seen():
    """What the content checks see in *text* as an answer to *item*."""

    def look(text, item, language="zh"):
        answer = Answer(candidate_id="A", item_id=item.id, text=text)
        return [each for check in CONTENT for each in check(answer, item, language)]

    return look


@pytest.fixture(scope="session")
def flags(seen):
    return lambda text, item, language="zh": {each.flag for each in seen(text, item, language)}
