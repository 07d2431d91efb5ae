"""The engine of one machine: once each, not too many at a time, durable before told."""

import asyncio
import itertools
import threading
import time

import pytest

from grader.errors import AnswerRefused, JudgeStopped, JudgeUnreachable, StoreError
from grader.records import Outcome, Started
from grader.stores.memory import MemoryStore
from grader.testing import ScriptedJudge, rating_content


def reasons(found):
    return sorted(outcome.reason for _, outcome in found)


def is_about(task):
    """Tells whether a request is about *task*."""
    return lambda body: task.lines[0].text in body["messages"][1]["content"]


def test_each_answer_is_asked_once_and_yielded_once(carry, tasks):
    judge = ScriptedJudge()
    given = tasks(30)
    found = carry(given, judge)
    assert sorted(task.key for task, _ in found) == sorted(task.key for task in given)
    assert all(outcome.is_usable and outcome.key == task.key for task, outcome in found)
    assert len(judge.calls) == 30
    assert judge.is_closed


def test_equal_answers_are_asked_once_and_each_gets_the_outcome(carry, tasks, slow_judge):
    judge = slow_judge()
    one, other = tasks(2)
    found = carry([one, other, one, one], judge)
    assert len(judge.calls) == 2
    assert sorted(task.key for task, _ in found) == sorted([one.key] * 3 + [other.key])


def test_nothing_to_do_asks_nothing(carry):
    judge = ScriptedJudge()
    assert carry([], judge) == []
    assert judge.calls == []


def test_first_answer_goes_alone(carry, tasks, slow_judge):
    """What it learns of the endpoint serves the rest: 32 answers need not all be refused."""
    judge = slow_judge(seconds=0.1)
    carry(tasks(12), judge, concurrency=6)
    assert judge.asked_after_return[:2] == [0, 1]
    assert judge.peak == 6


@pytest.mark.parametrize("rungs", [("text",), None])
def test_nobody_waits_where_there_is_nothing_to_learn(carry, tasks, slow_judge, known_store, rungs):
    judge = slow_judge(seconds=0.1, **({"rungs": rungs} if rungs else {}))
    carry(tasks(12), judge, None if rungs else known_store, concurrency=6)
    assert judge.asked_after_return[:6] == [0] * 6


@pytest.mark.parametrize("concurrency", [1, 3, 8])
def test_calls_at_a_time_never_pass_the_ceiling(carry, tasks, slow_judge, known_store, concurrency):
    judge = slow_judge(seconds=0.05)
    found = carry(tasks(5 * concurrency), judge, known_store, concurrency)
    assert len(found) == 5 * concurrency
    assert judge.peak == concurrency


def test_lost_calls_do_not_pass_the_ceiling_either(carry, tasks, slow_judge, known_store):
    """Workers that come back from a pause wait for a place like everybody else."""
    lost = (
        JudgeUnreachable("down", retry_after_s=0.02) if n % 3 == 0 else "top" for n in range(99)
    )
    judge = slow_judge(lambda _body, _n: next(lost), seconds=0.01)
    found = carry(tasks(24), judge, known_store, concurrency=3)
    assert reasons(found) == [""] * 24
    assert judge.peak <= 3


def test_pause_leaves_its_place_to_another_answer(carry, tasks, known_store):
    first, second = tasks(2)
    is_first = is_about(first)
    seen = []

    def script(body, number):
        seen.append("first" if is_first(body) else "second")
        return JudgeUnreachable("down", retry_after_s=0.1) if number == 0 else "top"

    carry([first, second], ScriptedJudge(script), known_store, concurrency=1)
    assert seen == ["first", "second", "first"]


@pytest.mark.parametrize("status", [429, 503, 500, 0])
def test_wait_the_server_asks_for_is_kept(carry, tasks, known_store, status):
    times = []

    def script(_body, number):
        times.append(time.monotonic())
        error = JudgeUnreachable("busy", retry_after_s=0.2, status=status)
        return error if number == 0 else "top"

    [(_, outcome)] = carry(tasks(1), ScriptedJudge(script), known_store)
    assert outcome.is_usable
    assert 0.19 <= times[1] - times[0] < 3


def test_outcome_is_told_only_when_it_is_durable(make_engine, tasks, watchful_store):
    store = watchful_store(seconds=0.01)
    engine = make_engine(4)
    for task, outcome in engine.run(tasks(20), ScriptedJudge(), store):
        assert store.outcomes([task.key]) == {task.key: outcome}


def test_start_is_durable_before_the_call(carry, tasks, watchful_store):
    store = watchful_store(seconds=0.005)
    seen = []

    def script(body, _number):
        started = {each.key for each in store.records if isinstance(each, Started)}
        seen.append(any(is_about(task)(body) and task.key in started for task in given))
        return "top"

    given = tasks(12)
    carry(given, ScriptedJudge(script), store)
    assert seen == [True] * 12


def test_next_answer_waits_for_the_commit_of_the_last(carry, tasks, watchful_store):
    """`kill -9` may cost what was in flight, never what had come back and was passed over."""
    store = watchful_store()
    carry(tasks(5), ScriptedJudge(), store, concurrency=1)
    kinds = [type(each).__name__ for each in store.records]
    assert kinds == ["Started", "Received", "Outcome"] * 5


