"""The programs of examples/, run as their README says."""

import re
import runpy
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def program(monkeypatch, capsys):
    """Runs a program of the examples; its exit code and what it printed."""

    def run(name, *arguments):
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        code = 0
        try:
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        except SystemExit as end:
            code = end.code
        return code, capsys.readouterr().out

    return run


def test_walk_through_goes_from_answers_to_reports(program, tmp_path):
    code, told = program("walk_through.py", tmp_path)
    assert code == 0
    assert "0007 一/1: 4.0 of 8, graded" in told  # by the judge and the reader of one's own
    assert "0008 一/1: 0 of 8, gated" in told
    for name in ("own", "baseline"):
        assert (tmp_path / name / "report.html").stat().st_size > 1000


def test_feedback_tells_a_candidate_what_to_write(program):
    code, told = program("feedback.py", EXAMPLES / "my-answer.txt", "一/1")
    assert code == 0
    assert re.search(r"[\d.]+ / 8 \(graded, baseline\)", told)
    assert "\n- " in told


def test_readme_of_the_examples_names_each_of_them():
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        if path.suffix not in {"", ".pyc"} and path.name != "README.md":
            assert f"`{path.name}`" in told, path.name
