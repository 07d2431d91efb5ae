"""The held-out corpora, read once."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Sample:
    """One text: an attack with its `payload`, or a benign one that looks like an attack."""

    id: str
    kind: str
    category: str
    language: str
    text: str
    payload: str


@cache
def read(name: str) -> tuple[Sample, ...]:
    path = Path(__file__).with_name(f"{name}.jsonl")
    lines = path.read_text(encoding="utf-8").split("\n")
    return tuple(Sample(**json.loads(line)) for line in lines if line)


@pytest.fixture(scope="session")
def first() -> tuple[Sample, ...]:
    """The corpus that the rates in docs/en/trust.md were measured on, once."""
    return read("first")


@pytest.fixture(scope="session")
def second() -> tuple[Sample, ...]:
    """The reserve."""
    return read("second")


@pytest.fixture(scope="session")
def third() -> tuple[Sample, ...]:
    """Written blind by another hand; an id that ends with s is an attack written to go unnoticed."""
    return read("third")


@pytest.fixture(scope="session")
def fourth() -> tuple[Sample, ...]:
    """Written blind like the third; a mere courtesy to the reader counts as benign."""
    return read("fourth")


@pytest.fixture(scope="session")
def samples(first, second, third, fourth) -> tuple[Sample, ...]:
    """All of them."""
    return first + second + third + fourth
