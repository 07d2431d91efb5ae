"""The engine of one machine: a background thread, an event loop, and a bounded set of calls."""

import asyncio
import queue
import threading
from collections.abc import Iterable, Iterator
from itertools import islice

from ..core.render import Templates
from ..ports import Judge, Permit, Store
from ..records import Outcome, Pace, Task
from .permit import FREE
from .session import Session

_LOOK_S = 0.2


class LocalEngine:
    """
    Carries tasks to a judge with at most *concurrency* calls on the wire.

    Tasks are pulled as places come free, so an endless iterable is fine; nothing is held but
    what is under way.
    """

    def __init__(
        self, templates: Templates, *, concurrency: int = 32, permit: Permit | None = None
    ) -> None:
        self._templates = templates
        self._concurrency = concurrency
        self._permit = FREE if permit is None else permit
        self._stopping = threading.Event()
        self._session: Session | None = None
        self._last_pace = Pace(ceiling=concurrency)

    @property
    def is_stopping(self) -> bool:
        """True once it was told to stop."""
        return self._stopping.is_set()

    @property
    def pace(self) -> Pace:
        """How the calls go now, or went last."""
        return self._session.pace if self._session is not None else self._last_pace

    def stop(self) -> None:
        """Send nothing more; `run` ends when what is in flight has come back."""
        self._stopping.set()
        if self._session is not None:
            self._session.drain()

    def cancel(self) -> None:
        """Let go of what is in flight as well."""
        self._stopping.set()
        if self._session is not None:
            self._session.cancel()

    def run(
        self, tasks: Iterable[Task], judge: Judge, store: Store
    ) -> Iterator[tuple[Task, Outcome]]:
        """Yield one outcome per task, as they come; see `ports.Engine`."""
        session = self._session = Session(
            judge, store, self._templates, self._concurrency, self._permit
        )
        thread = threading.Thread(
            target=lambda: asyncio.run(session.main()), name="grader-engine", daemon=True
        )
        thread.start()
        try:
            yield from self._carry(iter(tasks), session)
        except KeyboardInterrupt:
            # Whoever interrupts does not want to wait for the call that takes too long.
            session.cancel()
            raise
        finally:
            session.drain()
            thread.join()
            self._last_pace = session.pace
            self._session = None
        if session.fault is not None:
            raise session.fault

    def _carry(self, tasks: Iterator[Task], session: Session) -> Iterator[tuple[Task, Outcome]]:
        under_way, ready = 0, 4 * self._concurrency
        waiting: dict[str, list[Task]] = {}
        while True:
            if not self._stopping.is_set():
                new = list(islice(tasks, max(0, ready - under_way)))
                under_way += len(new)
                session.submit([task for task in new if _is_first(task, waiting)])
            if not under_way:
                return
            for task, outcome in _arrived(session):
                for same in waiting.pop(task.key):
                    under_way -= 1
                    yield same, outcome
            if session.ended.is_set() and session.outbox.empty():
                return


def _is_first(task: Task, waiting: dict[str, list[Task]]) -> bool:
    """True for the first of several tasks with one key; the others wait for its outcome."""
    waiting.setdefault(task.key, []).append(task)
    return len(waiting[task.key]) == 1


def _arrived(session: Session) -> list[tuple[Task, Outcome]]:
    """What has come back, waiting a moment for the first (a signal must get its turn)."""
    try:
        some = [session.outbox.get(timeout=_LOOK_S)]
    except queue.Empty:
        return []
    while True:
        try:
            some.append(session.outbox.get_nowait())
        except queue.Empty:
            return some
