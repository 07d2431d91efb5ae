"""grader rubric import: what it writes, what it says, and what it refuses."""

import json
import time
import tracemalloc

import pytest

from grader.core.paper import read_paper
from grader.errors import InputError
from grader.readers.question_paper import read_blocks

PAPER = """\
收银员面试题
一、情景题（共3题，每题8分，总分24分）
1. 顾客说多扣了钱，您怎么办？
参考答案：先致歉，再核对小票。
评分标准：①致歉（4分）；②核对小票（6分）
2. 扫码枪坏了怎么办？
参考答案：
（1）向顾客说明
（2）改用手工输入
"""


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "till.txt").write_text(PAPER, encoding="utf-8")
    return tmp_path / "till.txt"


def test_import_writes_a_rubric_that_passes_its_check(inside, paper, tmp_path):
    done = inside("rubric", "import", "till.txt")
    assert done.code == 0, done.err
    assert "3 / 2" in done.out
    assert "第 2 行，一：标题写明 3 题，文中只找到 2 题" in done.out
    assert "第 3 行，一/1：评分点合计 10 分，本题 8 分" in done.out
    checked = inside("rubric", "check", "till.yaml")
    assert checked.code == 0, checked.err
    assert "请在 over 里选 scale" in checked.out


def test_import_twice_writes_the_same_bytes_and_says_so(inside, paper, tmp_path):
    assert inside("rubric", "import", "till.txt").code == 0
    first = (tmp_path / "till.yaml").read_bytes()
    again = inside("rubric", "import", "till.txt")
    assert (again.code, (tmp_path / "till.yaml").read_bytes()) == (0, first)
    assert "未改动" in again.err


def test_file_that_differs_is_kept_unless_forced(inside, paper, tmp_path):
    (tmp_path / "till.yaml").write_text("mine", encoding="utf-8")
    done = inside("rubric", "import", "till.txt")
    assert (done.code, (tmp_path / "till.yaml").read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in done.err
    assert inside("rubric", "import", "till.txt", "--force").code == 0


def test_grading_refuses_until_the_author_has_chosen(inside, paper, answers, tmp_path):
    inside("rubric", "import", "till.txt", "-o", "till.yaml")
    path = answers(("A", "一/1", "我先向您致歉，再一起核对小票。"))
    done = inside("grade", path, "-r", "till.yaml", "--judge", "baseline")
    assert done.code == 2
    assert done.lines[-1].startswith("grader: ")
    assert "'一/1' (10 marks, 8 points); write over: scale" in done.err
    file = tmp_path / "till.yaml"
    file.write_text(file.read_text("utf-8").replace("over: choose", "over: scale"), "utf-8")
    assert inside("grade", path, "-r", "till.yaml", "--judge", "baseline").code in {0, 1}


def test_article_has_no_questions(inside, tmp_path):
    (tmp_path / "a.txt").write_text(
        "客服的一天\n早上先看工单。\n1. 到岗\n2. 签到\n", encoding="utf-8"
    )
    done = inside("rubric", "import", "a.txt")
    assert (done.code, len(done.lines)) == (2, 1)
    assert "no questions found" in done.err


def test_machine_form_names_codes_and_lines(inside, paper):
    done = inside("rubric", "import", "till.txt", "--json", "--lang", "en")
    told = json.loads(done.out)
    assert [(each["code"], each["line"]) for each in told["findings"]] == [
        ("questions_missing", 2), ("marks_differ", 3),
    ]  # fmt: skip
    assert told["sections"][0]["items"][0]["marks"] == ["4", "6"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.txt", "1. 顾客催退款，您怎么办？\n参考答案：先查，再回话。\n"),
        ("b.md", "客服说了一句话，没有问题。"),
        ("c.html", "<p>1. 顾客催退款，您怎么办？</p>\n<p>参考答案：先查，再回话。</p>"),
    ],
)
def test_20_mb_of_text_are_refused_within_ten_seconds(inside, tmp_path, name, line):
    size = 20_000_000
    (tmp_path / name).write_text(line * (size // len(line.encode()) + 1), encoding="utf-8")
    inside("rubric", "import", "none.txt")  # what is loaded once does not count
    began = time.process_time()
    done = inside("rubric", "import", name)
    assert time.process_time() - began < 10
    assert (done.code, len(done.lines)) == (2, 1)
    assert "more than 3,000,000 characters" in done.err


def test_20_mb_of_text_take_little_memory(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(("参考答案：" + "先查，再回话。" * 40 + "\n") * 24_000, encoding="utf-8")
    tracemalloc.start()
    with pytest.raises(InputError, match="3,000,000"):
        read_paper(read_blocks(path, lambda _: None))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The file, its characters while they are decoded, and little else.
    assert most < 100_000_000
