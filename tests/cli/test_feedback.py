"""grader feedback: for the person who wrote the answer, and never the reference."""

import json

import pytest

from grader import load_rubric
from grader.testing import rating_content
from grader.text import shares_passage
from grader.wiring import instructions

ITEM = ("-r", "service-manager", "-i", "一/1")
TEXT = "我会先亲自给客户回电，认真听他说完并道歉。再核对订单和物流轨迹。"


@pytest.fixture
def answer(tmp_path):
    path = tmp_path / "answer.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reference():
    item = load_rubric("service-manager").item("一/1")
    return f"{item.reference.zh}\n{item.reference.en}"


def test_feedback_tells_hits_with_the_writers_words(inside, answer, grader_server, at):
    done = inside("feedback", answer, *ITEM, *at(grader_server))
    assert (done.code, done.err) == (0, "")
    for said in (
        "# 回答反馈",
        "## 答到了",
        "## 没答到或没答全",
        "你写的",
        "供练习",
        "Scripted impr",
    ):
        assert said in done.out
    quoted = [line.split("“")[1].split("”")[0] for line in done.out.splitlines() if "“" in line]
    assert any(quote in TEXT for quote in quoted)


def test_feedback_of_the_baseline_says_what_it_is(inside, answer):
    done = inside("feedback", answer, *ITEM, "--judge", "baseline")
    assert done.code == 0
    assert "不是语言模型的判断" in done.out


def test_feedback_speaks_the_language_asked_for(inside, answer):
    done = inside("feedback", answer, *ITEM, "--judge", "baseline", "--lang", "en")
    assert "# Feedback on your answer" in done.out
    assert "## What you covered" in done.out


def test_feedback_as_json_is_one_object(inside, answer, grader_server, at):
    done = inside("feedback", answer, *ITEM, *at(grader_server), "--json")
    told = json.loads(done.out)
    assert done.out.count("\n") == 1
    assert (told["status"], told["points"], told["max_points"]) == ("graded", "8", "8")
    assert told["rater"] == "openai:scripted-1"
    assert [point["quotes"] for point in told["hit"]]


@pytest.mark.parametrize("form", [[], ["--json"], ["--lang", "en"]])
@pytest.mark.parametrize("level", ["top", "lowest"])
def test_feedback_never_tells_the_reference_or_the_instructions(
    inside, answer, grader_server, at, reference, form, level
):
    """Also where the model copies them into what it says to the writer."""
    rules = instructions("zh")
    leaked = [line for line in f"{reference}\n{rules}".splitlines() if len(line) >= 20]

    def leaks(body, _number):
        made = json.loads(rating_content(body, level=level))
        made["improvements"] = [*leaked[:2], "可以说说怎样回访。"]
        for mark in made["criteria"].values():
            mark["rationale"] = leaked[0]
        return json.dumps(made, ensure_ascii=False)

    grader_server.reply(leaks)
    done = inside("feedback", answer, *ITEM, *at(grader_server), *form)
    assert done.code == 0, done.err
    assert "可以说说怎样回访" in done.out
    for line in done.out.splitlines():
        for sentence in line.split("\\n"):
            assert not shares_passage(sentence, reference), sentence
    assert not any(line in done.out for line in leaked)


def test_held_feedback_gives_a_range_and_ends_with_1(inside, answer, grader_server, at):
    grader_server.reply("invented_quotes")
    done = inside("feedback", answer, *ITEM, *at(grader_server))
    assert done.code == 1
    assert "0–8 / 8" in done.out
    assert "words that nobody wrote" not in done.out


def test_unscored_feedback_says_so_and_ends_with_1(inside, answer, grader_server, at):
    grader_server.reply("refusal")
    done = inside("feedback", answer, *ITEM, *at(grader_server))
    assert done.code == 1
    assert "没有评成" in done.out or "未能评分" in done.out


def test_answer_without_content_is_told_without_asking(inside, tmp_path, grader_server, at):
    (tmp_path / "empty.txt").write_text("不知道")
    done = inside("feedback", "empty.txt", *ITEM, *at(grader_server))
    assert (done.code, len(grader_server.requests)) == (0, 0)
    assert "0 / 8" in done.out


def test_answer_may_come_from_stdin(cli, grader_server, at):
    done = cli("feedback", "-", *ITEM, *at(grader_server), stdin=TEXT)
    assert done.code == 0
    assert "认真听他说完并道歉" in grader_server.requests[0]["messages"][1]["content"]


def test_question_is_enough_for_an_open_rubric(inside, answer, grader_server, at):
    done = inside(
        "feedback", answer, "-r", "customer-service", "--question", "客户投诉配送慢，怎么办？",
        *at(grader_server),
    )  # fmt: skip
    assert done.code == 0
    assert "客户投诉配送慢，怎么办？" in done.out
    assert "16 / 16" in done.out


def test_question_names_the_item_of_a_paper(inside, answer):
    text = load_rubric("service-manager").item("一/1").text.zh
    command = ("feedback", answer, "-r", "service-manager", "--judge", "baseline")
    assert inside(*command, "--question", text).code == 0
    assert inside(*command, "--question", "天气如何？").code == 2


def test_account_refused_ends_with_3(inside, answer, grader_server, at):
    grader_server.reply("unauthorized")
    done = inside("feedback", answer, *ITEM, *at(grader_server))
    assert (done.code, done.out) == (3, "")
    assert "OPENAI_API_KEY" in done.err


def test_words_that_would_steer_a_terminal_are_shown(inside, tmp_path, grader_server, at):
    """Escape sequences in an answer must not repaint the reader's screen."""
    (tmp_path / "evil.txt").write_text(
        "我会先\x1b[2J听客户说完。\u202e再核对订单。", encoding="utf-8"
    )
    grader_server.reply(lambda body, _number: json.dumps(
        {**json.loads(rating_content(body)), "improvements": ["\x1b]0;x\x07 \ud83d"]}
    ))  # fmt: skip
    done = inside("feedback", "evil.txt", *ITEM, *at(grader_server))
    assert done.code in {0, 1}, done.err
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
