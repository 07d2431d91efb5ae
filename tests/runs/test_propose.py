"""Criteria proposed by a judge: checked, mended once, kept, bounded; else the paper's own list."""

import json
from decimal import Decimal

import pytest

from grader.errors import SettingError
from grader.judges.baseline import BaselineJudge
from grader.judges.openai_chat import OpenAIJudge
from grader.readers.resources import shipped_rubrics
from grader.readers.rubric_yaml import load_rubric
from grader.records import BareItem, Criterion, Price, Text
from grader.runs import Limits, Proposer, make_proposer
from grader.testing.replies import said
from grader.wiring import JudgeSettings

DIMENSIONS = load_rubric(shipped_rubrics()["service-manager"]).dimensions
ASKED = BareItem(
    id="一/1", text="客户催退款，你怎么办？", points=Decimal(8),
    reference="先查卡在哪一段，再告诉客户哪天到账。", examines=("同理心", "流程"),
)  # fmt: skip


def one(name, points, dimension="process", **more):
    made = {
        "why": "参考答案第一句",
        "id": name,
        "description": f"写出{name}这一步",
        "dimension": dimension,
    }
    return {**made, "label": "", "points": points, **more}


GOOD = [one("hear", 2, "empathy"), one("check", 3.5), one("date", 2.5, "other", label="到账")]


def reply(criteria):
    text = criteria if isinstance(criteria, str) else json.dumps({"criteria": criteria})
    return lambda body, _: said(body, text)


@pytest.fixture
def proposer(tmp_path, grader_server):
    def make(**more):
        judge = OpenAIJudge("scripted-1", base_url=grader_server.base_url)
        settings = {
            "judge": judge, "journal": tmp_path / "out.propose.db", "dimensions": DIMENSIONS,
            "language": "zh", "fallback": listed,
        }  # fmt: skip
        return Proposer(**{**settings, **more})

    return make


def listed(bare):
    description = Text("整题", "整题")
    return (Criterion(id="p1", points=bare.points, dimension="process", description=description),)


