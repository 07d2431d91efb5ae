"""The pace against endpoints that refuse, in simulated time: half an hour takes a second."""

import asyncio
import random
import selectors
from collections import Counter, deque
from dataclasses import dataclass

import pytest

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


def named(cases):
    return {"argvalues": cases, "ids": lambda each: getattr(each, "__name__", each)}


@pytest.mark.parametrize("tells", ["nothing", "retry", "limit"])
@pytest.mark.parametrize("kind", **named([Sliding, Bucket, Fixed]))
def test_a_limit_of_600_a_minute_is_used_to_95_percent_and_seldom_run_into(kind, tells):
    run = Run(Endpoint(kind(600), tells, refuses_s=0.05), count=3000)
    assert (run.graded, run.lost) == (3000, 0)
    assert run.per_minute >= 0.95 * 600
    assert run.refused < 0.02


# The first calls find the limit: of 600 in half an hour they are more than of 1,800.
@pytest.mark.parametrize(("per_minute", "share"), [(20, 0.07), (30, 0.05), (60, 0.05)])
@pytest.mark.parametrize("tells", ["nothing", "retry"])
@pytest.mark.parametrize("kind", **named([Sliding, Bucket]))
def test_low_limits_are_used_to_85_percent_over_half_an_hour(kind, tells, per_minute, share):
    endpoint = Endpoint(kind(per_minute), tells, answers_s=2.0, refuses_s=0.05)
    run = Run(endpoint, count=30 * per_minute)
    assert (run.graded, run.lost) == (30 * per_minute, 0)
    assert run.per_minute >= 0.85 * per_minute
    assert run.refused < share


@pytest.mark.parametrize("share", [0.03, 0.1, 0.3])
@pytest.mark.parametrize(("chance_s", "pauses_s"), [(None, 0.0), (1.0, 1.0)], ids=["bare", "told"])
def test_refusals_by_chance_cost_their_pauses_and_teach_no_pace(share, chance_s, pauses_s):
    """A thousand calls at 20 ms: retries alone may take 25 s, at six attempts with their pauses."""
    endpoint = Endpoint(
        Unlimited(), share=share, chance_s=chance_s, answers_s=0.02, refuses_s=0.005
    )
    run = Run(endpoint, count=1000)
    assert run.traffic.pacer.rate is None
    assert run.took < 30 + pauses_s * endpoint.refused / 10
    assert run.lost <= 1000 * share**6 + 3


def test_a_limit_is_kept_amid_refusals_by_chance():
    endpoint = Endpoint(Sliding(600), "retry", share=0.03, refuses_s=0.05)
    run = Run(endpoint, count=3000)
    assert run.per_minute >= 0.85 * 600
    assert run.refused < 0.03 + 0.02


def test_a_model_that_is_loading_is_asked_seldom_and_then_at_full_pace():
    """Every answer has six attempts: those must last until the model is there."""
    endpoint = Endpoint(Unlimited(), loaded_at=60, refuses_s=0.005)
    run = Run(endpoint, count=3000)
    assert (run.graded, run.lost) == (3000, 0)
    assert run.traffic.pacer.rate is None
    # Eight seconds between two questions whether it is there, and a second to look at it.
    assert run.took < 60 + 9 + 1.5 * 3000 * 0.2 / 32
    assert endpoint.refused < 50


def test_an_endpoint_without_limits_fills_the_ceiling_within_two_seconds():
    run = Run(Endpoint(Unlimited(), answers_s=0.5), count=400, concurrency=64, until_s=2.0)
    assert run.traffic.places.peak == 64


def test_a_fallen_limit_is_found_anew():
    """A key that others use as well has a limit that changes."""
    limit = Bucket(600)
    endpoint = Endpoint(limit, refuses_s=0.05)

    def fall(now, wait_s=limit.wait_s):
        limit.per_minute = 600 if now < 120 else 200
        return wait_s(now)

    limit.wait_s = fall
    run = Run(endpoint, count=3000)
    assert run.lost == 0
    assert run.refused < 0.05
    assert run.traffic.pacer.rate <= 1.25 * 200 / 60
