"""grader grade: how it ends, what it says, and that it pays for nothing twice."""

import io
import json
import re

import pytest

RUBRIC = ("-r", "service-manager")
BASELINE = (*RUBRIC, "--judge", "baseline")
TEXT = "我会先听客户说完，再核对订单，当天回访确认。"


@pytest.mark.usefixtures("in_chinese")
def test_run_that_settles_everything_ends_with_0_and_names_the_report(cli, answers):
    done = cli("grade", answers(("A", "一/1", TEXT), ("B", "一/1", "不知道")), *BASELINE)
    assert done.code == 0, done.err
    assert done.out == ""
    assert done.lines[-1].endswith("a-graded/report.html")
    assert (cli.folder / "a-graded" / "report.html").is_file()
    assert any("不是语言模型" in line for line in done.lines), "the baseline is no judge of people"


def test_labels_follow_lang(inside, answers):
    done = inside("grade", answers(("A", "一/1", TEXT)), *BASELINE, "--lang", "en")
    assert done.lines[0].startswith("1 answers: 1 graded, 0 held")


def test_held_answers_end_with_1_and_the_command_to_go_on(
    inside, answers, grader_server, at, table
):
    grader_server.reply("invented_quotes")
    path = answers(("A", "一/1", TEXT))
    done = inside("grade", path, *RUBRIC, *at(grader_server), "-o", "out")
    assert done.code == 1
    assert done.lines[-1].endswith(
        f"grader grade {path} -r service-manager --base-url {grader_server.base_url} "
        "--model scripted-1 -o out"
    )
    [row] = table(path.parent / "out" / "scores.csv")
    assert (row["status"], row["reason"]) == ("held", "evidence")


def test_unscored_answers_end_with_1_and_say_why(inside, answers, grader_server, at, table):
    grader_server.reply("refusal")
    done = inside("grade", answers(("A", "一/1", TEXT)), *RUBRIC, *at(grader_server), "-o", "out")
    assert done.code == 1
    [row] = table(answers().parent / "out" / "scores.csv")
    assert (row["status"], row["reason"], row["points"]) == ("unscored", "refusal", "")
    assert (row["points_low"], row["points_high"]) == ("0", "8")


@pytest.mark.parametrize(
    ("fault", "said"),
    [("unauthorized", "OPENAI_API_KEY"), ("quota", "top it up"), ("unknown_model_404", "--model")],
)
def test_account_refused_ends_with_3_and_the_command(
    inside, answers, grader_server, at, several, fault, said
):
    grader_server.reply(fault)
    options = (*RUBRIC, *at(grader_server), "-o", "out")
    done = inside("grade", answers(*several(40)), *options)
    assert done.code == 3
    [line] = [line for line in done.lines if line.startswith("grader: http://127.0.0.1")]
    assert said in line
    assert done.lines[-1].endswith(f"--base-url {grader_server.base_url} --model scripted-1 -o out")
    assert "Traceback" not in done.err
    assert len(grader_server.requests) == 1, "the first refusal is for all"
    told = json.loads((answers().parent / "out" / "run.json").read_text())
    assert told["exit"]["code"] == 3
    assert said in told["exit"]["reason"]
    assert told["counts"]["requests"] == 1


def test_mean_under_the_wish_ends_with_5(inside, answers):
    path = answers(("A", "一/1", "不知道"))
    assert inside("grade", path, *BASELINE, "--fail-under", "1").code == 5
    assert inside("grade", path, *BASELINE, "--fail-under", "0").code == 0


def test_folder_that_is_a_file_ends_with_4(inside, answers):
    path = answers(("A", "一/1", TEXT))
    done = inside("grade", path, *BASELINE, "-o", path)
    assert done.code == 4
    assert "choose another folder with -o" in done.lines[0]
    assert done.lines[-1].startswith("grader: to go on")


@pytest.mark.parametrize("name", ["grader.db", "intake.db"])
def test_damaged_store_ends_with_4_and_names_the_file(inside, answers, name):
    path = answers(("A", "一/1", TEXT))
    assert inside("grade", path, *BASELINE, "-o", "out").code == 0
    (path.parent / "out" / name).write_bytes(b"no database" * 500)
    done = inside("grade", path, *BASELINE, "-o", "out")
    assert (done.code, "Traceback" in done.err) == (4, False)
    assert name in done.lines[0]


def test_all_bad_rows_are_told_at_once_and_nothing_is_sent(inside, answers, grader_server, at):
    path = answers(
        ("A", "一/1", TEXT), ("", "一/1", "x"), ("B", "9/9", "x"), ("A", "一/1", "another"),
        ("C", "一/1", "x" * 200),
    )  # fmt: skip
    done = inside("grade", path, *RUBRIC, *at(grader_server), "--max-cell", "100")
    assert (done.code, len(grader_server.requests)) == (2, 0)
    assert [line.split(": ")[0] for line in done.lines[:-1]] == [
        "a.csv:3", "a.csv:4", "a.csv:5", "a.csv:6"
    ]  # fmt: skip
    assert done.lines[-1].startswith("grader: 4 rows cannot be used, nothing was sent")
    assert "--skip-bad-rows" in done.lines[-1]
    assert not (path.parent / "a-graded" / "grader.db").exists()


