"""What the package promises by name, and what importing it costs."""

import subprocess
import sys

import pytest

import grader

EXPORTED = """
agrade Answer BaselineJudge Criterion Evidence feedback grade GraderError InputError Item
JudgeError load_rubric OpenAIJudge Rating read_answers ReplayJudge Rubric Score StoreError
write_reports
""".split()

# Heavy packages, and what of ours pulls them in.
HEAVY = {"openai", "pydantic", "httpx2", "aiohttp", "jinja2", "ruamel", "rapidfuzz", "tenacity",
         "genai_prices"}  # fmt: skip


def test_exports_are_those_of_the_contract():
    assert sorted(grader.__all__, key=str.casefold) == sorted(EXPORTED, key=str.casefold)


@pytest.mark.parametrize("name", EXPORTED)
def test_every_export_is_there(name):
    found = getattr(grader, name)
    assert found.__doc__
    assert found.__name__ == name


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="module 'grader' has no attribute 'graed'"):
        grader.graed  # noqa: B018 - the look-up is the test


def loaded_by(code):
    """Which heavy packages a fresh process has loaded after *code*."""
    program = f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": ""},
    )  # fmt: skip
    return HEAVY & set(done.stdout.splitlines()[-1].split())


def test_import_loads_nothing_heavy():
    assert loaded_by("import grader") == set()


def test_records_and_errors_load_nothing_heavy():
    assert loaded_by("from grader import Answer, Rubric, GraderError") == set()


@pytest.mark.parametrize("command", [["--help"], ["grade", "--help"], ["rubric", "--help"], []])
def test_help_loads_nothing_heavy(command):
    code = f"from grader.cli.app import main\nmain({command!r})"
    assert loaded_by(code) - {"pydantic"} == set()


def test_help_loads_no_more_than_typer_does():
    """typer may bring pydantic along; grader itself must not."""
    help_ = loaded_by("from grader.cli.app import main\nmain(['--help'])")
    assert help_ <= loaded_by("import typer")


def test_baseline_needs_no_openai():
    code = """
from grader import Answer, BaselineJudge, grade, load_rubric
list(grade([Answer(candidate_id="a", item_id="一/1", text="先听客户说完")],
           load_rubric("service-manager"), judge=BaselineJudge()))
"""
    assert {"openai", "aiohttp", "httpx2"} & loaded_by(code) == set()


def test_errors_are_one_tree():
    """`except GraderError` catches whatever this package raises on purpose."""
    from grader import errors

    found = [each for each in vars(errors).values() if isinstance(each, type)
             and each.__module__ == errors.__name__]  # fmt: skip
    assert all(issubclass(each, grader.GraderError) for each in found)
    assert {each.__name__ for each in found if issubclass(each, grader.JudgeError)} == {
        "AnswerRefused", "BudgetReached", "JudgeError", "JudgeStopped", "JudgeUnreachable", "ModeRefused",
        "ParameterRefused",
    }  # fmt: skip
