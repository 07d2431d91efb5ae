"""The judge without network."""

import asyncio
import json
from decimal import Decimal

import pytest

from grader.errors import JudgeUnreachable
from grader.records import (
    Answer,
    Call,
    Criterion,
    Item,
    Line,
    Prompt,
    Reply,
    Task,
    Text,
    Turn,
)
from grader.testing import ScriptedJudge
from grader.testing.request import fenced_answer


@pytest.fixture
def task(request_body):
    body = request_body()
    schema = body["response_format"]["json_schema"]["schema"]
    criterion = Criterion(
        id="calm", points=Decimal(2), dimension="empathy", description=Text(en="Stays calm.")
    )
    item = Item(id="1", text=Text(en="What do you do?"), points=Decimal(2), criteria=(criterion,))
    prompt = Prompt(
        item=item, system=body["messages"][0]["content"], schema=schema, digest="d", language="en"
    )
    lines = tuple(Line(text=line, at=range(len(line))) for line in fenced_answer(body))
    answer = Answer(candidate_id="c1", item_id="1", text="\n".join(line.text for line in lines))
    return Task(key="k", prompt=prompt, answer=answer, lines=lines)


@pytest.fixture
def call(request_body):
    return Call(user=request_body()["messages"][1]["content"])


def ask(judge, task, call):
    return asyncio.run(judge.ask(task, call))


def levels(reply):
    return [mark["level"] for mark in json.loads(reply.text)["criteria"].values()]


def test_judge_gives_top_ratings_by_default(task, call):
    reply = ask(ScriptedJudge(), task, call)
    assert levels(reply) == [2, 1, 4]
    assert (reply.ended, reply.model) == ("stop", "scripted-1")


def test_judge_quotes_the_answer(task, call):
    marks = json.loads(ask(ScriptedJudge(), task, call).text)["criteria"].values()
    for place in (place for mark in marks for place in mark["evidence"]):
        assert place["quote"] in task.lines[place["line"] - 1].text


@pytest.mark.parametrize(
    ("step", "expected"), [("top", [2, 1, 4]), ("lowest", [0, 0, 0]), (1, [1, 1, 1])]
)
def test_judge_takes_presets_and_levels(task, call, step, expected):
    assert levels(ask(ScriptedJudge(step), task, call)) == expected


def test_judge_follows_its_script(task, call):
    judge = ScriptedJudge(["no JSON", JudgeUnreachable("away"), Reply(text="x", ended="truncated")])
    assert ask(judge, task, call).text == "no JSON"
    with pytest.raises(JudgeUnreachable, match="away"):
        ask(judge, task, call)
    assert [ask(judge, task, call).ended for _ in range(2)] == ["truncated"] * 2


def test_judge_script_may_be_a_callable(task, call):
    """It sees the request as it would be on the wire, earlier turns included."""

    def script(body, number):
        return f"{number}: {len(body['messages'])} messages, {body['messages'][-1]['content']}"

    repair = Call(user=call.user, turns=(Turn(reply="{}", problem="No criteria."),))
    assert ask(ScriptedJudge(script), task, repair).text == "0: 4 messages, No criteria."


def test_judge_script_may_raise(task, call):
    def script(_body, _number):
        raise JudgeUnreachable("by hand")

    with pytest.raises(JudgeUnreachable, match="by hand"):
        ask(ScriptedJudge(script), task, call)


def test_judge_remembers_what_was_asked(task, call):
    judge = ScriptedJudge()
    ask(judge, task, call)
    ask(judge, task, call)
    assert (judge.asked, judge.tasks, judge.calls) == ([task.prompt] * 2, [task] * 2, [call] * 2)
    asyncio.run(judge.close())
    assert judge.is_closed


def test_judge_has_name_and_identity_of_its_own():
    assert ScriptedJudge().name == "scripted"
    assert ScriptedJudge(name="r2").identity != ScriptedJudge().identity
