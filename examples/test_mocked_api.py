"""
A suite of your own around grader, against mocked API replies: no key, no network.

Needs `pip install "interview-grader[testing]"`; run it with `pytest test_mocked_api.py`. The
fixture `grader_api` comes with that extra, its judge is a `grader.OpenAIJudge`.
"""

import pytest

from grader import Answer, JudgeError, grade, load_rubric
from grader.testing import completion, rating_content

TEXT = "我先打电话向客户道歉。然后核对订单号和物流记录，今天六点前答复。收到货后我再回访一次。"


@pytest.fixture(scope="module")
def rubric():
    return load_rubric("service-manager")


def graded(rubric, judge, *texts):
    answers = [
        Answer(candidate_id=f"C-{number:04}", item_id="一/1", text=text)
        for number, text in enumerate(texts or [TEXT])
    ]
    return list(grade(answers, rubric, judge=judge))


def test_each_mark_rests_on_words_of_the_answer(grader_api, rubric):
    [score] = graded(rubric, grader_api.judge())
    assert (score.status, score.points, score.max_points) == ("graded", 8, 8)
    for mark in score.rating.marks:
        for found in mark.evidence:
            assert TEXT[found.start : found.end] == found.quote


def test_levels_become_points_in_code(grader_api, rubric):
    """Marks of this item add up to 10 on 8 points: the rubric scales them, not the model."""
    grader_api.reply(lambda body, _: rating_content(body, level={"team": 0, "follow": 1}))
    [score] = graded(rubric, grader_api.judge())
    points = {mark.criterion_id: float(mark.points) for mark in score.rating.marks}
    assert points == pytest.approx({"calm": 1.6, "resolve": 2.4, "team": 0, "follow": 0.8})
    assert float(score.points) == pytest.approx(4.8)


def test_invented_quotes_settle_nothing(grader_api, rubric):
    grader_api.reply("invented_quotes")
    [score] = graded(rubric, grader_api.judge())
    assert (score.status, score.reason, score.points) == ("held", "evidence", None)
    assert (score.points_low, score.points_high) == (0, 8)
    assert len(grader_api.requests) == 2  # one chance to mend the quotes


def test_an_unusable_model_gives_no_points(grader_api, rubric):
    grader_api.reply("refusal")
    [score] = graded(rubric, grader_api.judge())
    assert (score.status, score.reason, score.points) == ("unscored", "refusal", None)


@pytest.mark.parametrize(
    "fault", ["retry_after_ms", "malformed", "fenced", "html_200", "truncated"]
)
def test_a_passing_fault_costs_no_answer(grader_api, rubric, fault):
    grader_api.reply(fault, "ok")
    [score] = graded(rubric, grader_api.judge())
    assert score.status == "graded"


@pytest.mark.parametrize("limit", ["schema_refused_400", "schema_refused_500"])
def test_an_endpoint_without_json_schema_is_asked_for_a_tool_call(grader_api, rubric, limit):
    grader_api.reply(limit)
    [score] = graded(rubric, grader_api.judge())
    assert score.status == "graded"
    assert "response_format" in grader_api.requests[0]
    assert "tools" in grader_api.requests[-1]


def test_a_refused_parameter_is_left_out_from_then_on(grader_api, rubric):
    grader_api.reply("temperature_refused")
    judge = grader_api.judge(temperature=0.0)
    [score] = graded(rubric, judge)
    assert score.status == "graded"
    assert "temperature" not in grader_api.requests[-1]
    assert judge.taken.dropped == ("temperature",)


@pytest.mark.parametrize("fault", ["unauthorized", "quota", "unknown_model_404"])
def test_a_lost_cause_stops_after_one_request(grader_api, rubric, fault):
    grader_api.reply(fault)
    with pytest.raises(JudgeError):
        graded(rubric, grader_api.judge(), TEXT, f"{TEXT}完。")
    assert len(grader_api.requests) == 1


def test_equal_answers_are_asked_once(grader_api, rubric):
    scores = graded(rubric, grader_api.judge(), TEXT, TEXT, TEXT)
    assert [score.status for score in scores] == ["graded"] * 3
    assert len(grader_api.requests) == 1


def test_nothing_of_the_person_is_sent(grader_api, rubric):
    answer = Answer(
        candidate_id="王小明-0042", item_id="一/1", text=TEXT, attributes={"城市": "哈尔滨"}
    )
    list(grade([answer], rubric, judge=grader_api.judge()))
    sent = str(grader_api.requests)
    assert TEXT[:10] in sent
    assert not any(each in sent for each in ("王小明", "0042", "哈尔滨"))


def test_replies_of_your_own(grader_api, rubric):
    """Any completion can stand for the model, here one that says nothing usable three times."""
    grader_api.reply(completion("我觉得这份回答很好，给满分！"))
    [score] = graded(rubric, grader_api.judge())
    assert (score.status, score.reason) == ("unscored", "invalid")
