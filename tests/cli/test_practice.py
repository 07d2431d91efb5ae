"""grader practice without a terminal: an answer from stdin, and the history."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader import load_rubric
from grader.readers.resources import shipped_rubrics
from grader.text import shares_passage

RUBRIC = ("practice", "-r", "service-manager")
BASELINE = ("--judge", "baseline")
TEXT = "我会先亲自给客户回电，认真听他说完并道歉。再核对订单和物流轨迹。"


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """The folder in which a person's data lies by itself."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def cli(inside, tmp_path, monkeypatch):
    """The command in this process, with *stdin* for it to read."""

    def run(*arguments, stdin=""):
        path = tmp_path.parent / f"{tmp_path.name}.stdin"
        path.write_text(stdin, encoding="utf-8")
        with path.open(encoding="utf-8") as file, monkeypatch.context() as here:
            here.setattr("sys.stdin", file)
            return inside(*arguments)

    return run


def history(inside, *options, rubric="service-manager"):
    done = inside("practice", "-r", rubric, "--history-only", "--json", *options)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_answer_on_stdin_gets_what_feedback_says_and_what_comes_next(cli, tmp_path):
    (tmp_path / "answer.txt").write_text(TEXT, encoding="utf-8")
    said = cli("feedback", "answer.txt", "-r", "service-manager", "-i", "一/1", *BASELINE)
    done = cli(*RUBRIC, "-i", "一/1", *BASELINE, stdin=TEXT)
    assert done.code == 0, done.err
    assert done.out.startswith(said.out)
    assert "## 各维度得分" in done.out
    assert "下一题可以练" in done.out
    assert "不是语言模型" in done.err
    assert "0.35–0.45" in done.err
    assert not shares_passage(done.out, load_rubric("service-manager").item("一/1").reference.zh)


def test_history_keeps_the_answer_and_tells_where(cli, inside, own_data):
    done = cli(*RUBRIC, "-i", "一/1", *BASELINE, stdin=TEXT)
    [path] = own_data.rglob("*.db")
    assert path.name == "practice-service-manager.db"
    assert str(path) in done.err
    made = history(inside)
    assert made["file"] == str(path)
    [attempt] = made["attempts"]
    assert (attempt["answer"], attempt["rater"], attempt["item_id"]) == (TEXT, "baseline", "一/1")
    assert attempt["feedback"]["question"] == load_rubric("service-manager").item("一/1").text.zh
    assert len(attempt["rubric_hash"]) == 64
    shown = inside(*RUBRIC, "--history-only", "--lang", "en")
    assert "Progress by dimension" in shown.out
    assert str(path) in shown.err


def test_no_history_leaves_nothing(cli, own_data, tmp_path):
    done = cli(*RUBRIC, "-i", "一/1", *BASELINE, "--no-history", stdin=TEXT)
    assert done.code == 0
    assert "不留记录" in done.err
    assert list(tmp_path.rglob("*")) == []


def test_second_answer_stands_beside_the_first(cli, inside):
    first = cli(*RUBRIC, "-i", "一/1", *BASELINE, "--json", stdin="再核对订单。")
    told = json.loads(first.out)
    assert first.out.count("\n") == 1
    assert told["before"] is None
    assert told["next"]["item_id"] != "一/1"
    assert told["next"]["why"] == "weakest"
    second = json.loads(cli(*RUBRIC, "-i", "一/1", *BASELINE, "--json", stdin=TEXT).out)
    assert second["before"]["points"] == told["points"]
    lines = history(inside)["progress"]
    assert {line["dimension"]: len(line["answers"]) for line in lines}["empathy"] == 2
    again = cli(*RUBRIC, "-i", "一/1", *BASELINE, stdin=TEXT)
    assert "→" in again.out


def test_baseline_and_model_stay_on_lines_of_their_own(cli, inside, grader_server, at):
    cli(*RUBRIC, "-i", "一/1", *BASELINE, stdin=TEXT)
    done = cli(*RUBRIC, "-i", "一/1", *at(grader_server), stdin=TEXT)
    assert done.code == 0, done.err
    assert "→" not in done.out, "the baseline's points are no before of the model's"
    assert "不是语言模型" not in done.out + done.err
    lines = history(inside)["progress"]
    assert {line["rater"] for line in lines} == {"baseline", "openai:scripted-1"}
    assert {len(line["answers"]) for line in lines} == {1}
    shown = inside(*RUBRIC, "--history-only").out
    assert shown.index("评分者：baseline") < shown.index("评分者：openai:scripted-1")


