"""
The command in a process of its own, without waiting for its imports.

One process imports the package; each command is a fork of it: a real process, with its own
arguments, folder and streams, that can be signalled and killed. What a command does before
`main` is not seen here; tests of that start Python anew.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

# What a first run imports on the way.
_FIRST = """
import grader.cli.app, grader.cli.grading, grader.cli.report, grader.judges.openai_chat.judge
import grader.engines.local, grader.judges.baseline, grader.readers.rubric_yaml, babel.messages.pofile
import grader.runs.posts, grader.core.redact, phonenumbers, grader.cli.practising, grader.cli.pen
import gc, json, os, signal, socket, sys, warnings
from grader.cli.command_line import command_of
from grader.cli.told import speak
from grader.readers.resources import labels, shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.wiring import templates
from grader.writers.html_sheet import template
for path in shipped_rubrics().values():
    load_rubric(path)
for language in ("zh", "en"):
    labels(language, "report"), labels(language, "cli"), templates(language)
    speak(language), command_of(grader.cli.app.app)
speak(None)
command_of(grader.cli.app.app)
template("page.j2")
"""
_SERVE = (
    _FIRST
    + """
def command(told, files):
    for number, file in enumerate(files):
        os.dup2(file, number)
    os.closerange(3, 256)
    os.chdir(told["folder"])
    os.environ.clear()
    os.environ.update(told["environment"])
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", closefd=False)
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    sys.argv = ["grader", *told["arguments"]]
    warnings.simplefilter("error")
    signal.signal(signal.SIGINT, signal.default_int_handler)
    code = 70
    try:
        grader.cli.app.run()
    except SystemExit as end:
        code = end.code or 0
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)

def watch(told, files, report):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if not child:
        command(told, files)
    os.write(report, f"{child} ".encode())
    _, status = os.waitpid(child, 0)
    os.write(report, f"{os.waitstatus_to_exitcode(status)} ".encode())
    os._exit(0)

# What is imported stays: no command looks through it for garbage, or copies it by looking.
gc.freeze()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_DFL)
line = socket.socket(fileno=int(sys.argv[1]))
while True:
    told, files, _, _ = socket.recv_fds(line, 1 << 16, 4)
    if not told:
        break
    if not os.fork():
        line.close()
        watch(json.loads(told), files[:3], files[3])
    for file in files:
        os.close(file)
"""
)


class Warm:
    """Starts commands as forks of one process that has imported the package."""

    def __init__(self, package: Path) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, str(theirs.fileno())],
                cwd=package, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONPATH": str(package)},
            )  # fmt: skip

    def start(self, arguments: list[str], folder: Path, stdin: str = "") -> "Running":
        """The command, running in *folder*; *stdin* is all it can read."""
        files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 - the command's to fill
        files[0].write(stdin.encode())
        files[0].seek(0)
        return self._start(arguments, folder, files)

    def start_on(self, terminal: int, arguments: list[str], folder: Path) -> "Running":
        """The command, running in *folder*, with *terminal* as all its streams."""
        files = [os.fdopen(os.dup(terminal), "rb", buffering=0) for _ in range(3)]
        return self._start(arguments, folder, files)

    def _start(self, arguments: list[str], folder: Path, files: list) -> "Running":
        report, theirs = os.pipe()
        told = {"arguments": arguments, "folder": str(folder), "environment": dict(os.environ)}
        socket.send_fds(
            self._line, [json.dumps(told).encode()], [*(file.fileno() for file in files), theirs]
        )
        os.close(theirs)
        return Running(report, files)

    def close(self) -> None:
        """End the process; commands that still run go on."""
        self._line.close()
        self._process.wait(10)


class Running:
    """A command under way: the part of `subprocess.Popen` that tests use."""

    def __init__(self, report: int, files: list) -> None:
        self._report = report
        self._files = files
        self._told = ""
        self.returncode: int | None = None
        os.set_blocking(report, False)
        while not self._told.count(" "):
            self._read()
            time.sleep(0.001)
        self.pid = int(self._told.split(" ")[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()
        for file in self._files:
            file.close()
        os.close(self._report)

    def _read(self) -> None:
        try:
            self._told += os.read(self._report, 64).decode()
        except BlockingIOError:
            return

    def poll(self) -> int | None:
        """The exit code, once there is one; minus the signal's number where one ended it."""
        self._read()
        if self._told.count(" ") == 2:
            self.returncode = int(self._told.split(" ")[1])
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end."""
        deadline = time.monotonic() + (timeout or 120)
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("grader", timeout or 120)
            time.sleep(0.002)
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for the end; what was written to stdout and to stderr."""
        self.wait(timeout)
        told = []
        for file in self._files[1:]:
            file.seek(0)
            told.append(file.read().decode("utf-8", "replace"))
        return told[0], told[1]

    def send_signal(self, number: int) -> None:
        """Send the command a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)
