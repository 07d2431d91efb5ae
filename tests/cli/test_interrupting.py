"""Runs that are cut short: two at once, Ctrl-C, kill -9, and the same command again."""

import json
import signal
import subprocess
import sys
import time

import pytest

from grader.testing import LoopbackServer

RUBRIC = ("-r", "service-manager")
COUNT, AT_ONCE = 60, 4
LATENCY_S = 0.05


@pytest.fixture
def slow_server():
    with LoopbackServer(latency_s=LATENCY_S) as server:
        yield server


@pytest.fixture
def grading(cli, answers, several, at, slow_server):
    """Begins to grade sixty answers, and waits until some are on the wire."""
    options = (answers(*several(COUNT)), *RUBRIC, *at(slow_server), "--concurrency", AT_ONCE,
               "-o", "out")  # fmt: skip

    def begin(until=COUNT // 3):
        process = cli.start("grade", *options)
        deadline = time.monotonic() + 30
        while len(slow_server.requests) < until and time.monotonic() < deadline:
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        return process

    begin.options = options
    return begin


def told(cli):
    return json.loads((cli.folder / "out" / "run.json").read_text(encoding="utf-8"))


def test_second_run_at_once_ends_with_4_naming_the_first(cli, grading, slow_server):
    slow_server.reply("hang")
    with grading(until=1) as first:
        asked = len(slow_server.requests)
        second = cli("grade", *grading.options)
        assert first.poll() is None
        first.kill()
        first.communicate()
    assert second.code == 4
    assert f"another run is at work here (process {first.pid})" in second.lines[0]
    assert "-o" in second.lines[0]
    assert second.lines[-1].startswith("grader: to go on, run the same command again")
    assert len(slow_server.requests) == asked, "the second asked nothing"


def test_interrupt_drains_tells_the_command_and_loses_nothing(cli, inside, grading, slow_server):
    with grading() as process:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "Ctrl-C" in err.splitlines()[0]
    command = err.splitlines()[-1]
    assert "grader grade" in command
    assert command.endswith("-o out")
    first = len(slow_server.requests)
    assert first < COUNT, "nothing more was sent"
    counts = told(cli)["counts"]
    assert counts["graded"] == first, "what was in flight came back and is kept"
    assert counts["unscored"] == COUNT - first
    assert told(cli)["exit"] == {"code": 130, "reason": "interrupted"}
    done = inside("grade", *grading.options)
    assert done.code == 0, done.err
    assert len(slow_server.requests) == COUNT


def test_request_to_end_drains_and_a_second_lets_go_at_once(grading, slow_server):
    slow_server.reply("hang")
    with grading(until=1) as process:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert process.poll() is None, "it waits for what is in flight"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, "Traceback" in err) == (130, False)


def test_killed_run_goes_on_and_ends_as_one_that_was_not(
    cli, inside, grading, slow_server, table, answers, several, at
):
    """DESIGN §4: no answer lost, none asked twice but those in flight."""
    with grading() as process:
        process.kill()
        process.communicate(timeout=30)
    done = cli("grade", *grading.options)
    assert done.code == 0, done.err
    assert COUNT <= len(slow_server.requests) <= COUNT + AT_ONCE
    with LoopbackServer() as undisturbed:
        options = (answers(*several(COUNT)), *RUBRIC, *at(undisturbed), "-o", "whole")
        assert inside("grade", *options).code == 0
        assert len(undisturbed.requests) == COUNT
    for name in ("scores.csv", "criteria.csv", "candidates.csv", "intake.csv"):
        resumed, whole = cli.folder / "out" / name, cli.folder / "whole" / name
        assert table(resumed) == table(whole), name
    assert sorted(each.name for each in (cli.folder / "out").iterdir()) == sorted(
        each.name for each in (cli.folder / "whole").iterdir()
    )


def test_killed_while_reporting_leaves_a_folder_that_can_go_on(cli, inside, grading, slow_server):
    with grading(until=COUNT) as process:
        process.kill()
        process.communicate(timeout=30)
    done = inside("grade", *grading.options)
    assert done.code == 0, done.err
    assert len(slow_server.requests) <= COUNT + AT_ONCE
    assert told(cli)["counts"]["graded"] == COUNT


FULL_DISK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
from grader.cli.app import run
run()
"""


def test_full_disk_ends_with_4_and_the_same_command_goes_on(cli, inside, answers, several):
    """No file may grow past 100 kB: the journal of sixty answers does."""
    command = ["grade", str(answers(*several(COUNT))), *RUBRIC, "--judge", "baseline", "-o", "out"]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *command], capture_output=True, text=True, check=False,
        cwd=cli.folder, env=cli.environment(), timeout=60,
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert "check that the disk has room" in done.stderr
    assert done.stderr.splitlines()[-1].endswith("-o out")
    assert inside(*command).code == 0
    assert told(cli)["counts"]["graded"] == COUNT
