"""Which language a person is spoken to in, and what they then read."""

import os

import pytest

from grader.cli.language import language_asked

HEAD = "姓名,一/1\n"
SHEET = "candidate_id,item_id,answer\nA1,,好\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "asked"),
    [
        (["grade", "--lang", "zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["grade", "--lang=en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["grade", "--lang", "fr"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["grade", "--", "--lang", "zh"], {"LANG": "C"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW"}, "zh"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANGUAGE": "zh_CN", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "C"}, "en"),
        ([], {"LANG": "POSIX"}, "en"),
        pytest.param([], {"LANG": "C.UTF-8"}, None, marks=pytest.mark.skipif(os.name == "nt", reason="asks Windows")),
        pytest.param([], {}, None, marks=pytest.mark.skipif(os.name == "nt", reason="asks Windows")),
    ],
)  # fmt: skip
def test_language_is_that_of_the_option_then_of_the_system(arguments, environment, asked):
    assert language_asked(arguments, environment) == asked


def grade(cli, *more, **environment):
    return cli("grade", "答卷.csv", "-r", "user-support", "--judge", "baseline", *more,
               **environment)  # fmt: skip


def test_notes_and_errors_are_chinese_where_asked(cli):
    (cli.folder / "答卷.csv").write_bytes(
        "candidate_id;item_id;answer\nA1;没有这题;好\n".encode("gb18030")
    )
    done = grade(cli, "--lang", "zh")
    assert done.code == 2
    assert done.lines[0] == "答卷.csv：不是 UTF-8，按 GB18030 读取"
    assert done.lines[1] == "答卷.csv：以分号分列"
    assert done.lines[2].startswith("答卷.csv:2：题目“没有这题”不在评分标准“user-support”里")
    assert (
        done.lines[-1]
        == "grader: 1 行无法使用，没有发送任何请求；请改正这些行，或用 --skip-bad-rows 只评其余各行"
    )


def test_same_is_english_where_the_system_asks_for_it(cli):
    (cli.folder / "答卷.csv").write_text(
        "candidate_id;item_id;answer\nA1;没有这题;好\n", encoding="utf-8"
    )
    done = grade(cli)
    assert done.lines[0] == "答卷.csv: columns separated by semicolon"
    assert done.lines[1].startswith("答卷.csv:2: item '没有这题' is not in rubric 'user-support'")


def test_chinese_rubric_is_enough_where_nobody_says_anything(cli):
    (cli.folder / "答卷.csv").write_text("答案\n好\n", encoding="utf-8")
    done = grade(cli, LANG="C.UTF-8")
    [line] = done.lines
    assert line.startswith("grader: 答卷.csv：看不出哪一列是考生；请把该列的表头写成 candidate_id")
    assert line.endswith("现有各列：'答案'")


def test_system_speaks_chinese_before_there_is_a_rubric(cli):
    done = cli("grade", "x.csv", "-r", "没有", LANG="zh_CN.UTF-8")
    assert done.code == 2
    assert done.lines[0].startswith(
        "grader: 没有名为“没有”的评分标准；请给出 .yaml 文件或下列之一："
    )


def test_missing_file_and_key_are_told_in_chinese(cli):
    done = cli("grade", "没有.csv", "-r", "user-support", "--judge", "baseline", "--lang", "zh")
    assert done.lines == ["grader: 没有.csv：没有这个文件或文件夹；请检查文件名"]
    (cli.folder / "a.csv").write_text(SHEET, encoding="utf-8")
    done = cli("grade", "a.csv", "-r", "user-support", "--lang", "zh")
    assert done.lines[0].startswith("grader: 没有密钥，也没有接口地址；请设置 OPENAI_API_KEY")


def test_reasons_in_intake_csv_stay_english(cli):
    (cli.folder / "答卷.csv").write_text(
        "candidate_id,item_id,answer\nA1,没有这题,好\nA1,1,您好，马上为您处理。\n", encoding="utf-8"
    )
    done = grade(cli, "--lang", "zh", "--skip-bad-rows")
    assert done.code in {0, 1, 5}, done.err
    kept = (cli.folder / "答卷-graded" / "intake.csv").read_text(encoding="utf-8-sig")
    assert "item '没有这题' is not in rubric" in kept


def test_mistakes_in_a_rubric_are_told_in_chinese(cli):
    (cli.folder / "r.yaml").write_text("format: 1\nid: r\nid: s\n", encoding="utf-8")
    done = cli("rubric", "check", "r.yaml", LANG="zh_CN.UTF-8")
    assert done.code == 2
    assert "r.yaml:3:1：“id”在此出现两次；请只留一处" in done.err
