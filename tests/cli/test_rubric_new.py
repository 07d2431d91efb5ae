"""grader rubric new: answers in, a rubric out that passes check; else no file at all."""

import os
import signal
import subprocess
import sys

import pytest

from grader.readers.resources import shipped_rubrics
from grader.readers.rubric_yaml import load_rubric

ZH = """1
1
refund-desk
退款岗位面试
2

客户说退款拖了十天，怎么回？
5
先认下拖了十天。
再说查哪一段。

先回应拖了十天
２
1
y
0、1、2
没有一句话是对客户说的
只有一句通用的抱歉
提到这十天，并为此道歉
写出查哪一段
2
2
n
语气平和
1
5
语气
n


y
"""


def made(cli, stdin, *arguments):
    return cli("rubric", "new", *arguments, stdin=stdin)


def test_answers_become_a_rubric_that_passes_check(cli, tmp_path):
    done = made(cli, ZH)
    assert done.code == 0, done.err
    rubric = load_rubric(tmp_path / "refund-desk.yaml")
    assert (rubric.id, rubric.title.zh, rubric.language, rubric.use) == ("refund-desk", "退款岗位面试", "zh", "selection")  # fmt: skip
    [item] = rubric.items
    assert (item.id, item.points, item.reference.zh) == (
        "一/1",
        5,
        "先认下拖了十天。\n再说查哪一段。",
    )
    assert [(each.id, each.points, each.dimension, each.label.zh) for each in item.criteria] == [
        ("empathy", 2, "empathy", ""), ("process", 2, "process", ""), ("other", 1, "other", "语气"),
    ]  # fmt: skip
    assert [level.points for level in item.criteria[0].levels] == [0, 1, 2]
    assert [each.id for each in rubric.dimensions] == ["empathy", "process", "other"]
    check = cli("rubric", "check", "refund-desk.yaml")
    assert (check.code, check.out) == (0, "refund-desk.yaml：可以使用，1 题，5 分。\n")


def test_file_explains_itself_and_grades(cli, answers, tmp_path):
    made(cli, ZH)
    text = (tmp_path / "refund-desk.yaml").read_text(encoding="utf-8")
    assert text.startswith("# 评分标准。")
    path = answers(("A", "一/1", "拖了十天实在抱歉，我查银行这一段，今天下班前给您答复。"))
    done = cli("grade", path, "-r", "refund-desk.yaml", "--judge", "baseline")
    assert done.code == 0, done.err


def test_what_is_left_is_shown_and_wrong_answers_are_asked_again(cli, tmp_path):
    stdin = "bad id\nmine\nMine\n3\n1\n\nHow?\n0\nx\n5\n\nFirst\n6\n4\n9\n1\nperhaps\nn\n<\nAgain\n5\n1\nn\n\n\n\n"
    done = made(cli, stdin, "--lang", "en", "--from", "customer-service")
    assert done.code == 0, done.err
    for told in ("Use letters, digits", "number from 1 to 2", "above 0, up to 1000", "above 0, up to 5", "number from 1 to 5", "Answer y or n", "(5 points left", "(1 points left", "Taken back: First"):  # fmt: skip
        assert told in done.err
    rubric = load_rubric(tmp_path / "mine.yaml")
    assert [each.points for item in rubric.items for each in item.criteria] == [5]
    shipped = load_rubric(shipped_rubrics()["customer-service"])
    assert rubric.critical == shipped.critical != ()


def test_shipped_paper_is_kept_and_added_to(cli, tmp_path):
    stdin = "y\nmine\n我的卷子\n补充\n新题？\n2\n\n说清楚\n2\n2\nn\n\n\ny\n"
    done = made(cli, stdin, "my.yaml", "--from", "service-manager", "--lang", "zh")
    assert done.code == 0, done.err
    rubric = load_rubric(tmp_path / "my.yaml")
    assert len(rubric.by_id) == 8
    assert (rubric.id, rubric.use, list(rubric.by_id)[-1]) == ("mine", "practice", "三/1")
    assert rubric.by_id["一/1"].over == "scale"


@pytest.mark.parametrize("lines", [1, 6, 12, 22, ZH.count("\n") - 1])
def test_input_that_ends_early_leaves_no_file(cli, tmp_path, lines):
    done = made(cli, "".join(ZH.splitlines(keepends=True)[:lines]))
    assert done.code == 2
    assert f"stdin：答到第 {lines} 项" in done.lines[-1]
    assert list(tmp_path.iterdir()) == []


def test_no_leaves_no_file(cli, tmp_path):
    done = made(cli, ZH.removesuffix("y\n") + "n\n")
    assert (done.code, done.lines[-1]) == (0, "没有写任何文件。")
    assert list(tmp_path.iterdir()) == []


def test_interrupt_leaves_no_file(cli, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", "rubric", "new"], cwd=tmp_path, env=cli.environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        process.stdin.write("".join(ZH.splitlines(keepends=True)[:12]).encode())
        process.stdin.flush()
        told = b""
        while "这个评分点几分".encode() not in told:
            told += os.read(process.stderr.fileno(), 4096)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_is_told_before_anything_is_asked(cli, tmp_path):
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    done = made(cli, ZH, "mine.yaml")
    assert (done.code, done.err) == (2, "grader: mine.yaml: is there already; give another name, or move it away first\n")  # fmt: skip
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"
