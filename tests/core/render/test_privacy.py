"""Nothing of the candidate but the text is ever sent."""

import csv
import json
import re

import pytest

from grader import OpenAIJudge, grade, load_rubric, read_answers

PRIVATE = {
    "考生编号": "ZK-778899",
    "姓名": "欧阳小测",
    "手机": "13900008888",
    "邮箱": "someone@private.example",
    "性别": "女性组",
    "组别": "GROUP-BLUE-7",
    "备注": "内部推荐人王某",
}
TEXT = "我会先向客户道歉，再核实订单信息，两小时内给出方案。"


@pytest.fixture
def sheet(tmp_path):
    """A wide table whose every other cell is about the person, under a telling file name."""
    path = tmp_path / "secret-campaign-2031.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*PRIVATE, "一/1", "一/2"])
        writer.writerow([*PRIVATE.values(), TEXT, f"另外{TEXT}"])
    return path


def sent(server, judge, answers, rubric):
    """What went over the wire for *answers*: bodies and headers as text."""
    before = len(server.requests)
    scores = list(grade(answers, rubric, judge=judge))
    bodies = [json.dumps(body, ensure_ascii=False) for body in server.requests[before:]]
    return scores, bodies, [json.dumps(each) for each in server.headers[before:]]


@pytest.mark.parametrize(
    "script",
    [["ok"], ["malformed", "truncated", "level_out_of_range", "ok"], ["schema_refused_400", "ok"]],
    ids=["at once", "after repairs", "a rung down"],
)
def test_nothing_of_the_candidate_but_the_text_is_sent(grader_server, sheet, script):
    grader_server.reply(*script)
    rubric = load_rubric("service-manager")
    judge = OpenAIJudge("m", base_url=grader_server.base_url)
    answers = list(read_answers(sheet, rubric))
    assert answers[0].attributes["姓名"] == PRIVATE["姓名"], "the table was not read as meant"
    scores, bodies, headers = sent(grader_server, judge, answers, rubric)
    assert len(scores) == 2
    assert all(TEXT[:8] in body for body in bodies), "the text is not sent as it can be searched"
    private = [
        *PRIVATE.values(),
        *PRIVATE,
        sheet.name,
        sheet.stem,
        str(sheet.parent),
        "candidate_id",
    ]
    assert [word for word in private for text in (*bodies, *headers) if word in text] == []


def test_two_people_with_the_same_answer_are_asked_about_in_the_same_bytes(grader_server, sheet):
    """But for the nonce, which is drawn from the run's secret and tells nothing of them."""
    rubric = load_rubric("service-manager")
    judge = OpenAIJudge("m", base_url=grader_server.base_url)
    one = list(read_answers(sheet, rubric))[:1]
    sheet.write_text(
        sheet.read_text("utf-8").replace("ZK-778899", "B").replace("欧阳小测", "李四"), "utf-8"
    )
    other = list(read_answers(sheet, rubric))[:1]
    assert one[0].candidate_id != other[0].candidate_id
    bodies = [sent(grader_server, judge, each, rubric)[1] for each in (one, other)]
    first, second = (
        [re.sub(r"answer-[0-9a-f]{16}", "answer", body) for body in each] for each in bodies
    )
    assert first == second != []
