"""The parts of the pace, one by one: what counts as chance, places, pauses."""

import asyncio

import pytest

from grader.engines.chance import probability_of_gaps, probability_of_runs, probability_of_share
from grader.engines.pacer import Pacer
from grader.engines.places import Places


def test_places_begin_at_16_and_fill_the_ceiling_by_one_per_success():
    places = Places(64)
    assert int(places.size) == 16
    for _ in range(48):
        places.succeed()
    assert int(places.size) == 64
    places.succeed()
    assert int(places.size) == 64


@pytest.mark.parametrize(("is_limit", "left", "after"), [(False, 15, 31), (True, 11, 12)])
def test_places_shrink_by_one_for_chance_and_by_three_tenths_at_a_limit(is_limit, left, after):
    async def refused():
        places = Places(64)
        for _ in range(16):
            await places.acquire()
        places.refuse(is_limit=is_limit)
        assert int(places.size) == left
        places.refuse(is_limit=is_limit)
        assert int(places.size) == left, "at most once a second"
        for _ in range(16):
            places.succeed()
        assert int(places.size) == after

    asyncio.run(refused())


@pytest.fixture
def moment():
    """A clock that is set by hand, and a pacer that goes by it."""

    class Moment:
        def __init__(self):
            self.now = 0.0
            self.pacer = Pacer(lambda: self.now)

    return Moment()


def test_a_refusal_before_any_success_teaches_no_rate(moment):
    for _ in range(20):
        moment.pacer.refuse(moment.pacer.go(), 1.0)
        moment.now += 10
    assert moment.pacer.rate is None
    moment.pacer.succeed(moment.pacer.go(), None)
    assert moment.pacer.rate is None


def test_a_pause_one_call_is_asked_for_holds_for_all(moment):
    pacer = moment.pacer
    first, second = pacer.go(), pacer.go()
    pacer.refuse(first, 3.0)
    assert pacer.wait_s() == 3.0
    moment.now = 1.0
    pacer.succeed(second, None)
    assert pacer.wait_s() == 2.0, "one that was on the wire already does not end it"


def test_a_refusal_without_a_pause_holds_nobody(moment):
    pacer = moment.pacer
    sent = [pacer.go() for _ in range(20)]
    pacer.refuse(sent[7], None)
    assert pacer.wait_s() <= 0
    assert not pacer.is_blocked


def test_runs_of_refusals_are_told_from_scattered_ones():
    in_a_row = [False] * 90 + [True] * 10
    scattered = [number % 10 == 7 for number in range(100)]
    assert probability_of_runs(in_a_row) < 1e-10
    assert probability_of_runs(scattered) > 0.5
    assert probability_of_runs([True] * 5) == probability_of_runs([]) == 1.0


def test_more_refusals_than_four_in_ten_are_not_by_chance():
    assert probability_of_share([True] * 13) < 1e-5 < probability_of_share([True] * 12)
    assert probability_of_share([False] * 70 + [True] * 30) > 0.9


def test_even_distances_between_refusals_are_not_by_chance():
    assert probability_of_gaps([17, 18, 17, 16, 18, 17, 17, 18]) < 1e-5
    assert probability_of_gaps([3, 40, 11, 1, 25, 8, 19, 6]) == 1.0
    assert probability_of_gaps([1, 1, 1]) == probability_of_gaps([]) == 1.0
