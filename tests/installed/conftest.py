"""
The package as its users get it: built and installed once for all workers, offline.

`place` is an environment that holds the wheel and what it says it needs, and nothing else:
what an extra brings, or what was forgotten in pyproject.toml, is not there.
"""

import os
import subprocess
import sys
import tomllib
import venv
from dataclasses import dataclass
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest
from filelock import FileLock
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*command, cwd, code=0, **environment):
    """What *command* did in *cwd*, alone: with this environment's PATH and no variable more."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False,
        env={**kept, **environment}, timeout=120, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    return done


def build(kind, folder, source=ROOT):
    """The wheel or sdist of *source*, in *folder*."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    [made] = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


@dataclass(frozen=True)
class Place:
    """An environment of its own."""

    folder: Path

    @property
    def python(self):
        return self.folder / "bin" / "python"

    @property
    def grader(self):
        return self.folder / "bin" / "grader"

    @property
    def packages(self):
        return next(self.folder.glob("lib/python*/site-packages"))


def link(requirements, folder):
    """Put what *requirements* need into *folder*, as links to what this environment has."""
    wanted, seen = list(map(Requirement, requirements)), set()
    while wanted:
        one = wanted.pop()
        for extra in ("", *one.extras):
            if (one.name.lower(), extra) in seen:
                continue
            seen.add((one.name.lower(), extra))
            wanted += [
                more for more in map(Requirement, distribution(one.name).requires or ())
                if more.marker is None or more.marker.evaluate({"extra": extra})
            ]  # fmt: skip
    for name, extra in seen:
        found = distribution(name)
        tops = {file.parts[0] for file in found.files or () if file.parts[0] not in {"..", "/"}}
        for top in () if extra else tops - {"__pycache__"}:
            if not (folder / top).exists():
                (folder / top).symlink_to(found.locate_file(top))


@pytest.fixture(scope="session", name="run")
def _run():
    return run


@pytest.fixture(scope="session", name="build")
def _build():
    return build


@pytest.fixture(scope="session")
def project():
    """What pyproject.toml says of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """A folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def wheel(shelf):
    if find_spec("hatchling") is None:
        pytest.skip("NOT TESTED: hatchling is not installed, so no wheel can be built offline")
    folder = shelf / "wheel"
    with FileLock(shelf / "wheel.lock"):
        return next(folder.glob("*.whl"), None) or build("wheel", folder)


@pytest.fixture(scope="session")
def place(wheel, shelf):
    if os.name == "nt" or find_spec("pip") is None:
        pytest.skip("NOT TESTED: links of packages are made the way of Unix, and pip installs")
    made = Place(shelf / "place")
    with FileLock(shelf / "place.lock"):
        if not made.grader.exists():
            venv.create(made.folder, with_pip=False, symlinks=True)
            link(PROJECT["dependencies"], made.packages)
            run(sys.executable, "-m", "pip", "--python", made.python, "install", "--no-deps",
                "--no-index", "--no-compile", "--quiet", "--disable-pip-version-check", wheel,
                cwd=made.folder)  # fmt: skip
    return made


@pytest.fixture(scope="session")
def testing(place, shelf):
    """A folder with what the extra `testing` brings."""
    folder = shelf / "testing"
    with FileLock(shelf / "testing.lock"):
        if not folder.exists():
            folder.mkdir()
            link(PROJECT["optional-dependencies"]["testing"], folder)
    return folder
