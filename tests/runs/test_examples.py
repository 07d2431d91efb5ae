"""The worked examples of calibration run as their README says."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.cli.app import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "calibration"


def converted(name, folder):
    subprocess.run([sys.executable, EXAMPLES / "convert.py", name, folder], check=True)
    return folder


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return converted("lend_an_ear", tmp_path_factory.mktemp("real") / "demo")


def test_real_ratings_become_marks_of_every_expert(real):
    marks, answers = rows(real / "marks.csv"), rows(real / "answers.csv")
    assert len(answers) == 50
    assert len(marks) == 50 * 6 * 3
    assert {row["reviewer"] for row in marks} == {"expert1", "expert2", "expert3"}
    assert {row["points"] for row in marks} == set("01234")
    assert all(len(row["candidate_id"]) == 20 for row in answers)


def test_recorded_ratings_are_those_of_the_data(real, tmp_path):
    """The machine's points in the run are its column in the data, one lower."""
    code = main(["grade", str(real / "answers.csv"), "-r",
                 str(EXAMPLES / "lend_an_ear/rubric.yaml"), "--judge", "replay", "--replay",
                 str(real / "replies.jsonl"), "-o", str(tmp_path / "run")])  # fmt: skip
    assert code in {0, 1}
    given = {(row["conversation_id"], row["dimension"]): int(row["gpt"]) - 1
             for row in rows(EXAMPLES / "lend_an_ear/ratings.csv")}  # fmt: skip
    found = {(row["candidate_id"], row["criterion_id"]): int(row["points"])
             for row in rows(tmp_path / "run/criteria.csv") if row["points"]}  # fmt: skip
    assert len(found) >= 46 * 6
    assert {name: given[name] for name in found} == found


@pytest.mark.parametrize(
    ("name", "least", "most"), [("lend_an_ear", 0.4, 0.65), ("synthetic", 0.7, 0.9)]
)
def test_calibrate_tells_what_the_readme_tells(name, least, most, tmp_path, capsys):
    folder = converted(name, tmp_path / "demo")
    main(["grade", str(folder / "answers.csv"), "-r", str(EXAMPLES / name / "rubric.yaml"),
          "--judge", "replay", "--replay", str(folder / "replies.jsonl"), "-o",
          str(tmp_path / "run"), "--format", "csv"])  # fmt: skip
    capsys.readouterr()
    code = main(["calibrate", str(tmp_path / "run"), "--human", str(folder / "marks.csv")])
    assert code in {0, 1}
    told = json.loads((tmp_path / "run/calibration.json").read_text(encoding="utf-8"))
    qwk = told["measured"][0]["machine"]["qwk"]["value"]
    assert least < qwk < most


def test_small_model_learns_where_people_differ(tmp_path):
    folder = converted("synthetic", tmp_path / "demo")
    code = main(["grade", str(folder / "answers.csv"), "-r",
                 str(EXAMPLES / "synthetic/rubric.yaml"), "--judge", "baseline-fitted", "--marks",
                 str(folder / "marks.csv"), "-o", str(tmp_path / "fit"), "--format", "csv"])  # fmt: skip
    assert code in {0, 1}
    fitted = json.loads((tmp_path / "fit/run.json").read_text(encoding="utf-8"))["fitted"]
    assert fitted["items"] == {"refund": 60}
    assert 0.75 < fitted["qwk"]["within_items"] < 0.95
