"""Runs that are told to stop, and runs that the machine stops: what is kept, and what is said."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from grader.testing import LoopbackServer

COUNT, AT_ONCE = 60, 4
OPTIONS = ("--concurrency", AT_ONCE)
LATENCY_S = 0.05


@pytest.fixture
def server():
    with LoopbackServer(latency_s=LATENCY_S) as server:
        yield server


@pytest.fixture
def disk(tmp_path):
    """A disk of its own that can be made small, large and read-only."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(*options):
        return subprocess.run(
            [shutil.which("mount") or "mount", "-o", ",".join(options), "-t", "tmpfs", "grader-test", place],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    try:
        made = mount("size=2m")
    except OSError as error:
        pytest.skip(f"NOT TESTED: no mount here ({error})")
    if made.returncode:
        pytest.skip(f"NOT TESTED: mounting a small disk is not allowed ({made.stderr.strip()})")
    try:
        yield place, lambda *options: mount("remount", *options)
    finally:
        subprocess.run([shutil.which("umount") or "umount", "--lazy", place], check=True)


def journal(folder, query):
    """What a query finds in the journal of *folder*."""
    with closing(sqlite3.connect(folder / "grader.db")) as connection:
        return connection.execute(query).fetchall()


def line_and_command(done, words):
    """The two lines of a run that could not go on: what is wrong, and how to go on."""
    assert len(done.lines) == 2, done.err
    assert words in done.lines[0]
    assert done.lines[0].startswith("grader: ")
    assert done.lines[1].startswith("grader: to go on, run the same command again: grader grade")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_once_it_sends_no_more_and_records_all_that_was_sent(
    grading, until, finish, server, number
):
    run = grading(COUNT)
    with run.start(server, *OPTIONS) as process:
        until(lambda: len(server.requests) >= COUNT // 3, process)
        process.send_signal(number)
        done = finish(process)
    assert done.code == 130, done.err
    sent = len(server.requests)
    assert COUNT // 3 <= sent < COUNT
    assert run.outcomes() == {("graded", ""): sent, ("unscored", "not_reached"): COUNT - sent}
    [(replies, asked)] = journal(
        run.folder / "out",
        "SELECT (SELECT count(*) FROM reply), (SELECT count(DISTINCT key) FROM started)",
    )
    assert (replies, asked) == (sent, sent)
    assert run.run(server, *OPTIONS).code == 0
    assert len(server.requests) == COUNT


def test_told_twice_it_lets_go_at_once(grading, until, finish, server):
    run = grading(COUNT)
    with run.start(server, *OPTIONS) as process:
        until(lambda: len(server.requests) >= COUNT // 3, process)
        server.reply("hang")
        asked = len(server.requests)
        until(lambda: len(server.requests) >= asked + AT_ONCE, process)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert process.poll() is None, "told once, it waits for what is on the wire"
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        done = finish(process)
    assert time.monotonic() - began < 5
    assert done.code == 130, done.err
    assert "Traceback" not in done.err
    server.reply("ok")
    assert run.run(server, *OPTIONS).code == 0
    assert COUNT <= len(server.requests) <= COUNT + AT_ONCE
    assert run.outcomes() == {("graded", ""): COUNT}


def test_full_disk_stops_before_the_next_call_and_goes_on_when_there_is_room(grading, server, disk):
    """A call whose start cannot be written is not made: its reply could not be kept either."""
    place, remount = disk
    run, out = grading(150), disk[0] / "out"
    server._latency_s = 0.01
    line_and_command(full := run.run(server, *OPTIONS, out=out), "disk is full")
    assert full.code == 4
    first = len(server.requests)
    assert AT_ONCE < first < 150
    [(started,)] = journal(out, "SELECT count(*) FROM started")
    assert first <= started, "nothing was sent whose start is not on the disk"
    again = run.run(server, *OPTIONS, out=out)
    line_and_command(again, "disk")
    assert (again.code, len(server.requests)) == (4, first)
    assert remount("size=64m").returncode == 0
    done = run.run(server, *OPTIONS, out=out)
    assert done.code == 0, done.err
    assert 150 <= len(server.requests) <= 150 + AT_ONCE
    assert run.outcomes(out) == {("graded", ""): 150}
    assert place.exists()


def test_read_only_folder_is_told_before_anything_is_sent(grading, server, disk):
    place, remount = disk
    assert remount("ro").returncode == 0
    done = grading(4).run(server, out=place / "out")
    line_and_command(done, "cannot be written")
    assert (done.code, len(server.requests)) == (4, 0)


def test_journal_in_a_read_only_place_is_told_before_anything_is_sent(grading, server, disk):
    place, remount = disk
    assert remount("ro").returncode == 0
    done = grading(4).run(server, "--store", f"sqlite:///{place}/journal.db")
    line_and_command(done, "journal.db")
    assert (done.code, len(server.requests)) == (4, 0)


def test_file_in_the_place_of_the_folder_is_told(grading, server):
    run = grading(4)
    (run.folder / "out").write_text("a file")
    done = run.run(server)
    line_and_command(done, "cannot be written")
    assert (done.code, len(server.requests)) == (4, 0)


LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


def test_journal_locked_by_another_program_ends_the_run_with_a_line(grading, until, finish, server):
    """A back-up program may hold it for a while (ten seconds are waited), not for ever."""
    run = grading(COUNT)
    with run.start(server, *OPTIONS) as process:
        until(lambda: len(server.requests) >= COUNT // 3, process)
        with subprocess.Popen(
            [sys.executable, "-c", LOCKER, run.folder / "out" / "grader.db"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as locker:  # fmt: skip
            assert locker.stdout.readline() == "locked\n"
            held = len(server.requests)
            done = finish(process)
            locker.communicate()
    line_and_command(done, "database is locked")
    assert done.code == 4
    assert len(server.requests) <= held + AT_ONCE, "and no call was made meanwhile"
    assert run.run(server, *OPTIONS).code == 0
    assert COUNT <= len(server.requests) <= COUNT + 2 * AT_ONCE
    assert run.outcomes() == {("graded", ""): COUNT}
