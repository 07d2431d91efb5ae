"""The command as people run it: a process of its own, in a folder of its own."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import grader
from grader.cli.app import main

PACKAGE = Path(grader.__file__).resolve().parent.parent
TIMEOUT_S = 60


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What was said on stderr."""
        return self.err.splitlines()


class Cli:
    """Runs `grader` in *folder*; with an environment of its own, as a new Python."""

    def __init__(self, folder: Path, warm: Any) -> None:
        self.folder = folder
        self._warm = warm

    def environment(self, **more: str) -> dict[str, str]:
        path = os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH", "")]))
        return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **more}

    def start(self, *arguments: object, stdin: str = "") -> Any:
        """The command, running."""
        return self._warm.start(list(map(str, arguments)), self.folder, stdin)

    def __call__(self, *arguments: object, stdin: str = "", **environment: str) -> Done:
        """The command, done."""
        if environment:
            return self._anew(arguments, stdin, environment)
        with self.start(*arguments, stdin=stdin) as process:
            try:
                out, err = process.communicate(timeout=TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        return Done(process.returncode, out, err)

    def _anew(self, arguments: Sequence[object], stdin: str, environment: dict[str, str]) -> Done:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "grader", *map(str, arguments)],
            cwd=self.folder, env=self.environment(**environment), text=True, encoding="utf-8",
            input=stdin, capture_output=True, timeout=TIMEOUT_S, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def cli(tmp_path: Path, warm: Any) -> Cli:
    return Cli(tmp_path, warm)


@pytest.fixture(scope="session")
def cli_in(warm: Any) -> Callable[[Path], Cli]:
    """The command in another folder than the test's own."""
    return lambda folder: Cli(folder, warm)


def _table(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@pytest.fixture
def answers(tmp_path: Path) -> Callable[..., Path]:
    """Writes a long table of answers, (candidate, item, text) each."""

    def write(*rows: Sequence[object], name: str = "a.csv") -> Path:
        path = tmp_path / name
        path.write_text(_table([("candidate_id", "item_id", "answer"), *rows]), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def table() -> Callable[[Path], list[dict[str, str]]]:
    """Rows of a CSV file the run wrote, by header."""

    def read(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture
def at() -> Callable[[Any], list[str]]:
    """The options that point a command to a loopback server."""
    return lambda server: ["--base-url", server.base_url, "--model", "scripted-1"]


@pytest.fixture(scope="session")
def several() -> Callable[[int], list[tuple[str, str, str]]]:
    """As many different answers, to the items of service-manager in turn."""

    def made(count: int) -> list[tuple[str, str, str]]:
        items = ("一/1", "一/2", "一/3", "二/1")
        return [
            (
                f"C{n:03}",
                items[n % 4],
                f"我会先听客户说完，记下第{n}件事，再核对订单，当天回访确认。",
            )
            for n in range(count)
        ]

    return made


@pytest.fixture
def inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """The command in this process: for what does not need one of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Done:
        words = [str(each) for each in arguments]
        monkeypatch.setattr(sys, "argv", ["grader", *words])
        capsys.readouterr()
        code = main(words)
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run
