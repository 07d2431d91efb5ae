"""What happens around a run: the network goes, the clock jumps, the machine sleeps."""

import ast
import signal
import time
from pathlib import Path

import pytest

import grader
from grader import OpenAIJudge, grade, load_rubric
from grader.errors import JudgeUnreachable
from grader.stores.journal import Journal
from grader.testing import LoopbackServer

COUNT, AT_ONCE = 60, 4
OPTIONS = ("--concurrency", AT_ONCE)
LATENCY_S = 0.05
DAY_S = 24 * 3600


class Hurried(OpenAIJudge):
    """The judge with pauses of a few milliseconds, instead of up to 20 s each."""

    async def ask(self, task, call):
        try:
            return await super().ask(task, call)
        except JudgeUnreachable as error:
            raise JudgeUnreachable(str(error), retry_after_s=0.005) from error


def test_network_that_comes_back_within_the_retries_is_hardly_noticed(grading, until, finish):
    run = grading(COUNT)
    with LoopbackServer(latency_s=LATENCY_S) as server:
        process = run.start(server, *OPTIONS)
        until(lambda: len(server.requests) >= COUNT // 3, process)
        server.stop()
        time.sleep(0.5)
        server.start()
        with process:
            done = finish(process)
    assert done.code == 0, done.err
    assert run.outcomes() == {("graded", ""): COUNT}


def test_network_that_stays_away_ends_unreachable_and_the_next_run_completes(
    bulk, tmp_path, watchdog
):
    """After a success the rule of the first five no longer ends the run with their cause."""
    rubric, journal = load_rubric("service-manager"), Journal(tmp_path / "grader.db")

    def graded(server, stop_after=None):
        judge, reasons = Hurried("scripted-1", base_url=server.base_url), []
        for score in grade(bulk(COUNT), rubric, judge=judge, store=journal, concurrency=AT_ONCE):
            reasons.append(score.reason)
            if len(reasons) == stop_after:
                server.stop()
        return reasons

    with LoopbackServer(latency_s=0.01) as server, watchdog(30):
        reasons = graded(server, stop_after=10)
        done = reasons.count("")
        assert 10 <= done < COUNT
        assert reasons.count("unreachable") == COUNT - done
        server.start()
        before = len(server.requests)
        assert graded(server) == [""] * COUNT
        assert len(server.requests) - before == COUNT - done
    journal.close()


SHIFTED = """
import os, time
real = time.time
def shifted():
    with open(os.environ["CLOCK_SHIFT"]) as file:
        return real() + float(file.read() or 0)
time.time = shifted
"""


@pytest.fixture
def clock(tmp_path):
    """Sets the wall clock of a run so many days ahead, also while it is running."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SHIFTED)
    (tmp_path / "shift").write_text("0")

    def shift(days, run=None):
        part = tmp_path / "shift.part"
        part.write_text(str(days * DAY_S))
        part.replace(tmp_path / "shift")
        if run is not None:
            run.environment |= {
                "PYTHONPATH": str(tmp_path / "site"), "CLOCK_SHIFT": str(tmp_path / "shift"),
            }  # fmt: skip

    return shift


@pytest.mark.parametrize("days", [400, -400])
def test_clock_that_jumps_in_a_run_and_between_two_changes_nothing(
    grading, until, finish, clock, days
):
    run = grading(COUNT)
    clock(0, run)
    with LoopbackServer(latency_s=LATENCY_S) as server:
        with run.start(server, *OPTIONS) as process:
            until(lambda: len(server.requests) >= COUNT // 4, process)
            clock(days)
            until(lambda: len(server.requests) >= COUNT // 2, process)
            process.send_signal(signal.SIGINT)
            assert finish(process).code == 130
        clock(-days)
        # It is given up after a minute: what waits for a clock to come round waits for a year.
        done = run.run(server, *OPTIONS)
        assert done.code == 0, done.err
        assert len(server.requests) == COUNT
    assert run.outcomes() == {("graded", ""): COUNT}


def test_nothing_waits_by_the_wall_clock():
    """Where an engine or a judge asks for the time, it is one that never goes back."""
    folder, asked = Path(grader.__file__).parent, []
    for path in [*folder.glob("engines/*.py"), *folder.glob("judges/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                asked.append((path.name, f"{node.value.id}.{node.attr}"))
            if isinstance(node, ast.ImportFrom) and node.module in {"time", "datetime"}:
                asked.append((path.name, "time.time"))
    assert ("judge.py", "time.monotonic") in asked
    assert [each for each in asked if each[1] in {"time.time", "datetime.now"}] == []


def test_machine_that_sleeps_in_the_middle_grades_all_in_the_end(grading, until, finish):
    """Calls that were on the wire are past their deadline when it wakes: they are made again."""
    run = grading(COUNT)
    with (
        LoopbackServer(latency_s=0.1) as server,
        run.start(server, *OPTIONS, "--timeout", 1) as process,
    ):
        until(lambda: len(server.requests) >= COUNT // 4, process)
        process.send_signal(signal.SIGSTOP)
        time.sleep(3)
        asked = len(server.requests)
        process.send_signal(signal.SIGCONT)
        done = finish(process)
    assert asked < COUNT / 2, "it slept in the middle"
    assert done.code == 0, done.err
    assert COUNT <= len(server.requests) <= COUNT + AT_ONCE
    assert run.outcomes() == {("graded", ""): COUNT}
