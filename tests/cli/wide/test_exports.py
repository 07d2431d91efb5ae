"""Exports of form makers, graded as they come."""

import pytest

BASELINE = ("-r", "service-manager", "--judge", "baseline", "-o", "out")


@pytest.mark.usefixtures("in_chinese")
def test_survey_in_gb18030_is_graded_as_it_comes(inside, export, table):
    path = export("wjx")
    done = inside("grade", path, *BASELINE)
    assert done.code == 0, done.err
    assert done.lines[0] == "wjx.csv：不是 UTF-8，按 GB18030 读取"
    notes = [line for line in done.lines if line.startswith("wjx.csv：列“")]
    assert len(notes) == 7
    assert notes[0].endswith("”当作：第 一/1 题（题目原文，被截短）")
    rows = table(path.parent / "out" / "scores.csv")
    assert [row["candidate_id"] for row in rows[::7]] == ["周敏", "李建国"]
    assert [row["candidate_id"] for row in rows if row["status"] == "not_answered"] == ["李建国"]


@pytest.mark.usefixtures("in_chinese")
def test_google_form_needs_a_nod_for_the_question_in_other_words(inside, export, table):
    path = export("google")
    done = inside("grade", path, *BASELINE)
    assert (done.code, done.out, len(done.lines)) == (2, "", 1)
    assert "看作题目“二/2”" in done.lines[0]
    assert "--map" in done.lines[0]
    assert "--yes" in done.lines[0]
    assert not (path.parent / "out").exists()
    done = inside("grade", path, *BASELINE, "--yes")
    assert done.code == 0
    assert len([line for line in done.lines if "文字相近" in line]) == 1
    rows = table(path.parent / "out" / "scores.csv")
    assert len(rows) == 14
    assert [row["item_id"] for row in rows if row["status"] == "not_answered"] == ["一/1"]


def test_nod_is_kept_for_the_same_columns_and_asked_again_for_others(inside, export):
    path = export("google")
    assert inside("grade", path, *BASELINE, "--yes").code == 0
    again = inside("grade", path, *BASELINE)
    assert again.code == 0
    assert not [line for line in again.lines if "文字相近" in line]
    export("google", lambda rows: rows[0].__setitem__(3, "一/1"))
    assert inside("grade", path, *BASELINE).code == 2


def test_map_settles_what_is_not_sure(inside, export):
    path = export("google")
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")[-1]
    done = inside("grade", path, *BASELINE, "--map", f"{header[:12]}=二/2")
    assert done.code == 0, done.err


@pytest.mark.usefixtures("in_chinese")
def test_quiz_without_names_is_keyed_by_its_numbers(inside, export, table):
    path = export("ms")
    done = inside("grade", path, *BASELINE)
    assert (done.code, done.lines[0][:2]) == (0, "完成"), done.err
    rows = table(path.parent / "out" / "scores.csv")
    assert [row["candidate_id"] for row in rows[::7]] == ["1", "2"]
    assert len(rows) == 14, "neither points nor feedback is an answer"


@pytest.mark.usefixtures("in_chinese")
@pytest.mark.parametrize("name", ["wjx", "google"])
def test_look_ahead_shows_every_column_and_asks_nothing(inside, export, name):
    path = export(name)
    done = inside("grade", path, *BASELINE, "--dry-run")
    assert done.code == 0
    assert f"{name}.csv 的各列这样理解：" in done.err
    assert sum(f"第 {each} 题（" in done.err for each in ("一/1", "一/5", "二/2")) == 3
    assert ("（请确认）" in done.err) == (name == "google")
    assert done.out.startswith("预估"), "what is for people alone stays off stdout"
    assert not (path.parent / "out").exists()


def test_row_moved_by_one_column_is_never_graded(inside, export):
    path = export("wjx", lambda rows: rows[2].insert(7, "") or rows[2].pop())
    done = inside("grade", path, *BASELINE)
    assert done.code == 2
    assert "wjx.csv:3: looks moved by one column from '2、您的性别：' on" in done.err
    done = inside("grade", path, *BASELINE, "--skip-bad-rows")
    assert done.code == 0
    assert done.lines[-4].startswith("7 answers: ")


def test_nothing_is_sent_before_the_nod(inside, export, grader_server, at):
    path = export("google")
    done = inside("grade", path, "-r", "service-manager", *at(grader_server))
    assert (done.code, len(grader_server.requests)) == (2, 0)
