"""Ways of asking for JSON: stepped down once, remembered, used by the next run."""

import json

import pytest

from grader import OpenAIJudge
from grader.records import Capability
from grader.stores.memory import MemoryStore
from grader.testing import FAULTS, LoopbackServer
from grader.testing.replies import completion, rating_content
from grader.testing.request import rung_of


@pytest.fixture
def judge_for(grader_server):
    return lambda **options: OpenAIJudge(
        "scripted-1", base_url=grader_server.base_url, timeout_s=5.0, **options
    )


def rungs(server):
    return [rung_of(body) for body in server.requests]


def refuses(*faults):
    def answer(body, _number):
        replies = (FAULTS[fault](body) for fault in faults)
        return next((reply for reply in replies if reply.status != 200), "ok")

    return answer


@pytest.mark.parametrize(
    ("limits", "walked"),
    [
        (("schema_refused_400",), ["json_schema", "tool"]),
        (("schema_refused_500",), ["json_schema", "tool"]),
        (("schema_refused_400", "tools_refused_400"), ["json_schema", "tool", "json_object"]),
        (
            ("schema_refused_500", "tools_refused_400", "json_object_refused_400"),
            ["json_schema", "tool", "json_object", "text"],
        ),
    ],
)
def test_form_refused_costs_one_request_for_the_whole_run(
    carry, tasks, grader_server, judge_for, limits, walked
):
    grader_server.reply(refuses(*limits))
    judge, store = judge_for(), MemoryStore()
    found = carry(tasks(8), judge, store)
    assert all(outcome.is_usable for _, outcome in found)
    assert rungs(grader_server) == [*walked, *[walked[-1]] * 7]
    assert store.recall(judge.identity).rung == walked[-1]


def prose_above(rung):
    """A server that passes over every form above *rung*, with status 200."""

    def answer(body, _number):
        if rung_of(body) == rung:
            return completion(rating_content(body), tool_call=rung == "tool")
        return completion("这份回答写得不错，我认为可以给高分。")

    return answer


@pytest.mark.parametrize("rung", ["tool", "json_object"])
def test_form_passed_over_in_silence_is_learnt_as_well(
    carry, tasks, grader_server, judge_for, rung
):
    """transformers serve answers 200 to a schema it never looked at."""
    grader_server.reply(prose_above(rung))
    judge, store = judge_for(), MemoryStore()
    found = carry(tasks(6), judge, store)
    assert all(outcome.is_usable for _, outcome in found)
    walked = ["json_schema", "tool", "json_object"]
    walked = walked[: walked.index(rung) + 1]
    assert rungs(grader_server) == [*walked, *[rung] * 5]
    assert store.recall(judge.identity).rung == rung


def test_next_run_begins_where_the_last_one_ended(carry, tasks, grader_server, judge_for):
    grader_server.reply(refuses("schema_refused_500", "temperature_refused"))
    store = MemoryStore()
    carry(tasks(3), judge_for(), store)
    before = len(grader_server.requests)
    later = judge_for()
    found = carry(tasks(4, first=10), later, store)
    assert all(outcome.is_usable for _, outcome in found)
    asked = grader_server.requests[before:]
    assert [rung_of(body) for body in asked] == ["tool"] * 4
    assert not any("temperature" in body for body in asked)
    assert later.taken == Capability(rung="tool", dropped=("temperature",))


def test_other_model_learns_for_itself(carry, tasks, grader_server, judge_for):
    store = MemoryStore()
    grader_server.reply(refuses("schema_refused_400"))
    carry(tasks(2), judge_for(), store)
    before = len(grader_server.requests)
    other = OpenAIJudge("other", base_url=grader_server.base_url)
    carry(tasks(2), other, store)
    assert rungs(grader_server)[before:] == ["json_schema", "tool", "tool"]


def test_rung_the_judge_does_not_know_is_not_taken_from_the_store(carry, tasks, known_store):
    from grader.testing import ScriptedJudge

    judge = ScriptedJudge(rungs=("json_object", "text"))
    carry(tasks(2), judge, known_store)
    assert {call.rung for call in judge.calls} == {"json_object"}


def test_parameters_refused_cost_one_request_each(carry, tasks, grader_server, judge_for):
    grader_server.reply(refuses("temperature_refused", "max_tokens_refused", "seed_refused"))
    judge = judge_for(seed=1, max_tokens=99)
    found = carry(tasks(10), judge)
    assert all(outcome.is_usable for _, outcome in found)
    assert len(grader_server.requests) == 13
    last = grader_server.requests[-1]
    assert (last["max_completion_tokens"], "seed" in last, "temperature" in last) == (
        99, False, False
    )  # fmt: skip


def test_rating_keeps_the_form_it_came_in(carry, tasks, grader_server, judge_for):
    grader_server.reply(refuses("schema_refused_400"))
    [(_, outcome)] = carry(tasks(1), judge_for())
    assert (outcome.rung, outcome.attempt, outcome.requests) == ("tool", 2, 2)
    assert json.loads(outcome.text)["criteria"]


SHARES = dict.fromkeys(
    ("retry_after_ms", "rate_limited_bare", "server_error", "reset_mid_body", "malformed",
     "truncated"), 0.1 / 6
)  # fmt: skip


def test_hundred_answers_with_a_tenth_of_faults_all_end_graded(carry, tasks):
    with LoopbackServer(faults=SHARES, seed=4) as server:
        judge = OpenAIJudge("scripted-1", base_url=server.base_url, timeout_s=5.0)
        found = carry(tasks(100), judge, concurrency=16)
        asked = len(server.requests)
    assert [outcome.reason for _, outcome in found] == [""] * 100
    assert sum(outcome.requests for _, outcome in found) == asked
    assert 105 <= asked <= 130, "some were faulty, and nothing was asked without need"


def test_hundred_answers_without_faults_are_hundred_requests(
    carry, tasks, grader_server, judge_for
):
    found = carry(tasks(100), judge_for(), concurrency=16)
    assert all(outcome.is_usable for _, outcome in found)
    assert len(grader_server.requests) == 100
    assert grader_server.peak_in_flight <= 16
