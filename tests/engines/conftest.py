"""Answers to carry, judges that take their time, and a store that tells what it saw."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from grader.engines.local import LocalEngine
from grader.ports import Judge, Store
from grader.records import Call, Capability, Outcome, Record, Reply, Task
from grader.stores.memory import MemoryStore
from grader.testing import ScriptedJudge
from grader.wiring import templates


class SlowJudge(ScriptedJudge):
    """A scripted judge that takes *seconds* a call, and knows how many it holds at a time."""

    def __init__(self, script: Any = None, *, seconds: float = 0.05, **options: Any) -> None:
        super().__init__(script, **options)
        self.seconds = seconds
        self.in_flight = self.peak = self.returned = 0
        self.asked_after_return: list[int] = []

    async def ask(self, task: Task, call: Call) -> Reply:
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        self.asked_after_return.append(self.returned)
        try:
            await asyncio.sleep(self.seconds)
            return await super().ask(task, call)
        finally:
            self.in_flight -= 1
            self.returned += 1


class WatchfulStore(MemoryStore):
    """A store that keeps all records in order, takes its time, and may break."""

    def __init__(self, *, seconds: float = 0.0, breaks: Callable[[Record], bool] | None = None):
        super().__init__()
        self.records: list[Record] = []
        self.groups = 0
        self._seconds = seconds
        self._breaks = breaks

    def append(self, records: Any) -> None:
        from grader.errors import StoreError

        if self._breaks and any(map(self._breaks, records)):
            raise StoreError("grader.db: the disk is full")
        time.sleep(self._seconds)
        super().append(records)
        self.records += records
        self.groups += 1


@pytest.fixture
def tasks(make_task) -> Callable[[int], list[Task]]:
    """As many tasks, each with words of its own."""

    def made(count: int, first: int = 0) -> list[Task]:
        numbers = range(first, first + count)
        return [
            make_task(f"我会先听客户说完第{n}件事。\n再核对订单，当天回访确认。") for n in numbers
        ]

    return made


@pytest.fixture
def known_store() -> MemoryStore:
    """A store that knows what the scripted judge takes: no answer needs to go first."""
    store = MemoryStore()
    store.remember(ScriptedJudge().identity, Capability(rung="json_schema"))
    return store


@pytest.fixture(scope="session")
def make_engine() -> Callable[..., LocalEngine]:
    compiled = templates("zh")
    return lambda concurrency=4: LocalEngine(compiled, concurrency=concurrency)


@pytest.fixture
def carry(make_engine) -> Callable[..., list[tuple[Task, Outcome]]]:
    """Runs the engine to its end: what it yielded, in order."""

    def run(
        some: Iterable[Task], judge: Judge, store: Store | None = None, concurrency: int = 4
    ) -> list[tuple[Task, Outcome]]:
        return list(make_engine(concurrency).run(some, judge, store or MemoryStore()))

    return run


@pytest.fixture(scope="session")
def slow_judge() -> type[SlowJudge]:
    return SlowJudge


@pytest.fixture(scope="session")
def watchful_store() -> type[WatchfulStore]:
    return WatchfulStore


@pytest.fixture
def within() -> Callable[[float], Any]:
    """Fails where the block takes longer than so many seconds."""
    from contextlib import contextmanager

    @contextmanager
    def limit(seconds: float) -> Iterator[None]:
        began = time.monotonic()
        yield
        assert time.monotonic() - began < seconds

    return limit
