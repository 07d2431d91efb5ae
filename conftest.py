"""What pytest opens, and how quickly: each worker of a run collects all tests by itself."""

import gc
from collections.abc import Generator
from pathlib import Path

import pytest

_PACKAGE = Path(__file__).parent / "grader"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out what holds no example: opening it would import it, and all that it needs."""
    if collection_path.suffix != ".py" or not collection_path.is_relative_to(_PACKAGE):
        return None
    return b">>> " not in collection_path.read_bytes() or None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep what is collected, which stays to the end, out of every look for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
