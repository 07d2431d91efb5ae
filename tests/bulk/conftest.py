"""Bulk runs: the command in a process of its own, and answers enough to be cut short."""

import csv
import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import grader
from grader import Answer

PACKAGE = Path(grader.__file__).resolve().parent.parent
ITEMS = ("一/1", "一/2", "一/3", "二/1")
TIMEOUT_S = 60


def text_of(number: int) -> str:
    return f"我会先听客户说完，记下第{number}件事，再核对订单，当天回访确认。"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


class Grading:
    """`grader grade` of *count* answers in *folder*, by one server after another."""

    formats = "csv"
    """The reports that are written: none but the tables, which are what is looked at."""

    def __init__(self, folder: Path, count: int, warm: Any) -> None:
        self.folder = folder
        self._warm = warm
        self.count = count
        self.environment: dict[str, str] = {}
        path = folder / "a.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("candidate_id", "item_id", "answer"))
            rows.writerows((f"C{n:03}", ITEMS[n % 4], text_of(n)) for n in range(count))

    def arguments(self, server: Any, *options: object, out: object = "out") -> list[str]:
        return [
            "grade", "a.csv",
            "-r", "service-manager", "--base-url", server.base_url, "--model", "scripted-1",
            "-o", str(out), "--format", self.formats, *map(str, options),
        ]  # fmt: skip

    def start(self, server: Any, *options: object, out: object = "out") -> Any:
        """The command, running; with an environment of its own, as a new Python."""
        arguments = self.arguments(server, *options, out=out)
        if not self.environment:
            return self._warm.start(arguments, self.folder)
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **self.environment}
        paths = [self.environment.get("PYTHONPATH", ""), str(PACKAGE)]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "grader", *arguments],
            cwd=self.folder, env=environment, text=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, server: Any, *options: object, out: object = "out") -> Done:
        """The command, done."""
        with self.start(server, *options, out=out) as process:
            return ended(process)

    def table(self, name: str, out: object = "out") -> list[dict[str, str]]:
        """Rows of a table that the run wrote."""
        with (self.folder / str(out) / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def outcomes(self, out: object = "out") -> dict[tuple[str, str], int]:
        """How many answers ended with each status and reason."""
        found: dict[tuple[str, str], int] = {}
        for row in self.table("scores.csv", out):
            if row["status"] != "not_answered":
                ending = (row["status"], row["reason"])
                found[ending] = found.get(ending, 0) + 1
        return found


def ended(process: Any) -> Done:
    try:
        _, err = process.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return Done(process.returncode, err)


@pytest.fixture
def grading(tmp_path: Path, warm: Any) -> Callable[[int], Grading]:
    """Lays out as many answers to be graded."""
    return lambda count: Grading(tmp_path, count, warm)


@pytest.fixture(scope="session")
def finish() -> Callable[[Any], Done]:
    """Waits for the end of a command that was started."""
    return ended


@pytest.fixture(scope="session")
def until() -> Callable[..., None]:
    """Waits until something holds; a process that ends before it fails the test."""

    def wait(holds: Callable[[], bool], process: Any = None, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert process is None or process.poll() is None, process.communicate()
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(0.005)

    return wait


@pytest.fixture
def bulk() -> Callable[[int], Iterator[Answer]]:
    """As many answers for the library, to the items of service-manager in turn."""

    def made(count: int) -> Iterator[Answer]:
        for number in range(count):
            yield Answer(
                candidate_id=f"C{number:03}", item_id=ITEMS[number % 4], text=text_of(number)
            )

    return made


@pytest.fixture
def watchdog() -> Callable[[float], Any]:
    """Fails where the block takes longer than so many seconds, also where it never ends."""

    @contextmanager
    def within(seconds: float) -> Iterator[None]:
        def bark(_number: int, _frame: object) -> None:
            faulthandler.dump_traceback(all_threads=True)
            raise TimeoutError(f"not done within {seconds} s")

        before = signal.signal(signal.SIGALRM, bark)
        # Again and again: what is closed on the way out may wait for the same thing.
        signal.setitimer(signal.ITIMER_REAL, seconds, 2)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    return within
