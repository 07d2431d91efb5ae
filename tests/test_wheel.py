"""The wheel: built, installed into an empty place, and used there offline."""

import csv
import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command, cwd, **environment):
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, **environment}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    for tool in ("build", "hatchling"):
        if importlib.util.find_spec(tool) is None:
            pytest.skip(f"NOT TESTED: {tool} is not installed, so no wheel can be built offline")
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Where the wheel was unpacked; its dependencies are those of this environment."""
    target = tmp_path_factory.mktemp("target")
    run(sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet",
        "--disable-pip-version-check", "--target", target, wheel, cwd=target)  # fmt: skip
    return target


def test_wheel_holds_what_the_checkout_holds(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for part in ("prompts", "rubrics"):
        for path in (ROOT / part).rglob("*.*"):
            assert f"grader/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "grader").rglob("*.*"):
        if "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if name.startswith(("tests/", "examples/", "docs/"))]


def test_installed_wheel_grades_in_an_empty_folder(installed, tmp_path):
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("candidate_id", "item_id", "answer"),
                ("A1", "一/1", "我会先听客户说完，再核对订单。"),
            ]
        )
    code = (
        "import sys, grader; from grader.readers.resources import folder; "
        "print(grader.__file__, folder('prompts'), folder('rubrics'), sep='\\n')"
    )
    path = os.pathsep.join([str(installed), *filter(None, [site_of("jinja2")])])
    places = run(sys.executable, "-P", "-c", code, cwd=tmp_path, PYTHONPATH=path).stdout.split()
    assert all(Path(place).is_relative_to(installed) for place in places), places
    run(sys.executable, "-P", "-m", "grader", "grade", "a.csv", "-r", "service-manager",
        "--judge", "baseline", cwd=tmp_path, PYTHONPATH=path)  # fmt: skip
    told = json.loads((tmp_path / "a-graded" / "run.json").read_text(encoding="utf-8"))
    assert told["counts"]["answers"] == 1
    assert (tmp_path / "a-graded" / "report.html").stat().st_size > 1000


def site_of(package):
    """The folder a dependency is imported from."""
    found = importlib.util.find_spec(package)
    return str(Path(found.origin).parent.parent) if found and found.origin else ""


def test_installed_command_and_plugin_are_declared(wheel):
    with zipfile.ZipFile(wheel) as archive:
        [name] = [each for each in archive.namelist() if each.endswith("entry_points.txt")]
        told = archive.read(name).decode()
    assert "grader = grader.cli.app:run" in told
    assert "grader = grader.testing.plugin" in told
