"""Killed at any moment, the same run again: no line paid twice, results complete."""

import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

import grader
from grader.stores.journal import Journal
from grader.testing import ScriptedBatch

if sys.platform == "win32":
    pytest.skip("processes are forked and killed", allow_module_level=True)

CHILD = Path(__file__).with_name("child.py")
ROOT = Path(grader.__file__).parent.parent


class Children:
    """Runs processes against a server and one journal, and kills them where a test says."""

    def __init__(self, nursery, server, path):
        self.nursery = nursery
        self.server = server
        self.path = path
        self.child = None
        self.status = None

    def start(self, **options):
        told = {"base_url": self.server.base_url, "path": str(self.path), **options}
        self.nursery.stdin.write(json.dumps(told) + "\n")
        self.nursery.stdin.flush()
        self.status = None
        self.child = int(self.nursery.stdout.readline())

    def wait(self):
        if self.status is None:
            self.status = int(self.nursery.stdout.readline())
        return self.status

    def finish(self, **options):
        """What a run that nobody kills tells."""
        self.server.batches.on = lambda _: None
        self.start(**options)
        assert self.wait() == 0
        return json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))

    def die(self, **options):
        """A run that is killed."""
        self.start(**options)
        assert self.wait() == signal.SIGKILL, "it was not killed"

    def die_at(self, kind, times=1, **options):
        """A run that is killed when *kind* (or anything) happens so often; False if it never did."""
        left, counting = times, threading.Lock()

        def on(happened):
            nonlocal left
            # Two of the server's threads may count at once: exactly one of them kills.
            with counting:
                left -= kind in {happened, ""}
                is_moment = left == 0
                left = -1 if is_moment else left
            if is_moment:
                os.kill(self.child, signal.SIGKILL)
                # The response must not reach a process that is still dying.
                self.wait()

        self.server.batches.on = on
        self.start(**options)
        # The server's thread reads the status where it kills: one reader at a time.
        while self.status is None and left >= 0:
            if select.select([self.nursery.stdout], [], [], 0.02)[0] and left > 0:
                self.wait()
        while self.status is None:
            time.sleep(0.01)
        return left < 0

    def settled(self):
        with closing(Journal(self.path)) as journal:
            rows = journal._connection.execute(
                "SELECT count(*), count(DISTINCT key) FROM outcome WHERE reason = ''"
            )
            return rows.fetchone()

    def count(self, table):
        with closing(Journal(self.path)) as journal:
            return journal._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture(scope="module")
def nursery():
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, str(CHILD)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@pytest.fixture
def children(nursery, grader_server, tmp_path):
    return Children(nursery, grader_server, tmp_path / "grader.db")


MOMENTS = [
    "upload", "upload done", "create", "create done", "look", "look done", "content",
    "content done", "discard", "discard done",
]  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_run_is_completed_without_paying_twice(children, moment):
    batches = children.server.batches
    batches.script(ScriptedBatch(polls=2))
    assert children.die_at(moment, count=6)
    children.finish(count=6)
    assert children.settled() == (6, 6)
    assert set(batches.answered.values()) == {1}
    assert len(batches.answered) == 6
    assert len(batches.batches) == 1, "never two batches for one part"
    assert batches.files == {}, "nothing of the candidates stays with the provider"


@pytest.mark.parametrize("after", [1, 4, 7])
def test_run_killed_while_taking_in_goes_on_in_the_middle(children, after):
    children.die(count=9, group=2, die_after=after)
    before, _ = children.settled()
    assert after <= before < 9
    children.finish(count=9, group=2)
    assert children.settled() == (9, 9)
    assert children.count("reply") == 9, "no result is taken in twice"
    assert set(children.server.batches.answered.values()) == {1}


def test_run_killed_between_parts_finds_every_part(children):
    children.die_at("create done", times=3, count=10, lines=2)
    children.finish(count=10, lines=2)
    assert children.settled() == (10, 10)
    assert len(children.server.batches.batches) == 5
    assert set(children.server.batches.answered.values()) == {1}


def test_run_killed_between_rounds_mends_what_it_had(children):
    """The reply to be mended is in the journal: the second round is the same as without a kill."""
    children.server.reply('{"criteria": {}}', "ok")
    children.die_at("upload", times=2, count=1)
    children.finish(count=1)
    requests = children.server.requests
    assert len(requests) == 2
    assert [each["role"] for each in requests[1]["messages"]][2:] == ["assistant", "user"]


def test_ten_kills_at_random_moments_lose_and_repeat_nothing(children):
    batches = children.server.batches
    batches.script(ScriptedBatch(polls=1))
    chance = random.Random(7)
    kills = 0
    for _ in range(10):
        kills += children.die_at("", times=chance.randint(1, 14), count=60, lines=7, group=3)
    assert kills > 6, "the others had nothing left to be killed at"
    children.finish(count=60, lines=7, group=3)
    assert children.settled() == (60, 60)
    assert (len(batches.answered), set(batches.answered.values())) == (60, {1})
    assert batches.files == {}


def test_memory_holds_neither_bodies_nor_results(children):
    """Another 30 MB of requests pass through, and their results; a third of that may stay."""
    few = children.finish(count=125, padding=1_200, lines=100, group=12)
    children.path = children.path.with_name("many.db")
    many = children.finish(count=500, padding=1_200, lines=100, group=12)
    assert (few["done"], many["done"]) == (125, 500)
    sent = sum(len(json.dumps(each, ensure_ascii=False).encode()) for each in
               children.server.requests)  # fmt: skip
    assert sent > 30_000_000
    assert many["peak"] - few["peak"] < 10_000, "KiB"
