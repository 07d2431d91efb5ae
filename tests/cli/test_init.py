"""grader init: a folder in which the next command works."""

import json
import re
import shlex

import pytest

from grader.cli.app import app
from grader.cli.command_line import command_of
from grader.cli.settable import settables
from grader.cli.settings import check_settings
from grader.cli.settled import settled
from grader.readers.resources import labels
from grader.readers.settings_file import read_settings
from grader.writers.starter import starter_texts

FILES = {
    "zh": ["答案.xlsx", "rubric.yaml", "grader.toml", "README.md", ".gitignore"],
    "en": ["answers.xlsx", "rubric.yaml", "grader.toml", "README.md", ".gitignore"],
}
OUT = {"zh": "评分结果", "en": "graded"}


@pytest.fixture
def started(inside, tmp_path, monkeypatch):
    """The folder that was made, and the command in it."""

    def start(language):
        assert inside("init", "new", "--lang", language).code == 0
        monkeypatch.chdir(tmp_path / "new")
        return tmp_path / "new"

    return start


@pytest.mark.parametrize("language", ["zh", "en"])
def test_grade_alone_grades_what_init_wrote(started, inside, table, monkeypatch, language):
    folder = started(language)
    assert sorted(each.name for each in folder.iterdir()) == sorted(FILES[language])
    monkeypatch.setenv("GRADER_JUDGE", "baseline")
    done = inside("grade", "--format", "md")
    assert (done.code, done.out) == (0, "")
    assert "grader.toml" in done.lines[1]
    rows = table(folder / OUT[language] / "scores.csv")
    assert [(row["status"], row["max_points"]) for row in rows] == [("graded", "8")] * 2
    assert all(row["points"] not in {"", "0"} for row in rows)
    run = json.loads((folder / OUT[language] / "run.json").read_text(encoding="utf-8"))
    assert shlex.split(run["command"])[:3] == ["grader", "grade", FILES[language][0]]
    assert not [line for line in done.lines if "sheets" in line or "另有" in line]
    assert inside("verify").code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rubric_of_the_folder_passes_its_check_and_leaves_nothing_open(started, inside, language):
    started(language)
    checked = json.loads(inside("rubric", "check", "--json").out)
    assert (checked["ok"], checked["open"]) == (True, 0)


def test_without_a_key_three_ways_out_are_told_and_nothing_is_written(started, inside):
    folder = started("en")
    done = inside("grade")
    assert done.code == 2
    ways = ("OPENAI_API_KEY", "--base-url", "--judge baseline")
    assert all(way in done.lines[-1] for way in ways)
    assert not (folder / "graded").exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_setting_of_grade_stands_in_the_file_and_can_be_switched_on(started, language):
    folder = started(language)
    path = folder / "grader.toml"
    text = path.read_text(encoding="utf-8")
    on = re.sub(r"^# (?=[a-z_]+ = |\[review\])", "", text, flags=re.MULTILINE)
    path.write_text(on, encoding="utf-8")
    commands = settled(command_of(app))
    file = read_settings(path)
    check_settings(file, commands)
    said = {each.key for each in file.said if each.table in {"", "grade"}}
    assert said == settables("grade", commands["grade"]).keys()


def test_init_leaves_what_is_there_and_says_so(inside, tmp_path):
    assert inside("init", "--lang", "en").code == 0
    (tmp_path / "rubric.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "README.md").unlink()
    again = inside("init", "--lang", "en")
    assert again.code == 0
    assert "written: README.md" in again.err
    assert "there already, left as it is: rubric.yaml" in again.err
    assert (tmp_path / "rubric.yaml").read_text(encoding="utf-8") == "mine"
    last = inside("init", "--lang", "en")
    assert (last.code, len(last.lines)) == (2, 1)
    assert "everything is there already, nothing was written" in last.err


def test_init_writes_through_no_link(inside, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "README.md").symlink_to(tmp_path / "elsewhere.md")
    assert inside("init", "a", "--lang", "zh").code == 0
    assert not (tmp_path / "elsewhere.md").exists()


def test_init_speaks_the_systems_language(inside, monkeypatch, tmp_path):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    done = inside("init", "a", "--json")
    assert json.loads(done.out) == {
        "folder": "a", "language": "zh", "written": FILES["zh"], "kept": [],
    }  # fmt: skip
    assert "下一步" in done.err


def test_init_refuses_a_file_in_place_of_the_folder(inside, tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    done = inside("init", "a")
    assert (done.code, len(done.lines)) == (2, 1)
    assert "no folder can be made there" in done.err


def test_files_name_the_workbook_and_sheet_that_are_written():
    for language in ("zh", "en"):
        words = labels(language, "settings")
        text = starter_texts(language)["grader.toml"]
        assert f'answers = "{words["workbook"]}"' in text
        assert f'sheet = "{words["sheet"]}"' in text
