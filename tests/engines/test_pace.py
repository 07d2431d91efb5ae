"""The pace against endpoints with a rate limit, in simulated time: an hour takes a second."""

import asyncio
import random
import selectors
from collections import deque

import pytest

from grader.engines.pacer import Pacer
from grader.engines.places import Places
from grader.records import Allowance

PER_MINUTE = 600
ANSWERS = 3_000


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


class Endpoint:
    """Takes 600 requests a minute, counted by the sliding minute or refilled by the second."""

    def __init__(self, *, is_bucket, tells):
        self.is_bucket, self.tells = is_bucket, tells
        self.taken, self.refused, self.sent = deque(), 0, 0
        self.left, self.seen = float(PER_MINUTE), 0.0

    def wait_s(self, now):
        if self.is_bucket:
            self.left = min(PER_MINUTE, self.left + (now - self.seen) * PER_MINUTE / 60)
            self.seen = now
            if self.left >= 1:
                self.left -= 1
                return 0
            return (1 - self.left) * 60 / PER_MINUTE
        while self.taken and self.taken[0] <= now - 60:
            self.taken.popleft()
        if len(self.taken) < PER_MINUTE:
            self.taken.append(now)
            return 0
        return self.taken[0] + 60 - now

    async def ask(self, rng):
        await asyncio.sleep(0.005)
        self.sent += 1
        wait = self.wait_s(asyncio.get_running_loop().time())
        if wait:
            self.refused += 1
            return max(1, int(wait + 0.999)), None
        await asyncio.sleep(0.2 * rng.uniform(0.8, 1.2))
        return None, Allowance(limit=PER_MINUTE, remaining=1, reset_s=60) if self.tells else None


async def grade(endpoint):
    """Ask 3,000 times as the workers do; returns the seconds it took."""
    loop, rng = asyncio.get_running_loop(), random.Random(1)
    places, pacer, left = Places(32), Pacer(loop.time), iter(range(ANSWERS))

    async def turn():
        booked = pacer.book()
        while (seconds := pacer.wait_s(booked)) > 0:
            await asyncio.sleep(seconds)
            if pacer.is_void(booked):
                booked = pacer.book()

    async def work():
        for _ in left:
            await places.acquire()
            while True:
                await turn()
                refused_s, allowance = await endpoint.ask(rng)
                if refused_s is None:
                    places.succeed()
                    pacer.succeed(allowance)
                    break
                places.refuse()
                pacer.refuse(refused_s)
                places.release()
                await asyncio.sleep(refused_s)
                await places.acquire()
            places.release()

    await asyncio.gather(*(work() for _ in range(64)))
    return loop.time()


@pytest.mark.parametrize("tells", [False, True], ids=["refuses only", "tells its limit"])
@pytest.mark.parametrize("is_bucket", [False, True], ids=["sliding minute", "refilled"])
def test_a_limit_of_600_a_minute_is_used_to_95_percent_and_seldom_run_into(is_bucket, tells):
    endpoint = Endpoint(is_bucket=is_bucket, tells=tells)
    loop = SimulatedLoop()
    try:
        took = loop.run_until_complete(grade(endpoint))
    finally:
        loop.close()
    assert ANSWERS / took * 60 >= 0.95 * PER_MINUTE
    assert endpoint.refused < 0.02 * endpoint.sent


def test_places_begin_at_16_and_fill_the_ceiling_by_one_per_success():
    places = Places(64)
    assert int(places.size) == 16
    for _ in range(48):
        places.succeed()
    assert int(places.size) == 64
    places.succeed()
    assert int(places.size) == 64


def test_a_refusal_before_any_success_teaches_no_rate():
    """A model that is still being loaded answers 503 or 429; that is no limit to keep to."""
    clock = iter(range(1000)).__next__
    pacer = Pacer(clock)
    pacer.refuse(1.0)
    assert pacer.rate is None


def test_a_pause_makes_earlier_bookings_void():
    now = [0.0]
    pacer = Pacer(lambda: now[0])
    booked = pacer.book()
    pacer.refuse(30.0)
    assert pacer.is_void(booked)
    assert pacer.wait_s(pacer.book()) == 30.0
