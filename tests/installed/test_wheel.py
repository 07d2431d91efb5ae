"""What the wheel and the sdist hold and say of themselves."""

import subprocess
import tarfile
import zipfile
from email import message_from_string
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name as canonical

ROOT = Path(__file__).resolve().parents[2]


def files_of(folder):
    return [
        path for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]  # fmt: skip


def held(wheel, ending):
    with zipfile.ZipFile(wheel) as archive:
        [name] = [each for each in archive.namelist() if each.endswith(ending)]
        return archive.read(name).decode()


def test_wheel_holds_what_the_checkout_holds_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    due = {path.relative_to(ROOT).as_posix() for path in files_of("grader")}
    due |= {f"grader/{path.relative_to(ROOT).as_posix()}"
            for folder in ("prompts", "rubrics") for path in files_of(folder)}  # fmt: skip
    assert names - {"grader/build.json"} == due
    assert "grader/py.typed" in names


def test_wheel_tells_its_licence_pythons_extras_and_commands(wheel, project):
    told = message_from_string(held(wheel, ".dist-info/METADATA"))
    assert told["License-Expression"] == "MIT"
    assert told["Requires-Python"] == project["requires-python"] == ">=3.11"
    assert set(told.get_all("Provides-Extra")) == {"documents", "stats", "telemetry", "testing"}
    assert "# grader" in told.get_payload()
    entry_points = held(wheel, "entry_points.txt")
    assert "grader = grader.cli.app:run" in entry_points
    assert "grader = grader.testing.plugin" in entry_points
    assert "MIT License" in held(wheel, "licenses/LICENSE")


def test_sdist_makes_the_same_wheel(wheel, build, tmp_path):
    """Whoever builds from the sdist, a distribution for one, gets what the wheel is."""
    with tarfile.open(build("sdist", tmp_path)) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = (path for path in tmp_path.iterdir() if path.is_dir())
    again = build("wheel", tmp_path / "again", source)
    first, second = zipfile.ZipFile(wheel), zipfile.ZipFile(again)
    assert {
        each.filename: each.CRC for each in first.infolist() if "RECORD" not in each.filename
    } == {each.filename: each.CRC for each in second.infolist() if "RECORD" not in each.filename}
    for part in ("tests/installed/test_wheel.py", "examples/README.md", "docs/en/library.md", "Makefile",
                 "constraints.txt", "README.zh-CN.md"):  # fmt: skip
        assert (source / part).is_file(), part


def test_a_clone_gives_the_wheel_its_commit(wheel):
    """A wheel of a folder without history, as from an archive, has no build to tell."""
    names = zipfile.ZipFile(wheel).namelist()
    git = ["git", "log", "-1", "--format=%h", "--abbrev=12"]
    if not (ROOT / ".git").exists():
        assert "grader/build.json" not in names
        return
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert commit.strip() in held(wheel, "grader/build.json")


def test_constraints_fit_every_requirement(project):
    """The tested set: what the package and its extras ask for, each pinned with its hashes."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--" not in text.replace("--hash=sha256:", "")
    pins = {}
    for line in text.replace("\\\n", " ").splitlines():
        if line and not line.startswith(("#", " ")):
            pin = Requirement(line.partition(" --hash")[0].strip())
            assert "--hash=sha256:" in line, line
            [only] = pin.specifier
            assert only.operator == "=="
            pins.setdefault(canonical(pin.name), []).append(only.version)
    extras = project["optional-dependencies"].values()
    for asked in map(
        Requirement, [*project["dependencies"], *(one for all_ in extras for one in all_)]
    ):
        found = pins[canonical(asked.name)]
        assert all(asked.specifier.contains(each) for each in found), (str(asked), found)
