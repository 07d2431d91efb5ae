"""The library redacts as the command line does."""

import json

from grader import Answer, OpenAIJudge, grade, load_rubric

RUBRIC = load_rubric("service-manager")
TEXT = "我叫欧阳小红，先道歉，再请客户拨打13800138000，当天回访确认。"


def graded(server, answer, **options):
    judge = OpenAIJudge("scripted-1", base_url=server.base_url, api_key="k")
    [score] = grade([answer], RUBRIC, judge=judge, **options)
    return score, json.dumps(server.requests, ensure_ascii=False)


def test_attributes_name_who_wrote_the_answer(grader_server):
    answer = Answer(candidate_id="A1", item_id="一/1", text=TEXT, attributes={"姓名": "欧阳小红"})
    score, sent = graded(grader_server, answer)
    assert "我叫[姓名1]，先道歉，再请客户拨打[手机号1]" in sent
    assert score.answer.text == TEXT
    quotes = [each.quote for mark in score.rating.marks for each in mark.evidence]
    assert quotes
    assert all(quote in TEXT for quote in quotes)


def test_an_id_that_is_a_name_is_one(grader_server):
    _, sent = graded(grader_server, Answer(candidate_id="欧阳小红", item_id="一/1", text=TEXT))
    assert "欧阳小红" not in sent


def test_redaction_can_be_left_out(grader_server):
    answer = Answer(candidate_id="A1", item_id="一/1", text=TEXT)
    _, sent = graded(grader_server, answer, redact=False)
    assert TEXT in sent.replace("\\n", "")
