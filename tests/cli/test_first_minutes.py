"""What a newcomer is told: in their own language, and what to do next."""

import csv

import pytest

from grader.testing import LoopbackServer, Reply

BASELINE = ("-r", "service-manager", "--judge", "baseline", "-o", "out")
NO_KEY = Reply(
    401,
    b'{"error": {"code": 401, "message": "Invalid API Key", "type": "authentication_error"}}',
    {"content-type": "application/json"},
)


@pytest.fixture
def papers(tmp_path):
    def write(*texts):
        path = tmp_path / "answers.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = [(f"c{number}", "一/1", text) for number, text in enumerate(texts)]
            csv.writer(file).writerows([("candidate_id", "item_id", "answer"), *rows])
        return path

    return write


def test_english_system_is_told_in_english_about_a_chinese_rubric(inside, papers, tmp_path):
    done = inside("grade", papers("我先道歉，再查订单和物流。"), *BASELINE)
    assert done.err.startswith("1 answers: 1 graded")
    assert done.err.isascii()
    assert '<html lang="zh-CN">' in (tmp_path / "out" / "report.html").read_text("utf-8")
    done = inside("verify", "out")
    assert done.out.isascii()
    assert done.code == 0


def test_where_a_person_is_waited_for_the_review_is_named(inside, papers):
    done = inside("grade", papers("见附件"), *BASELINE)
    assert done.code == 1
    assert "1 answer needs a person" in done.err
    assert done.lines[-2] == "To see and settle what is held: grader review out"
    assert done.lines[-1].startswith("To go on: grader grade ")


def test_refused_key_asks_for_no_person_but_for_a_closer_look(inside, papers, grader_server, at):
    grader_server.reply(NO_KEY)
    asked = at(grader_server)
    done = inside(
        "grade", papers("我先道歉。", "我先查订单。"), "-r", "service-manager", *asked, "-o", "out"
    )
    assert done.code == 3
    assert "need a person" not in done.err
    assert "2 answers got no score yet" in done.err
    assert ": 401 authentication_error Invalid API Key; " in done.lines[-3]
    assert done.lines[-2].startswith(
        "What stands in the way, row by row: grader doctor --base-url "
    )
    assert done.lines[-1].startswith("To go on: grader grade ")


def test_doctor_says_what_the_server_said_before_any_model_was_named(inside, monkeypatch):
    monkeypatch.delenv("GRADER_MODEL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong-9876")
    with LoopbackServer(pages={"GET /v1/models": NO_KEY}) as server:
        done = inside("doctor", "--base-url", server.base_url)
    assert done.code == 1
    assert "(401): Invalid API Key" in " ".join(done.out.split())
