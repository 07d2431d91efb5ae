"""One worker: takes a task, holds its conversation, sees its records committed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from ..core.render import Templates
from ..errors import GraderError, JudgeStopped
from ..ports import Judge, Permit
from ..records import Outcome, Record, Task
from .conversation import Conversation
from .ledger import Ledger
from .permit import FREE
from .seat import Seat, Traffic


class Probe:
    """Lets the first answer go alone, so that what it learns of the endpoint serves the rest."""

    def __init__(self, *, is_done: bool) -> None:
        self._done = asyncio.Event()
        self._has_begun = is_done
        if is_done:
            self._done.set()

    async def wait_turn(self) -> None:
        """Return at once for the first to come, for the others when it has ended."""
        if self._has_begun:
            await self._done.wait()
        self._has_begun = True

    def end(self) -> None:
        """Let the others go."""
        self._done.set()


@dataclass(slots=True, kw_only=True)
class Workplace:
    """What the workers of one run share."""

    judge: Judge
    templates: Templates
    secret: bytes
    inbox: "asyncio.Queue[Task | None]"
    traffic: Traffic
    probe: Probe
    ledger: Ledger
    emit: Callable[[Task, Outcome], None]
    note: Callable[[Outcome, Conversation], None]
    permit: Permit = FREE

    @property
    def is_draining(self) -> bool:
        """True once no further task is to be begun."""
        return self.traffic.draining.is_set()


@dataclass(slots=True, kw_only=True)
class Worker:
    """
    Rates one task after another.

    The last records of a conversation are committed together with the first of the next, or at
    once when nothing is waiting; an outcome is handed on only when it is durable.
    """

    shared: Workplace
    pending: list[Record] = field(default_factory=list)
    finished: list[tuple[Task, Outcome]] = field(default_factory=list)
    seat: Seat = field(init=False)

    def __post_init__(self) -> None:
        self.seat = Seat(traffic=self.shared.traffic, settle=self._settle)

    async def work(self) -> None:
        """Rate until the run drains."""
        try:
            while (task := await self._next()) is not None:
                await self._rate(task)
        except JudgeStopped:
            await self._settle()  # what was paid for is kept
            raise
        finally:
            self.seat.leave()

    async def _next(self) -> Task | None:
        inbox = self.shared.inbox
        if inbox.empty() or self.shared.is_draining:
            await self._settle()
            self.seat.leave()
        if self.shared.is_draining:
            return None
        task = await inbox.get()
        return None if self.shared.is_draining else task

    async def _rate(self, task: Task) -> None:
        shared = self.shared
        await shared.probe.wait_turn()
        await self.seat.take()
        if shared.is_draining:  # while it waited for its turn
            return
        conversation = Conversation(
            task=task,
            judge=shared.judge,
            templates=shared.templates,
            secret=shared.secret,
            commit=self._commit,
            pause=self.seat.pause,
            permit=shared.permit,
            turn=self.seat.turn,
            heed=self.seat.heed,
        )
        try:
            outcome = await self._outcome(conversation)
        finally:
            shared.probe.end()
        # One that was stopped before its first call has committed nothing of the one before.
        self.pending += conversation.pending
        self.finished.append((task, outcome))
        shared.note(outcome, conversation)

    async def _outcome(self, conversation: Conversation) -> Outcome:
        try:
            return await conversation.run()
        except JudgeStopped as stopped:
            stopped.requests = conversation.requests
            raise
        except GraderError:
            raise
        except Exception as error:  # noqa: BLE001 - one answer never ends a run
            detail = f"a defect of grader: {type(error).__name__}: {error}"
            return conversation.fail("invalid", detail[:500])

    async def _commit(self, records: list[Record]) -> None:
        records = [*self.pending, *records]
        self.pending = []
        if records:
            await self.shared.ledger.commit(records)
        finished, self.finished = self.finished, []
        for task, outcome in finished:
            self.shared.emit(task, outcome)

    async def _settle(self) -> None:
        await self._commit([])
