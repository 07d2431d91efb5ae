"""The loop's side of the local engine: its workers, what they learn, and reasons to stop."""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..core.failures import FORESEEN
from ..core.render import Templates
from ..errors import JudgeStopped
from ..message import Message
from ..ports import Judge, Permit, Store
from ..records import Outcome, Pace, Task
from .conversation import Conversation
from .ledger import Ledger
from .pacer import Pacer
from .permit import FREE
from .places import Places
from .seat import Traffic
from .worker import Probe, Worker, Workplace

# So many first answers failing for one reason mean that the cause is common to all.
ALIKE = 5


class Session:
    """
    One run on one event loop; `main` runs there, the other methods are for the caller's thread.

    There are twice as many workers as places, so that pauses leave no place empty.
    """

    def __init__(
        self,
        judge: Judge,
        store: Store,
        templates: Templates,
        concurrency: int,
        permit: Permit = FREE,
    ) -> None:
        self._judge = judge
        self._store = store
        self._templates = templates
        self._concurrency = concurrency
        self._permit = permit
        self._loop: asyncio.AbstractEventLoop | None = None
        self._started = threading.Event()
        self._workers: list[asyncio.Task[None]] = []
        self._shared: Workplace | None = None
        self._early: list[str] = []
        self._has_settled = False
        self.outbox: queue.SimpleQueue[tuple[Task, Outcome]] = queue.SimpleQueue()
        self.fault: BaseException | None = None
        self.ended = threading.Event()

    def submit(self, tasks: Sequence[Task]) -> None:
        """Hand *tasks* to the workers."""
        if tasks:
            self._on_loop(lambda shared: _put(shared, tasks))

    def drain(self) -> None:
        """Begin no further task; end when those begun have ended."""
        self._on_loop(self._drain)

    @property
    def pace(self) -> Pace:
        """How the calls go now."""
        shared = self._shared
        if shared is None:
            return Pace(ceiling=self._concurrency)
        places = shared.traffic.places
        return Pace(
            in_flight=places.in_use,
            peak=places.peak,
            places=int(places.size),
            ceiling=places.ceiling,
            per_second=shared.traffic.pacer.rate,
        )

    def cancel(self) -> None:
        """Let go of the calls in flight as well."""
        self._on_loop(lambda _: [worker.cancel() for worker in self._workers])

    def _on_loop(self, what: Callable[[Workplace], object]) -> None:
        self._started.wait()
        loop, shared = self._loop, self._shared
        if loop is None or shared is None or self.ended.is_set():
            return
        try:
            loop.call_soon_threadsafe(what, shared)
        except RuntimeError:  # the loop closed in between: nothing is left to tell
            return

    async def main(self) -> None:
        """Work until drained."""
        ledger = Ledger(self._store)
        try:
            self._loop = asyncio.get_running_loop()
            self._shared = self._workplace(ledger)
            self._workers = [
                asyncio.create_task(self._work(self._shared)) for _ in range(2 * self._concurrency)
            ]
            self._started.set()
            await asyncio.gather(*self._workers, return_exceptions=True)
            await self._judge.close()
        except BaseException as fault:  # noqa: BLE001 - the caller's thread raises it
            self.fault = self.fault or fault
        finally:
            ledger.close()
            self.ended.set()
            self._started.set()

    def _workplace(self, ledger: Ledger) -> Workplace:
        known = self._store.recall(self._judge.identity)
        if known is not None and known.rung in self._judge.rungs:
            self._judge.taken = known
        return Workplace(
            judge=self._judge,
            templates=self._templates,
            secret=self._store.secret,
            inbox=asyncio.Queue(),
            traffic=Traffic(
                places=Places(self._concurrency), pacer=Pacer(asyncio.get_running_loop().time)
            ),
            probe=Probe(is_done=known is not None or len(self._judge.rungs) == 1),
            ledger=ledger,
            emit=lambda task, outcome: self.outbox.put((task, outcome)),
            note=self._note,
            permit=self._permit,
        )

    async def _work(self, shared: Workplace) -> None:
        try:
            await Worker(shared=shared).work()
        except asyncio.CancelledError:
            raise
        except BaseException as fault:  # noqa: BLE001 - kept for the caller; the others come to an end
            if isinstance(fault, JudgeStopped) and isinstance(self.fault, JudgeStopped):
                self.fault.requests += fault.requests
            self.fault = self.fault or fault
            self._drain(shared)
            if not isinstance(fault, JudgeStopped):
                for worker in self._workers:
                    worker.cancel()

    def _is_draining(self) -> bool:
        return self._shared is not None and self._shared.is_draining

    def _drain(self, shared: Workplace) -> None:
        shared.traffic.draining.set()
        for _ in self._workers:
            shared.inbox.put_nowait(None)

    def _note(self, outcome: Outcome, conversation: Conversation) -> None:
        """Learn from how a conversation ended: what the judge takes, and when to stop."""
        if self._has_settled or (outcome.reason == "not_reached" and self._is_draining()):
            return
        if outcome.reason in FORESEEN:
            return
        if not outcome.is_usable:
            self._early.append(outcome.reason)
            if len(self._early) >= ALIKE and len(set(self._early)) == 1:
                raise JudgeStopped(
                    "the first {count} answers failed alike ({cause}): {detail}",
                    count=ALIKE,
                    cause=Message(outcome.reason),
                    detail=outcome.detail,
                )
            return
        self._has_settled = True
        judge = self._judge
        if conversation.ignored:
            judge.taken = replace(judge.taken, rung=outcome.rung)
        self._store.remember(judge.identity, judge.taken)


def _put(shared: Workplace, tasks: Sequence[Task]) -> None:
    for task in tasks:
        shared.inbox.put_nowait(task)
