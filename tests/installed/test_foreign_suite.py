"""A suite of someone else's, where the wheel is installed with its extra `testing`."""

import shutil
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

# Fixtures by name alone, as a suite of someone else's has them.
SUITE = """
from pathlib import Path

import grader
from grader import Answer, OpenAIJudge, grade, load_rubric
from grader.testing import FAULTS, ScriptedJudge

RUBRIC = load_rubric("service-manager")
ANSWER = Answer(candidate_id="a", item_id="一/1", text="我先向客户道歉，再核对订单和物流记录。")


def test_grader_is_the_installed_one():
    assert "site-packages" in Path(grader.__file__).parts


def test_scripted_judge():
    [score] = grade([ANSWER], RUBRIC, judge=ScriptedJudge("lowest"))
    assert (score.status, score.points) == ("graded", 0)


def test_mocked_api(grader_api):
    grader_api.reply("retry_after_ms", "ok")
    [score] = grade([ANSWER], RUBRIC, judge=grader_api.judge())
    assert score.status == "graded"
    assert grader_api.chat.call_count == 2


def test_real_server(grader_server):
    judge = OpenAIJudge("m", base_url=grader_server.base_url, api_key="test")
    [score] = grade([ANSWER], RUBRIC, judge=judge)
    assert score.status == "graded"
    assert "malformed" in FAULTS
"""


def test_fixtures_come_with_the_installed_extra(place, testing, run, tmp_path):
    """No conftest, no plugin named: installing is all it takes. The example is such a suite, too."""
    (tmp_path / "test_theirs.py").write_text(SUITE, encoding="utf-8")
    shutil.copy(EXAMPLES / "test_mocked_api.py", tmp_path)
    done = run(place.python, "-P", "-m", "pytest", "-q", "-W", "error", cwd=tmp_path,
               PYTHONPATH=str(testing))  # fmt: skip
    assert "22 passed" in done.stdout
