"""grader grade --engine batch, from the command line."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.cli.app import main
from grader.testing import ScriptedBatch

ROOT = Path(grader.__file__).parent.parent
ANSWERS = """candidate_id,item_id,answer
c1,一/1,我会先道歉，认真听客户说完，再核对订单，两小时内给出方案并回访。
c2,一/1,先安抚情绪，查清原因，给出补偿方案，最后记录处理结果。
c3,一/1,不知道
c4,一/1,按流程处理，有问题找主管，处理完了打电话告诉客户结果。
"""


@pytest.fixture
def grade(grader_server, tmp_path, monkeypatch):
    """Runs the command in the test's folder: its exit code and run.json."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    (tmp_path / "answers.csv").write_text(ANSWERS, encoding="utf-8")

    def run(*options, engine="batch", model="gpt-4o-mini"):
        command = [
            "grade", "answers.csv", "-r", "service-manager", "-o", "out", "--model", model,
            "--base-url", grader_server.base_url, "--engine", engine, *options,
        ]  # fmt: skip
        code = main(command)
        path = tmp_path / "out" / "run.json"
        return code, json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    return run


def scores():
    with Path("out/scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["candidate_id"]: row for row in csv.DictReader(file)}


def test_batch_grades_a_file(grade, grader_server):
    code, run = grade()
    assert code == 0
    assert (run["engine"], run["waiting"]) == ("batch", 0)
    assert (run["counts"]["graded"], run["counts"]["gated"]) == (3, 1)
    assert run["counts"]["requests"] == 3
    assert grader_server.batches.answered.total() == 3


def test_detach_hands_in_and_the_same_command_collects(grade, grader_server, capsys):
    grader_server.batches.script(ScriptedBatch(polls=1))
    code, run = grade("--detach")
    assert (code, run["waiting"], run["exit"]["code"]) == (0, 3, 0)
    assert (run["counts"]["unscored"], run["counts"]["gated"]) == (3, 1)
    assert scores()["c1"]["reason"] == "not_reached"
    assert "3 answers are in batches under way" in capsys.readouterr().err
    code, run = grade("--detach")
    assert (code, run["waiting"], run["counts"]["graded"]) == (0, 0, 3)
    assert grader_server.batches.answered.total() == 3
    assert run["tokens"]["input"] == 2700


def test_report_of_a_detached_run_keeps_its_exit(grade, grader_server):
    grader_server.batches.script(ScriptedBatch(polls=1))
    grade("--detach")
    assert main(["report", "out"]) == 0
    assert json.loads(Path("out/run.json").read_text(encoding="utf-8"))["waiting"] == 3


def test_detached_again_while_under_way_says_so_in_english(grade, grader_server, capsys):
    grader_server.batches.script(ScriptedBatch(polls=5))
    grade("--detach")
    assert grade("--detach", "--lang", "en")[0] == 0
    err = capsys.readouterr().err
    assert "3 answers are in batches under way" in err
    assert "To go on: grader" in err


def test_local_run_takes_over_without_the_batch(grade, grader_server):
    grader_server.batches.script(ScriptedBatch(polls=5))
    grade("--detach")
    code, run = grade(engine="local")
    assert (code, run["engine"], run["counts"]["graded"]) == (0, "local", 3)


def test_json_is_one_object(grade, capsys):
    code, _ = grade("--json")
    assert code == 0
    assert json.loads(capsys.readouterr().out)["engine"] == "batch"


def test_progress_for_machines_tells_of_batches(grade, capsys):
    grade("--progress", "json")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line[0] == "{"]
    told = [line["batch"] for line in lines if "batch" in line]
    assert [each["code"] for each in told] == ["submitted", "state", "collected"]
    assert (told[-1]["done"], told[-1]["total"]) == (3, 3)


@pytest.mark.parametrize(
    ("options", "engine", "told"),
    [
        (["--detach"], "local", "--detach: only batches go on without this process"),
        ([], "cluster", "--engine 'cluster': no such engine; choose one of batch, local"),
        (["--judge", "baseline"], "batch", "--engine batch: the judge 'baseline' has no Batch API"),
    ],
)
def test_setting_that_does_not_fit_is_refused(grade, capsys, options, engine, told):
    assert grade(*options, engine=engine) == (2, None)
    assert told in capsys.readouterr().err


def test_account_without_money_exits_3_and_says_how_to_go_on(grade, grader_server, capsys):
    grader_server.reply("quota")
    code, run = grade()
    assert (code, run["exit"]["code"]) == (3, 3)
    err = capsys.readouterr().err
    assert "top it up and run the same command" in err
    assert "To go on: grader" in err


def test_cost_is_half_of_what_it_is_without_batches():
    from grader.records import Usage
    from grader.wiring import price_named

    used = Usage(input=1_000_000, output=100_000)
    whole = price_named("gpt-4o-mini", "https://api.openai.com/v1")
    half = price_named("gpt-4o-mini", "https://api.openai.com/v1", engine="batch")
    assert whole.of(used) == 2 * half.of(used)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
def test_interrupt_leaves_the_batch_and_the_next_run_collects(grade, grader_server, tmp_path):
    grader_server.batches.script(ScriptedBatch(polls=1_000_000))
    command = [
        sys.executable, "-m", "grader", "grade", "answers.csv", "-r", "service-manager", "-o",
        "out", "--model", "gpt-4o-mini", "--base-url", grader_server.base_url, "--engine", "batch",
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    grader_server.batches.on = lambda kind: (
        process.send_signal(signal.SIGINT) if kind == "look done" else None
    )
    _, err = process.communicate(timeout=60)
    grader_server.batches.on = lambda _: None
    assert process.returncode == 130
    assert "batches already handed in go on at the provider" in err
    assert "3 answers are in batches under way" in err
    [batch] = grader_server.batches.batches.values()
    batch.script = ScriptedBatch()
    assert grade()[0] == 0
    assert len(grader_server.batches.batches) == 1


def test_samples_go_in_one_batch_and_waiting_counts_answers(grade, grader_server):
    grader_server.batches.script(ScriptedBatch(polls=1))
    code, run = grade("--samples", "2", "--detach")
    assert (code, run["waiting"], run["counts"]["unscored"]) == (0, 3, 3)
    code, run = grade("--samples", "2", "--detach")
    assert (code, run["waiting"], run["counts"]["graded"]) == (0, 0, 3)
    assert grader_server.batches.answered.total() == 6
    with Path("out/ratings.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["sample"] for row in csv.DictReader(file)} == {"1", "2"}


def test_jury_in_batches_asks_each_model_once(grade, grader_server):
    code, run = grade("--jury", "gpt-4o-mini,gpt-4o", model="")
    assert (code, run["judge"]) == (0, "jury:gpt-4o-mini+gpt-4o")
    assert (run["counts"]["graded"], run["counts"]["requests"]) == (3, 6)
    code, run = grade("--jury", "gpt-4o-mini,gpt-4o", model="")
    assert (code, run["counts"]["requests"]) == (0, 0)
    assert grader_server.batches.answered.total() == 6