def test_skip_bad_rows_grades_the_others_and_accounts_for_all(inside, answers, table):
    path = answers(("A", "一/1", TEXT), ("", "一/1", "x"), ("B", "9/9", "x"), ("A", "一/1", TEXT))
    done = inside("grade", path, *BASELINE, "--skip-bad-rows", "-o", "out")
    assert done.code == 0
    states = {row["row"]: row["state"] for row in table(path.parent / "out" / "intake.csv")}
    assert states == {"2": "graded", "3": "bad", "4": "bad", "5": "duplicate"}


def test_json_is_one_object_and_nothing_else(cli, answers):
    done = cli("grade", answers(("A", "一/1", TEXT)), *BASELINE, "--json", "-o", "out")
    told = json.loads(done.out)
    assert done.out.count("\n") == 1
    assert told == json.loads((cli.folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert done.lines[-1].endswith("report.html"), "people's text goes to stderr"


def test_json_of_a_failed_command_is_nothing(inside):
    assert inside("grade", "none.csv", *BASELINE, "--json").out == ""


def test_again_pays_for_nothing(inside, answers, grader_server, at, several, table):
    options = (answers(*several(12)), *RUBRIC, *at(grader_server), "-o", "out")
    first = inside("grade", *options)
    assert (first.code, len(grader_server.requests)) == (0, 12)
    before = table(answers().parent / "out" / "scores.csv")
    answers(*several(12))
    again = inside("grade", *options)
    assert (again.code, len(grader_server.requests)) == (0, 12)
    assert table(answers().parent / "out" / "scores.csv") == before


def test_changed_answer_is_asked_alone(inside, answers, grader_server, at, several, table):
    rows = several(8)
    options = (*RUBRIC, *at(grader_server), "-o", "out")
    inside("grade", answers(*rows), *options)
    rows[3] = (*rows[3][:2], "我改了主意，先退款，再回访确认。")
    path = answers(*rows)
    assert inside("grade", path, *options).code == 0
    assert len(grader_server.requests) == 9
    assert "我改了主意" in grader_server.requests[-1]["messages"][-1]["content"]
    rows = [row["status"] for row in table(path.parent / "out" / "scores.csv")]
    assert rows.count("graded") == 8, "the old answer is no longer reported"


def test_answer_taken_out_is_no_longer_reported(inside, answers, several, table):
    rows = several(4)
    inside("grade", answers(*rows), *BASELINE, "-o", "out")
    path = answers(*rows[:2])
    assert inside("grade", path, *BASELINE, "-o", "out").code == 0
    assert len(table(path.parent / "out" / "candidates.csv")) == 2


def test_equal_answers_are_asked_once(inside, answers, grader_server, at, table):
    path = answers(*((f"C{n}", "一/1", TEXT) for n in range(6)), ("D", "一/2", TEXT))
    assert inside("grade", path, *RUBRIC, *at(grader_server), "-o", "out").code == 0
    assert len(grader_server.requests) == 2, "the same words to another item are another answer"
    assert json.loads((path.parent / "out" / "run.json").read_text())["counts"]["deduplicated"] == 5
    rows = [row for row in table(path.parent / "out" / "scores.csv") if row["status"] == "graded"]
    assert [row["points"] for row in rows] == ["8"] * 7


def test_other_rubric_in_the_same_folder_ends_with_2(inside, answers, several):
    path = answers(*several(2))
    assert inside("grade", path, *BASELINE, "-o", "out").code == 0
    done = inside(
        "grade", path, "-r", "customer-service", "--question", "怎么办？",
        "--judge", "baseline", "-o", "out",
    )  # fmt: skip
    assert done.code == 2
    assert re.search("out: holds a run with rubric 'service-manager'.*-o", done.err)


def test_failed_answer_is_asked_again_and_the_others_are_not(
    inside, answers, grader_server, at, several
):
    rows = several(6)

    def one_fails(body, _number):
        is_it = rows[2][2] in str(body["messages"])
        return "content_filter_400" if is_it else "ok"

    grader_server.reply(one_fails)
    options = (answers(*rows), *RUBRIC, *at(grader_server), "-o", "out")
    assert (inside("grade", *options).code, len(grader_server.requests)) == (1, 6)
    grader_server.reply("ok")
    assert (inside("grade", *options).code, len(grader_server.requests)) == (0, 7)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_stdin_is_read_as_a_file(inside, tmp_path, monkeypatch, form):
    line = json.dumps({"candidate_id": "A", "item_id": "一/1", "answer": TEXT})
    text = line if form == "jsonl" else f"candidate_id,item_id,answer\nA,一/1,{TEXT}\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = inside("grade", "-", *BASELINE)
    assert done.code == 0, done.err
    assert (tmp_path / "stdin-graded" / "scores.csv").is_file()


def test_store_may_lie_elsewhere(inside, answers, grader_server, at, several):
    path = answers(*several(3))
    options = (*RUBRIC, *at(grader_server), "--store", f"sqlite:///{path.parent / 'kept.db'}")
    for folder in ("one", "two"):
        assert inside("grade", path, *options, "-o", folder).code == 0
        assert not (path.parent / folder / "grader.db").exists()
    assert len(grader_server.requests) == 3, "two folders share what was paid for"


def test_judges_and_parameters_do_not_share_ratings(inside, answers, grader_server, at, several):
    """Another model or temperature is another judge: its points are its own."""
    path = answers(*several(2))
    for more in ((), ("--temperature", "0.5"), ("--seed", "1"), ("--prompt-lang", "en")):
        assert inside("grade", path, *RUBRIC, *at(grader_server), *more, "-o", "out").code == 0
    assert len(grader_server.requests) == 8