def test_good_reply_becomes_draft_criteria_that_sum_to_the_points(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    made = proposer().propose([ASKED])
    proposal = made.by_id["一/1"]
    assert (proposal.by, made.stopped, made.listed) == ("judge", None, {})
    assert [(each.id, each.points, each.dimension, each.label.zh, each.status) for each in proposal.criteria] == [
        ("hear", 2, "empathy", "", "proposed"),
        ("check", Decimal("3.5"), "process", "", "proposed"),
        ("date", Decimal("2.5"), "other", "到账", "proposed"),
    ]  # fmt: skip
    assert sum(each.points for each in proposal.criteria) == ASKED.points
    assert proposal.why == ("参考答案第一句",) * 3


def test_request_holds_question_reference_and_what_is_examined(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    proposer().propose([ASKED])
    [body] = grader_server.requests
    system, user = (message["content"] for message in body["messages"])
    assert "必须正好等于 8" in system
    assert all(part in user for part in (ASKED.text, ASKED.reference, *ASKED.examines))
    form = body["response_format"]["json_schema"]
    assert (form["name"], form["strict"]) == ("proposal", True)
    [one_of] = [form["schema"]["properties"]["criteria"]["items"]]
    assert one_of["required"] == list(one_of["properties"])
    assert one_of["properties"]["dimension"]["enum"] == [each.id for each in DIMENSIONS]


def test_wrong_sum_is_mended_once(proposer, grader_server):
    wrong = [one("hear", 2, "empathy"), one("check", 3)]
    grader_server.reply(reply(wrong), reply(GOOD))
    made = proposer().propose([ASKED])
    assert made.by_id["一/1"].by == "judge"
    assert (made.run.counts.requests, made.run.counts.repaired) == (2, 1)
    asked = grader_server.requests[1]["messages"]
    assert [message["role"] for message in asked] == ["system", "user", "assistant", "user"]
    assert "points 之和是 5" in asked[-1]["content"]


@pytest.mark.parametrize(
    "reply_text",
    [
        "我想不出来。",
        [one("check", 8), one("check", 0)],
        [one(f"c{n}", 1) for n in range(8)] + [one("c9", 0)],
        [one("check", 8, "kindness")],
        [one("check", 8, "other")],
        [one("check", 8, extra=1)],
        [],
    ],
)
def test_what_stays_wrong_falls_back_to_the_papers_list(proposer, grader_server, reply_text):
    grader_server.reply(reply(reply_text))
    made = proposer().propose([ASKED])
    assert made.by_id["一/1"].criteria == listed(ASKED)
    assert made.listed["一/1"].startswith("invalid")
    assert len(grader_server.requests) <= 3


def test_same_again_pays_for_nothing_and_a_changed_question_for_itself(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    other = BareItem(id="一/2", text="客户投诉同事？", points=Decimal(8))
    first = proposer().propose([ASKED, other])
    assert len(grader_server.requests) == 2
    assert proposer().propose([ASKED, other]).by_id == first.by_id
    assert len(grader_server.requests) == 2
    changed = BareItem(id="一/2", text="客户投诉主管？", points=Decimal(8))
    proposer().propose([ASKED, changed])
    assert len(grader_server.requests) == 3


def test_failed_question_is_asked_again(proposer, grader_server):
    grader_server.reply(reply("没有"))
    proposer().propose([ASKED])
    grader_server.reply(reply(GOOD))
    assert proposer().propose([ASKED]).by_id["一/1"].by == "judge"


def test_equal_questions_are_asked_once(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    twin = BareItem(**{**{name: getattr(ASKED, name) for name in ("text", "points", "reference", "examines")}, "id": "二/1"})  # fmt: skip
    made = proposer().propose([ASKED, twin])
    assert list(made.by_id) == ["一/1", "二/1"]
    assert len(grader_server.requests) == 1


def test_budget_ends_asking_and_what_was_paid_for_is_kept(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    price = Price(input=Decimal(1), output=Decimal(1))
    limits = Limits(price=price, budget=Decimal("0.0085"))
    several = [BareItem(id=f"一/{n}", text=f"第{n}题？", points=Decimal(8)) for n in range(9)]
    made = proposer(limits=limits, concurrency=1).propose(several)
    by = [proposal.by for proposal in made.by_id.values()]
    assert "--budget" in str(made.stopped)
    assert 0 < by.count("judge") == len(grader_server.requests) < 9
    assert made.run.cost_usd <= limits.budget
    again = proposer(concurrency=1).propose(several)
    assert {each.by for each in again.by_id.values()} == {"judge"}
    assert len(grader_server.requests) == 9


def test_refused_key_ends_asking_and_the_lists_stand_in(proposer, grader_server):
    grader_server.reply("unauthorized")
    made = proposer().propose([ASKED])
    assert made.stopped is not None
    assert made.by_id["一/1"].by == "list"


def test_endpoint_without_schemas_is_asked_one_rung_lower(proposer, grader_server):
    grader_server.reply(lambda body, _: "schema_refused_400" if "response_format" in body and body["response_format"]["type"] == "json_schema" else said(body, json.dumps({"criteria": GOOD})))  # fmt: skip
    made = proposer().propose([ASKED])
    assert made.by_id["一/1"].by == "judge"
    [function] = [tool["function"] for tool in grader_server.requests[-1]["tools"]]
    assert function["name"] == "propose"


def test_judge_that_is_no_model_is_told(proposer, grader_server):
    with pytest.raises(SettingError, match="--propose"):
        proposer(judge=BaselineJudge()).propose([ASKED])
    assert grader_server.requests == []


def test_english_prompts_ask_in_english(proposer, grader_server):
    grader_server.reply(reply(GOOD))
    proposer(language="en").propose([ASKED])
    assert "must sum to exactly 8" in grader_server.requests[0]["messages"][0]["content"]


def test_settings_are_enough_and_the_price_is_told(tmp_path, grader_server):
    grader_server.reply(reply(GOOD))
    prices = tmp_path / "prices.yaml"
    prices.write_text("prices:\n- {model: scripted-1, input: 1, output: 2}\n", encoding="utf-8")
    seen = []
    asking = make_proposer(
        JudgeSettings(model="scripted-1", base_url=grader_server.base_url),
        journal=tmp_path / "out.propose.db", dimensions=DIMENSIONS, language="zh", fallback=listed,
        budget=Decimal(1), prices=prices, step=seen.append,
    )  # fmt: skip
    made = asking.propose([ASKED])
    assert made.by_id["一/1"].by == "judge"
    assert [each.is_usable for each in seen] == [True]
    # 900 tokens in at 1 dollar and 150 out at 2 dollars a million.
    assert made.run.cost_usd == Decimal("0.0012")