def test_records_of_many_share_a_commit(carry, tasks, watchful_store, known_store):
    """One disk flush per record would be the slowest part of a run."""
    store = watchful_store(seconds=0.02)
    judge = ScriptedJudge(rungs=("text",))
    carry(tasks(60), judge, store, concurrency=20)
    assert store.groups < 60


def test_broken_store_stops_before_the_next_call(carry, tasks, watchful_store):
    store = watchful_store(breaks=lambda record: isinstance(record, Outcome))
    judge = ScriptedJudge()
    with pytest.raises(StoreError, match="disk is full"):
        carry(tasks(20), judge, store, concurrency=1)
    assert len(judge.calls) == 1


def test_broken_store_asks_no_more_than_was_in_flight(carry, tasks, watchful_store, slow_judge):
    count = itertools.count()
    store = watchful_store(breaks=lambda _: next(count) > 20)
    judge = slow_judge(seconds=0.01)
    with pytest.raises(StoreError):
        carry(tasks(200), judge, store, concurrency=4)
    assert len(judge.calls) < 30


def test_broken_store_lets_go_of_what_is_in_flight(carry, tasks, watchful_store, within):
    """What comes back could not be kept; a call may take minutes."""

    class Uneven(ScriptedJudge):
        async def ask(self, task, call):
            await asyncio.sleep(60 if self.calls else 0)
            return await super().ask(task, call)

    store = watchful_store(breaks=lambda record: isinstance(record, Outcome))
    with within(5), pytest.raises(StoreError):
        carry(tasks(20), Uneven(rungs=("text",)), store, concurrency=4)


def test_five_first_answers_failing_alike_stop_the_run(carry, tasks):
    judge = ScriptedJudge(AnswerRefused("no tool of this name", reason="invalid"))
    with pytest.raises(JudgeStopped, match=r"first 5 answers failed alike \(invalid\): no tool"):
        carry(tasks(100), judge, concurrency=1)
    assert len(judge.calls) == 5


@pytest.mark.parametrize(
    "script",
    [
        ["invalid"] * 4 + [""],
        ["invalid", "too_long"] * 5,
        [""] + ["invalid"] * 9,
        ["invalid"] * 4,
    ],
)
def test_fewer_or_different_failures_do_not_stop_it(carry, tasks, script):
    steps = [AnswerRefused("no", reason=each) if each else "top" for each in script]
    found = carry(tasks(len(script)), ScriptedJudge(steps), concurrency=1)
    assert reasons(found) == sorted(script)


def test_account_refused_at_once_asks_once(carry, tasks):
    judge = ScriptedJudge(JudgeStopped("the key was refused"))
    with pytest.raises(JudgeStopped, match="key was refused"):
        carry(tasks(100), judge, concurrency=16)
    assert len(judge.calls) == 1


def test_account_refused_half_way_keeps_what_came_back(make_engine, tasks, slow_judge):
    def script(_body, number):
        return "top" if number < 10 else JudgeStopped("no quota left")

    store, judge, told = MemoryStore(), slow_judge(script, seconds=0.01), []
    with pytest.raises(JudgeStopped, match="no quota left"):
        for task, _ in make_engine(4).run(tasks(100), judge, store):
            told.append(task.key)
    assert len(told) == 10
    assert len(store.outcomes(told)) == 10
    assert len(judge.calls) <= 10 + 4


def test_defect_in_a_judge_becomes_a_record(carry, tasks):
    given = tasks(6)
    bad = is_about(given[3])

    def script(body, _number):
        if bad(body):
            raise ZeroDivisionError("by hand")
        return "top"

    found = {task.key: outcome for task, outcome in carry(given, ScriptedJudge(script))}
    outcome = found.pop(given[3].key)
    assert outcome.reason == "invalid"
    assert outcome.detail == "a defect of grader: ZeroDivisionError: by hand"
    assert all(other.is_usable for other in found.values())


def test_error_of_the_answers_ends_the_run_after_what_is_in_flight(make_engine, tasks):
    judge, store = ScriptedJudge(), MemoryStore()

    def broken():
        yield from tasks(3)
        raise ValueError("the file changed")

    with pytest.raises(ValueError, match="the file changed"):
        list(make_engine(2).run(broken(), judge, store))
    assert judge.is_closed


def test_answers_are_pulled_as_places_come_free(make_engine, tasks):
    """A million answers are read as they are asked, not held."""
    pulled = []

    def endless():
        for number in itertools.count():
            pulled.append(number)
            yield tasks(1, first=number)[0]

    engine = make_engine(2)
    for number, _ in enumerate(engine.run(endless(), ScriptedJudge(), MemoryStore()), start=1):
        assert len(pulled) <= number + 8 + 8
        if number == 30:
            engine.stop()
        assert number < 60


def test_caller_that_stops_listening_ends_the_run(make_engine, tasks, slow_judge):
    judge = slow_judge(seconds=0.01)
    run = make_engine(2).run(tasks(500), judge, MemoryStore())
    next(run)
    run.close()
    asked = len(judge.calls)
    assert asked < 50
    assert not [each for each in threading.enumerate() if each.name == "grader-engine"]
    time.sleep(0.05)
    assert len(judge.calls) == asked


def test_evidence_that_stays_missing_is_asked_twice_and_kept(carry, tasks):
    judge = ScriptedJudge(lambda body, _n: rating_content(body, quotes="invented"))
    found = carry(tasks(4), judge)
    assert all(outcome.is_usable and outcome.repaired == 1 for _, outcome in found)
    assert len(judge.calls) == 8