def test_points_by_an_older_rubric_are_told_as_such(cli, inside, tmp_path):
    path = tmp_path / "mine.yaml"
    shutil.copy(shipped_rubrics()["service-manager"], path)
    command = ("practice", "-r", "mine.yaml", "-i", "一/1", *BASELINE)
    cli(*command, stdin=TEXT)
    before = history(inside, rubric="mine.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("先回应客户的着急", "先体谅客户的着急"), encoding="utf-8")
    done = cli(*command, stdin=TEXT)
    assert "→" not in done.out
    after = history(inside, rubric="mine.yaml")
    assert before["rubric_hash"] != after["rubric_hash"]
    assert [each["is_older"] for each in after["attempts"]] == [True, False]
    assert [each["is_older"] for each in before["attempts"]] == [False]
    assert {line["is_older"] for line in after["progress"]} == {True, False}
    assert "旧版评分标准" in inside("practice", "-r", "mine.yaml", "--history-only").out


def test_private_data_is_kept_at_home(cli, grader_server, at, inside):
    text = f"{TEXT}我的电话是13912345678，随时找我。"
    done = cli(*RUBRIC, "-i", "一/1", *at(grader_server), stdin=text)
    assert grader_server.base_url in done.err
    assert "13912345678" not in json.dumps(grader_server.requests, default=str)
    assert history(inside)["attempts"][0]["answer"] == text


def test_open_points_are_a_range_on_no_line(cli, inside, grader_server, at):
    grader_server.reply("invented_quotes")
    done = cli(*RUBRIC, "-i", "一/1", *at(grader_server), stdin=TEXT)
    assert done.code == 1
    assert "0–8 / 8" in done.out
    made = history(inside)
    assert made["progress"] == []
    assert [each["points"] for each in made["attempts"]] == [None]
    assert "0–8/8" in inside(*RUBRIC, "--history-only").out


def test_refused_key_keeps_the_answer_and_ends_with_3(cli, inside, grader_server, at):
    """The same text another time is rated under the same number."""
    grader_server.reply("unauthorized", "ok")
    command = (*RUBRIC, "-i", "一/1", *at(grader_server))
    assert cli(*command, stdin=TEXT).code == 3
    assert history(inside)["attempts"] == []
    assert cli(*command, stdin=TEXT).code == 0
    assert [each["answer"] for each in history(inside)["attempts"]] == [TEXT]


def test_open_rubric_takes_a_question(cli, inside):
    question = "客户投诉配送慢，怎么办？"
    command = ("practice", "-r", "customer-service", "--question", question, *BASELINE)
    assert cli(*command, stdin=TEXT).code == 0
    assert "→" in cli(*command, stdin=f"{TEXT}当天回访。").out
    made = history(inside, rubric="customer-service")
    assert [each["question"] for each in made["attempts"]] == [question] * 2
    assert not any(each["is_older"] for each in made["attempts"])


def test_history_that_is_not_there_is_not_made(inside, own_data):
    assert history(inside)["attempts"] == []
    done = inside(*RUBRIC, "--history-only")
    assert (done.code, "还没有练习记录" in done.out) == (0, True)
    assert not own_data.exists()


def test_stdin_without_an_answer_is_told_and_keeps_nothing(cli, own_data):
    done = cli(*RUBRIC, "-i", "一/1", *BASELINE, stdin=" \n\n")
    assert (done.code, done.out) == (2, "")
    assert "stdin: there is no answer in it" in done.err
    assert not own_data.exists()


WRONG = {
    f"-r service-manager {' '.join(BASELINE)}": "choose with -i one of 一/1",
    "-r service-manager -i 9 --judge baseline": "item '9' is not in rubric",
    "-r service-manager -i 一/1": "no key and no endpoint",
    "-r customer-service --judge baseline": "--question",
    "-r service-manager --dimension kindness": "has no points there; use one of empathy, process",
    "-r customer-service --dimension closure": "has no items to choose from",
    "-r service-manager --no-history --history-only": "--no-history: leave it out",
    "-r service-manager --no-history --history a.db": "--no-history: leave it out",
    "-r service-manager --lang fr": "--lang 'fr'",
}


@pytest.mark.parametrize("options", WRONG)
def test_mistakes_are_told_in_a_line_and_leave_nothing(options, cli, tmp_path):
    language = () if "--lang" in options else ("--lang", "en")
    done = cli("practice", *options.split(), *language)
    assert (done.code, done.out) == (2, "")
    assert WRONG[options] in done.err
    assert len(done.lines) == 1
    assert list(tmp_path.iterdir()) == []


def test_help_loads_no_terminal_library():
    code = "import sys; from grader.cli.app import main; main(['practice', '--help']); "
    code += "print(sorted({'prompt_toolkit', 'platformdirs', 'openai'} & sys.modules.keys()))"
    path = str(Path(grader.__file__).resolve().parent.parent)
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path},
                          text=True, capture_output=True, check=True)  # fmt: skip
    assert "--history-only" in done.stdout
    assert done.stdout.endswith("[]\n")
