"""Stopping a run: nothing more is sent, what is in flight comes back, or is let go."""

import asyncio
import signal
import threading

import pytest

from grader.errors import JudgeUnreachable
from grader.stores.memory import MemoryStore


@pytest.fixture
def running(make_engine, slow_judge):
    """Runs the engine in a thread of its own: a judge and the outcomes so far are to be seen."""

    class Running:
        def __init__(self, given, judge, concurrency=4, store=None):
            self.engine, self.judge, self.found, self.error = (
                make_engine(concurrency),
                judge,
                [],
                None,
            )
            self._given, self._store = given, store or MemoryStore()
            self.thread = threading.Thread(target=self._run)
            self.thread.start()

        def _run(self):
            try:
                for pair in self.engine.run(self._given, self.judge, self._store):
                    self.found.append(pair)
            except BaseException as error:  # noqa: BLE001 - looked at by the test
                self.error = error

        def until(self, done):
            for _ in range(500):
                if done():
                    return
                threading.Event().wait(0.01)
            raise AssertionError("waited in vain")

        def join(self, seconds):
            self.thread.join(seconds)
            assert not self.thread.is_alive(), f"still running after {seconds} s"
            assert self.error is None

    return Running


def test_stop_sends_nothing_more_and_waits_for_what_is_in_flight(
    running, tasks, slow_judge, known_store
):
    judge = slow_judge(seconds=0.1)
    run = running(tasks(100), judge, concurrency=3, store=known_store)
    run.until(lambda: judge.returned >= 3)
    asked = judge.in_flight + judge.returned
    run.engine.stop()
    assert run.engine.is_stopping
    run.join(5)
    assert judge.returned <= asked + 3
    assert len(run.found) == judge.returned, "every call that was made is told"
    assert all(outcome.is_usable for _, outcome in run.found)


def test_stop_while_the_first_answer_goes_alone_sends_no_other(running, tasks, slow_judge):
    judge = slow_judge(seconds=0.2)
    run = running(tasks(50), judge)
    run.until(lambda: judge.in_flight == 1)
    run.engine.stop()
    run.join(5)
    assert (judge.returned, len(run.found)) == (1, 1)


def test_stop_does_not_sit_out_a_long_pause(running, tasks, slow_judge, known_store):
    """A server may ask for five minutes; whoever presses Ctrl-C does not want to wait them."""
    judge = slow_judge(JudgeUnreachable("busy", retry_after_s=250, status=429), seconds=0.01)
    run = running(tasks(20), judge, store=known_store)
    run.until(lambda: judge.returned >= 1 and not judge.in_flight)
    asked = judge.returned
    run.engine.stop()
    run.join(5)
    assert judge.returned == asked, "and sends nothing after it"
    assert {outcome.reason for _, outcome in run.found} == {"not_reached"}


def test_cancel_lets_go_of_what_is_in_flight(running, tasks, slow_judge, known_store):
    judge = slow_judge(seconds=60)
    run = running(tasks(20), judge, store=known_store)
    run.until(lambda: judge.in_flight == 4)
    run.engine.stop()
    run.thread.join(0.2)
    assert run.thread.is_alive(), "stop alone waits"
    run.engine.cancel()
    run.join(5)
    assert run.found == []
    assert judge.is_closed


def test_interrupt_lets_go_of_what_is_in_flight(make_engine, tasks, slow_judge):
    """Whoever presses Ctrl-C in a program of their own does not wait out a slow model."""
    judge = slow_judge(seconds=60)

    def interrupt():
        while not judge.in_flight:
            threading.Event().wait(0.01)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    threading.Thread(target=interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        list(make_engine(2).run(tasks(2), judge, MemoryStore()))
    assert judge.is_closed


def test_stop_before_the_beginning_asks_nothing(make_engine, tasks, slow_judge):
    engine, judge = make_engine(2), slow_judge()
    engine.stop()
    assert list(engine.run(tasks(5), judge, MemoryStore())) == []
    assert judge.returned == 0


def test_stop_and_cancel_after_the_end_do_nothing(make_engine, tasks, slow_judge):
    engine = make_engine(2)
    assert len(list(engine.run(tasks(3), slow_judge(), MemoryStore()))) == 3
    engine.stop()
    engine.cancel()


def test_stop_asks_the_rest_in_the_next_run(make_engine, tasks, slow_judge):
    given, store = tasks(20), MemoryStore()
    engine, judge = make_engine(2), slow_judge(seconds=0.02)
    for number, _ in enumerate(engine.run(given, judge, store), start=1):
        if number == 5:
            engine.stop()
    done = store.outcomes([task.key for task in given])
    left = [task for task in given if task.key not in done]
    assert 0 < len(left) < 16
    list(make_engine(2).run(left, judge, store))
    assert judge.returned == 20
    assert len(store.outcomes([task.key for task in given])) == 20


def test_cancelled_call_is_really_given_up(running, tasks, known_store, slow_judge):
    """The connection is closed, so that a server with one slot gets it back."""
    ended = []

    class Told(slow_judge):
        async def ask(self, task, call):
            try:
                return await super().ask(task, call)
            except asyncio.CancelledError:
                ended.append(task.key)
                raise

    judge = Told(seconds=60)
    run = running(tasks(3), judge, concurrency=3, store=known_store)
    run.until(lambda: judge.in_flight == 3)
    run.engine.cancel()
    run.join(5)
    assert len(ended) == 3
