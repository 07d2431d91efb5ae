"""The pace against endpoints that refuse, in simulated time: half an hour takes a second."""

import asyncio
import random
import selectors
from collections import Counter, deque
from dataclasses import dataclass
from typing import ClassVar

import pytest

from grader.engines.chance import probability_of_runs
from grader.engines.pacer import Pacer
from grader.engines.places import Places
from grader.engines.retrying import retrying
from grader.engines.seat import Seat, Traffic
from grader.errors import JudgeUnreachable
from grader.records import Allowance, Reply


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next thing to do instead of waiting for it."""

    def __init__(self):
        super().__init__(selectors.SelectSelector())
        self.now = 0.0
        select = self._selector.select

        def jump(timeout=None):
            if timeout and timeout > 0:
                self.now += timeout
            return select(0)

        self._selector.select = jump

    def time(self):
        return self.now


class Sliding:
    """Takes so many in any 60 seconds."""

    def __init__(self, per_minute):
        self.per_minute, self.taken = per_minute, deque()

    def wait_s(self, now):
        """Seconds until one would be taken; 0 takes this one."""
        while self.taken and self.taken[0] <= now - 60:
            self.taken.popleft()
        if len(self.taken) < self.per_minute:
            self.taken.append(now)
            return 0
        return self.taken[0] + 60 - now


class Bucket:
    """Takes a minute's worth at once, and is refilled evenly."""

    def __init__(self, per_minute):
        self.per_minute, self.left, self.seen = per_minute, float(per_minute), 0.0

    def wait_s(self, now):
        """Seconds until one would be taken; 0 takes this one."""
        self.left = min(self.per_minute, self.left + (now - self.seen) * self.per_minute / 60)
        self.seen = now
        if self.left >= 1:
            self.left -= 1
            return 0
        return (1 - self.left) * 60 / self.per_minute


class Fixed:
    """Takes so many in each minute of its own clock, which is 40 s ahead of the run's."""

    def __init__(self, per_minute):
        self.per_minute, self.minutes = per_minute, Counter()

    def wait_s(self, now):
        """Seconds until one would be taken; 0 takes this one."""
        minute, into = divmod(now + 40, 60)
        if self.minutes[minute] < self.per_minute:
            self.minutes[minute] += 1
            return 0
        return 60 - into


class Unlimited:
    """Takes all there is."""

    def wait_s(self, _now):
        """No time at all."""
        return 0


@dataclass
class Endpoint:
    """
    Refuses by *limit* and, beside it, a *share* by chance; busy until *loaded_at* with 503.

    *tells* is what it says: its limit in headers, `retry` when to come again, or nothing.
    """

    limit: object
    tells: str = "nothing"
    share: float = 0.0
    chance_s: float | None = None
    loaded_at: float = 0.0
    answers_s: float = 0.2
    refuses_s: float = 0.2
    sent: int = 0
    refused: int = 0

    def __post_init__(self):
        self.rng = random.Random(1)

    async def ask(self):
        """A reply, or the refusal."""
        await asyncio.sleep(0.005)
        now = asyncio.get_running_loop().time()
        self.sent += 1
        if now < self.loaded_at:
            raise await self.refusal(503, None)
        if self.rng.random() < self.share:
            raise await self.refusal(429, self.chance_s)
        if wait := self.limit.wait_s(now):
            told = None if self.tells == "nothing" else max(1, int(wait + 0.999))
            raise await self.refusal(429, told)
        await asyncio.sleep(self.answers_s * self.rng.uniform(0.8, 1.2))
        told = None
        if self.tells == "limit":
            told = Allowance(limit=self.limit.per_minute, remaining=1, reset_s=60)
        return Reply(text="", seconds=self.answers_s, allowance=told)

    async def refusal(self, status, told):
        """What is raised."""
        self.refused += 1
        await asyncio.sleep(self.refuses_s)
        return JudgeUnreachable("busy", retry_after_s=told, status=status)


@dataclass
class Run:
    """What came of asking *count* times, as workers do."""

    endpoint: Endpoint
    count: int
    until_s: float = float("inf")
    concurrency: int = 32
    took: float = 0.0
    graded: int = 0
    lost: int = 0

    def __post_init__(self):
        random.seed(1)  # tenacity draws its pauses there
        loop = SimulatedLoop()
        try:
            loop.run_until_complete(self._grade(loop))
        finally:
            loop.close()

    async def _grade(self, loop):
        left = iter(range(self.count))
        self.traffic = Traffic(places=Places(self.concurrency), pacer=Pacer(loop.time))

        async def settle():
            """Nothing is held back."""

        async def work():
            seat = Seat(traffic=self.traffic, settle=settle)

            async def attempt():
                await seat.turn()
                try:
                    reply = await self.endpoint.ask()
                except JudgeUnreachable as error:
                    seat.heed(error)
                    raise
                seat.heed(reply)

            for _ in left:
                if loop.time() >= self.until_s:
                    break
                await seat.take()
                try:
                    await retrying(seat.pause)(attempt)
                    self.graded += 1
                except JudgeUnreachable:
                    self.lost += 1
            seat.leave()

        await asyncio.gather(*(work() for _ in range(2 * self.concurrency)))
        self.took = loop.time()

    @property
    def per_minute(self):
        return self.graded / self.took * 60

    @property
    def refused(self):
        return self.endpoint.refused / self.endpoint.sent
