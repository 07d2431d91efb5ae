"""grader rubric import --propose: a judge drafts what the paper lacks, once, within a budget."""

import json
from decimal import Decimal

import pytest

from grader.readers.rubric_yaml import load_rubric
from grader.testing.replies import said

PAPER = """\
收银员面试题
一、情景题（共3题，每题8分，总分24分）
1. 顾客说多扣了钱，您怎么办？
参考答案：先致歉，再核对小票。
评分标准：①致歉（4分）；②核对小票（4分）
2. 扫码枪坏了怎么办？
参考答案：
（1）向顾客说明
（2）改用手工输入
3. 顾客插队，后面的人不满，您怎么办？
"""
PRICES = "prices:\n- {model: scripted-1, input: 1, output: 2}\n"


def one(name, points, dimension="process"):
    return {
        "why": "参考答案里写了",
        "id": name,
        "description": f"写出{name}这一步",
        "dimension": dimension,
        "label": "",
        "points": points,
    }


def drafted(*criteria):
    return lambda body, _: said(body, json.dumps({"criteria": criteria}))


GOOD = drafted(one("tell", 3, "empathy"), one("type", 5))


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "till.txt").write_text(PAPER, encoding="utf-8")
    (tmp_path / "prices.yaml").write_text(PRICES, encoding="utf-8")
    return tmp_path / "till.txt"


@pytest.fixture
def propose(inside, paper, at, grader_server):
    def run(*more):
        return inside("rubric", "import", "till.txt", "--propose", *at(grader_server), *more)

    return run


def criteria(path):
    return {item.id: [each.id for each in item.criteria] for item in load_rubric(path).items}


def test_items_without_marks_are_drafted_and_marks_of_the_paper_stay(
    propose, grader_server, tmp_path
):
    grader_server.reply(GOOD)
    done = propose()
    assert done.code == 0, done.err
    made = load_rubric(tmp_path / "till.yaml")
    assert criteria(tmp_path / "till.yaml") == {
        "一/1": ["p1", "p2"], "一/2": ["tell", "type"], "一/3": ["tell", "type"],
    }  # fmt: skip
    assert [each.description.zh for each in made.by_id["一/1"].criteria] == ["致歉", "核对小票"]
    assert {each.status for item in made.items for each in item.criteria} == {"proposed"}
    assert "由模型（openai:scripted-1）草拟" in made.by_id["一/3"].notes[-1]
    assert "为 2 道题拟定了评分点" in done.err
    asked = [request["messages"][1]["content"] for request in grader_server.requests]
    assert len(asked) == 2
    assert all("多扣了钱" not in text for text in asked)


def test_same_command_again_pays_for_nothing_and_writes_the_same(propose, grader_server, tmp_path):
    grader_server.reply(GOOD)
    assert propose().code == 0
    first = (tmp_path / "till.yaml").read_bytes()
    again = propose()
    assert (again.code, (tmp_path / "till.yaml").read_bytes()) == (0, first)
    assert "未改动" in again.err
    assert len(grader_server.requests) == 2


def test_wrong_sum_is_mended(propose, grader_server, tmp_path):
    grader_server.reply(drafted(one("tell", 3)), GOOD, GOOD, GOOD)
    assert propose("--json").code == 0
    assert set(criteria(tmp_path / "till.yaml")["一/2"]) == {"tell", "type"}
    assert len(grader_server.requests) == 3


def test_what_cannot_be_used_is_replaced_by_the_papers_own_list(propose, grader_server, tmp_path):
    grader_server.reply(lambda body, _: said(body, "我想不出来。"))
    done = propose("--json")
    assert done.code == 0, done.err
    assert {name: each["by"] for name, each in json.loads(done.out)["proposed"]["items"].items()} == {
        "一/2": "list", "一/3": "list",
    }  # fmt: skip
    assert criteria(tmp_path / "till.yaml")["一/2"] == ["p1", "p2"]


def test_import_without_propose_is_gone_on_with(propose, inside, paper, grader_server, tmp_path):
    grader_server.reply(GOOD)
    assert inside("rubric", "import", "till.txt").code == 0
    assert grader_server.requests == []
    assert propose().code == 0
    assert criteria(tmp_path / "till.yaml")["一/2"] == ["tell", "type"]


def test_file_someone_changed_is_kept_and_nothing_is_sent(propose, grader_server, tmp_path):
    (tmp_path / "till.yaml").write_text("mine", encoding="utf-8")
    done = propose()
    assert (done.code, len(done.lines)) == (2, 1)
    assert "--force" in done.err
    assert grader_server.requests == []
    grader_server.reply(GOOD)
    assert propose("--force").code == 0
    assert len(grader_server.requests) == 2


def test_budget_ends_asking_and_a_larger_one_goes_on(propose, grader_server, tmp_path):
    grader_server.reply(GOOD)
    prices = ("--prices", "prices.yaml")
    done = propose("--budget", "0.0001", *prices)
    assert done.code == 3, done.err
    assert "--budget" in done.err
    assert "grader rubric import till.txt --propose" in done.lines[-1]
    assert grader_server.requests == []
    assert criteria(tmp_path / "till.yaml")["一/2"] == ["p1", "p2"]
    more = propose("--budget", "1", "--json", *prices)
    assert more.code == 0, more.err
    told = json.loads(more.out)["proposed"]
    # Two replies, each 900 tokens in at 1 dollar and 150 out at 2 dollars a million.
    assert (told["requests"], Decimal(told["cost_usd"])) == (2, Decimal("0.0024"))


def test_refused_key_writes_what_there_is(propose, grader_server, tmp_path):
    grader_server.reply("unauthorized")
    done = propose()
    assert done.code == 3
    assert "没有再问下去" in done.err
    assert criteria(tmp_path / "till.yaml")["一/2"] == ["p1", "p2"]


def test_without_a_key_or_an_address_there_are_three_ways_out(inside, paper, monkeypatch, tmp_path):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "GRADER_MODEL"):
        monkeypatch.delenv(name, raising=False)
    done = inside("rubric", "import", "till.txt", "--propose", "--model", "scripted-1")
    assert (done.code, len(done.lines)) == (2, 1)
    assert all(way in done.err for way in ("OPENAI_API_KEY", "--base-url", "--propose"))
    assert not (tmp_path / "till.yaml").exists()


def test_options_of_a_judge_without_propose_are_told(inside, paper, tmp_path):
    done = inside("rubric", "import", "till.txt", "--model", "m", "--budget", "1")
    assert (done.code, len(done.lines)) == (2, 1)
    assert "--model, --budget: nothing is sent without --propose" in done.err
    assert not (tmp_path / "till.yaml").exists()


def test_budget_without_a_price_is_refused_before_anything_is_written(
    propose, grader_server, tmp_path
):
    assert propose("--budget", "1").code == 2
    assert propose("--budget", "0", "--prices", "prices.yaml").code == 2
    assert grader_server.requests == []
    assert not (tmp_path / "till.yaml").exists()
