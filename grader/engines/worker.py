"""One worker: takes a task, holds its conversation, sees its records committed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from ..core.render import Templates
from ..errors import AnswerRefused, GraderError, JudgeUnreachable
from ..ports import Judge, Permit
from ..records import Outcome, Record, Reply, Task
from .conversation import Conversation
from .ledger import Ledger
from .pacer import Pacer
from .permit import FREE
from .places import Places

# Not worth the cost of watching for the end of the run.
_SHORT_S = 0.1


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
    places: Places
    pacer: Pacer
    probe: Probe
    ledger: Ledger
    emit: Callable[[Task, Outcome], None]
    note: Callable[[Outcome, Conversation], None]
    permit: Permit = FREE
    draining: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_draining(self) -> bool:
        """True once no further task is to be begun."""
        return self.draining.is_set()

    def heed(self, result: Reply | JudgeUnreachable) -> None:
        """Let the pace follow what came of a call."""
        if isinstance(result, Reply):
            self.places.succeed()
            self.pacer.succeed(result.allowance)
            self.pacer.spread(result.seconds / self.places.size)
        elif result.status in {429, 503}:
            self.places.refuse()
            # A 503 tells of a moment (a model being loaded), a 429 of a limit.
            self.pacer.refuse(result.retry_after_s, learns=result.status == 429)


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
    has_place: bool = False

    async def work(self) -> None:
        """Rate until the run drains."""
        try:
            while (task := await self._next()) is not None:
                await self._rate(task)
        finally:
            self._leave()

    async def _next(self) -> Task | None:
        inbox = self.shared.inbox
        if inbox.empty() or self.shared.is_draining:
            await self._commit([])
            self._leave()
        if self.shared.is_draining:
            return None
        task = await inbox.get()
        return None if self.shared.is_draining else task

    async def _rate(self, task: Task) -> None:
        shared = self.shared
        await shared.probe.wait_turn()
        await self._take_place()
        if shared.is_draining:  # while it waited for its turn
            return
        conversation = Conversation(
            task=task,
            judge=shared.judge,
            templates=shared.templates,
            secret=shared.secret,
            commit=self._commit,
            pause=self._pause,
            permit=shared.permit,
            turn=self._turn,
            heed=shared.heed,
        )
        try:
            outcome = await self._outcome(conversation)
        finally:
            shared.probe.end()
        self.pending = conversation.pending
        self.finished.append((task, outcome))
        try:
            shared.note(outcome, conversation)
        except GraderError:
            await self._commit([])
            raise

    async def _outcome(self, conversation: Conversation) -> Outcome:
        try:
            return await conversation.run()
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

    async def _pause(self, seconds: float) -> None:
        """Wait without a place."""
        self._leave()
        await self._sleep(seconds)
        await self._take_place()
        self._check_wanted()

    async def _turn(self) -> None:
        """Wait for the call's turn; the place is kept, for nobody else may go before it."""
        pacer = self.shared.pacer
        booked = pacer.book()
        while (seconds := pacer.wait_s(booked)) > 0:
            await self._sleep(seconds)
            if pacer.is_void(booked):
                booked = pacer.book()

    async def _sleep(self, seconds: float) -> None:
        """Wait; a run that drains does not, and sends nothing after it."""
        if seconds < _SHORT_S:
            await asyncio.sleep(seconds)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.shared.draining.wait(), seconds)
        self._check_wanted()

    def _check_wanted(self) -> None:
        if self.shared.is_draining:
            raise AnswerRefused("stopped while waiting to try again", reason="not_reached")

    async def _take_place(self) -> None:
        if not self.has_place:
            await self.shared.places.acquire()
            self.has_place = True

    def _leave(self) -> None:
        if self.has_place:
            self.shared.places.release()
            self.has_place = False
