"""The CI job of the examples, with the installed command."""

import shutil
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "ci" / "grade.sh"
GOOD = (
    "我先回电，为包裹晚到和客服应付了事道歉。再查订单和物流轨迹，今天六点前答复。签收后再回访一次。"
)


@pytest.fixture
def job(place, run, tmp_path):
    """Runs the script on an answer and a promise of one; its output."""
    sh = shutil.which("sh")
    if not sh:
        pytest.skip("NOT TESTED: no sh")
    (tmp_path / "a.csv").write_text(
        f"candidate_id,item_id,answer\nA1,一/1,{GOOD}\nA2,一/1,见附件\n", encoding="utf-8"
    )

    def run_job(code, **environment):
        done = run(sh, SCRIPT, cwd=tmp_path, code=code, RUBRIC="service-manager", LANG="C.UTF-8",
                   PATH=f"{place.folder / 'bin'}:/usr/bin:/bin", **environment)  # fmt: skip
        return done.stdout + done.stderr

    return run_job


def test_it_fails_under_its_threshold_and_passes_above(job, tmp_path):
    summary = tmp_path / "summary.md"
    told = job(5, ANSWERS="a.csv", LEAST="95", GITHUB_STEP_SUMMARY=str(summary))
    assert "under 95 %: graded/candidates.csv tells where" in told
    assert summary.read_text(encoding="utf-8").startswith("#")
    assert "wait for a person: graded/report.md names them" in job(0, ANSWERS="a.csv", LEAST="1")
