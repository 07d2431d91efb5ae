"""One conversation with a judge: asked, checked, mended at most once, then one rung lower."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from ..core.budget import NOTHING, UNKNOWN
from ..core.render import Templates, answer_message, fence, sent_digest
from ..core.validate import Reading
from ..errors import AnswerRefused, BudgetReached, JudgeUnreachable, ModeRefused, ParameterRefused
from ..message import Message, cause
from ..ports import Judge, Permit
from ..records import (
    Call,
    Outcome,
    Received,
    Record,
    Reply,
    Rung,
    Started,
    Task,
    Turn,
    Usage,
)
from .permit import FREE, costs_nothing
from .reading import (
    add_usage,
    is_flagged,
    passes_over_form,
    read_task,
    reason_of,
    repair_turn,
    told,
)
from .retrying import retrying

MOST_REPLIES = 3
_MOST_ADAPTATIONS = 8
_LONGEST = 500


async def _at_once() -> None:
    """No need to wait for a turn."""


def _unheeded(_: Reply | JudgeUnreachable) -> None:
    """Nobody minds how a call went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How to ask next: at which rung, after which earlier reply, with how much room."""

    rung: Rung
    turns: tuple[Turn, ...] = ()
    more_room: bool = False


@dataclass(slots=True, kw_only=True)
class Conversation:
    """
    What it takes to get one rating.

    `commit` makes records durable before and after each call; `pause` waits between attempts
    without holding a place among the calls in flight; `turn` is awaited before each call, and
    `heed` is told what came of it. `permit` allows each call, or ends the run.
    """

    task: Task
    judge: Judge
    templates: Templates
    secret: bytes
    commit: Callable[[list[Record]], Awaitable[None]]
    pause: Callable[[float], Awaitable[None]]
    turn: Callable[[], Awaitable[None]] = _at_once
    heed: Callable[[Reply | JudgeUnreachable], None] = _unheeded
    permit: Permit = FREE
    pending: list[Record] = field(default_factory=list)
    requests: int = 0
    retries: int = 0
    repaired: int = 0
    attempt: int = 0
    used: Usage = field(default=Usage())
    replies: int = 0
    seconds: float = 0.0
    ignored: bool = False

    async def run(self) -> Outcome:
        """
        Ask until a reply can be used, at most three times.

        A reply whose quotes were not found is asked to be mended once; if that does not help,
        the first stands, for a held rating is worth more than none. A reply that is no rating
        is mended once at its rung, then asked anew one rung lower. The last records are left in
        `pending`, to be committed with the next answer's first.
        """
        best: Outcome | None = None
        last = Outcome(key=self.task.key, reason="invalid", detail="no reply")
        way = _Way(rung=self.judge.taken.rung)
        for _ in range(MOST_REPLIES):
            try:
                reply, way = await self._reply(way)
            except (AnswerRefused, JudgeUnreachable, ModeRefused) as error:
                last = self._failed(error.reason, cause(error), way.rung)
                break
            except BudgetReached as error:
                if not self.replies:
                    raise
                # What was paid for is kept; the next call of any worker ends the run.
                last = self._failed(error.reason, cause(error), way.rung)
                break
            reading = read_task(self.task, reply)
            self._note_reply(reply, way.rung, reading)
            if reading.is_usable:
                if best is None or not reading.problems:
                    best = self._settled(reply, way.rung, reading)
                if not reading.problems or self.repaired:
                    break
                way = self._mend(way, reply, reading)
            else:
                last = self._failed(reason_of(reply), reply.detail or told(reading), way.rung)
                way = self._next(way, reply, reading)
        return self._close(best or last)

    def _next(self, way: _Way, reply: Reply, reading: Reading) -> _Way:
        """How to ask after a reply that is no rating."""
        if reply.ended != "stop":
            more_room = way.more_room or reply.ended == "truncated"
            return replace(way, turns=(), more_room=more_room)
        if passes_over_form(reply, way.rung):
            self.ignored = True
        elif not self.repaired:
            return self._mend(way, reply, reading)
        return replace(way, rung=self._lower(way.rung), turns=())

    def _mend(self, way: _Way, reply: Reply, reading: Reading) -> _Way:
        self.repaired = 1
        return replace(way, turns=(repair_turn(reply, reading, self.templates),))

    def fail(self, reason: str, detail: str) -> Outcome:
        """End without a rating, for a cause outside the conversation."""
        return self._close(self._failed(reason, detail, self.judge.taken.rung))

    def _close(self, outcome: Outcome) -> Outcome:
        outcome = replace(
            outcome,
            requests=self.requests,
            retries=self.retries,
            repaired=self.repaired,
            usage=self.used,
            seconds=self.seconds,
        )
        self.pending.append(outcome)
        return outcome

    async def _reply(self, way: _Way) -> tuple[Reply, _Way]:
        """One reply, and how it was had: parameters and rungs refused are stepped past."""
        for _ in range(_MOST_ADAPTATIONS):
            try:
                return await self._attempts(way), way
            except ParameterRefused:
                continue
            except ModeRefused:
                lower = self._lower(way.rung)
                if lower == way.rung:
                    raise
                # Others that start now need not learn it again.
                if self.judge.taken.rung == way.rung:
                    self.judge.taken = replace(self.judge.taken, rung=lower)
                way = replace(way, rung=lower, turns=())
        raise AnswerRefused(Message("the endpoint refuses every way of asking"), reason="invalid")

    async def _attempts(self, way: _Way) -> Reply:
        self.attempt += 1
        nonce = fence(self.secret, self.task.key, self.attempt, self.task.lines)
        call = Call(
            user=answer_message(self.task.lines, nonce, self.templates),
            rung=way.rung,
            turns=way.turns,
            more_room=way.more_room,
        )
        started = Started(
            key=self.task.key,
            attempt=self.attempt,
            rung=way.rung,
            dropped=self.judge.taken.dropped,
            sent=sent_digest(self.task.prompt, call),
        )
        try:
            return await self._once(call, started)
        except JudgeUnreachable as error:
            return await self._retry(call, error)

    async def _retry(self, call: Call, first: JudgeUnreachable) -> Reply:
        """Try again after *first*, as long as that can help; tenacity sees it as attempt one."""
        failures = [first]

        async def attempt() -> Reply:
            if failures:
                raise failures.pop()
            return await self._once(call)

        return await retrying(self._wait)(attempt)

    async def _once(self, call: Call, started: Started | None = None) -> Reply:
        """Make the call in its turn; *started*, where given, is committed just before."""
        if self.pending:  # a reply that was paid for does not wait for a turn
            await self._flush()
        await self.turn()
        held = await self.permit.take(self.task, call, self.judge.taken)
        used = NOTHING
        try:
            if started is not None:
                self.pending.append(started)
                await self._flush()
            self.requests += 1
            used = UNKNOWN
            reply = await self.judge.ask(self.task, call)
            used = reply.usage
        except BaseException as error:
            used = NOTHING if costs_nothing(error) else used
            if isinstance(error, JudgeUnreachable):
                self.heed(error)
            raise
        finally:
            self.permit.settle(held, used)
        self.heed(reply)
        return reply

    async def _wait(self, seconds: float) -> None:
        await self.pause(seconds)
        self.retries += 1

    async def _flush(self) -> None:
        records, self.pending = self.pending, []
        await self.commit(records)

    def _lower(self, rung: Rung) -> Rung:
        rungs = self.judge.rungs
        return rungs[min(rungs.index(rung) + 1, len(rungs) - 1)]

    def _note_reply(self, reply: Reply, rung: Rung, reading: Reading) -> None:
        self.used = add_usage(self.used, reply.usage)
        self.seconds += reply.seconds
        self.replies += 1
        ended = "" if reply.ended == "stop" else f"{reply.ended}: {reply.detail}"
        self.pending.append(
            Received(
                key=self.task.key,
                attempt=self.attempt,
                rung=rung,
                reply=reply,
                verdict="" if reading.is_usable else ended or told(reading),
            )
        )

    def _settled(self, reply: Reply, rung: Rung, reading: Reading) -> Outcome:
        return Outcome(
            key=self.task.key,
            text=reply.text,
            rater=self.judge.name,
            model=reply.model,
            rung=rung,
            attempt=self.attempt,
            is_flagged=is_flagged(reading),
        )

    def _failed(self, reason: str, detail: str, rung: Rung) -> Outcome:
        return Outcome(
            key=self.task.key,
            reason=reason,
            detail=detail if len(detail) <= _LONGEST else detail[:_LONGEST],
            rater=self.judge.name,
            rung=rung,
            attempt=self.attempt,
        )
