"""Parameters a model refuses: left out or renamed once, remembered, told."""

import asyncio

import pytest

from grader.errors import AnswerRefused, JudgeUnreachable, ParameterRefused
from grader.records import Capability
from grader.testing import FAULTS
from grader.testing.replies import json_reply


def first_refused(*faults):
    """A server with all these limits: it tells the first that a request breaks."""

    def answer(body, _number):
        replies = (FAULTS[fault](body) for fault in faults)
        return next((reply for reply in replies if reply.status != 200), "ok")

    return answer


def ask_until_taken(ask, judge, most=6):
    for _ in range(most):
        found = ask(judge)
        if not isinstance(found, ParameterRefused):
            return found
    raise AssertionError(f"still refused after {most} requests: {found}")


def test_parameter_refused_is_left_out_from_then_on(ask, judge_at, grader_server):
    grader_server.reply("temperature_refused")
    judge = judge_at(grader_server)
    assert ask_until_taken(ask, judge).ended == "stop"
    assert ask(judge).ended == "stop"
    assert ["temperature" in body for body in grader_server.requests] == [True, False, False]
    assert judge.taken.dropped == ("temperature",)


def test_parameter_renamed_keeps_its_value(ask, judge_at, grader_server):
    grader_server.reply("max_tokens_refused")
    judge = judge_at(grader_server, max_tokens=77)
    assert ask_until_taken(ask, judge).ended == "stop"
    assert "max_tokens" not in grader_server.requests[1]
    assert grader_server.requests[1]["max_completion_tokens"] == 77
    assert judge.taken.renamed == (("max_tokens", "max_completion_tokens"),)
    assert judge.taken.dropped == (), "renamed is not left out"


def test_more_room_reaches_a_renamed_limit(ask, judge_at, grader_server):
    judge = judge_at(grader_server, max_tokens=77)
    judge.taken = Capability(rung="json_schema", renamed=(("max_tokens", "max_completion_tokens"),))
    ask(judge, more_room=True)
    assert grader_server.requests[0]["max_completion_tokens"] == 154


def test_several_parameters_are_refused_one_after_another(ask, judge_at, grader_server):
    limits = ("temperature_refused", "max_tokens_refused", "seed_refused")
    grader_server.reply(first_refused(*limits))
    judge = judge_at(grader_server, seed=1)
    assert ask_until_taken(ask, judge).ended == "stop"
    assert len(grader_server.requests) == 4
    assert judge.taken.dropped == ("seed", "temperature")


def test_new_name_refused_too_leaves_the_parameter_out(ask, judge_at, grader_server):
    def neither(body, _number):
        for name, other in (
            ("max_tokens", "max_completion_tokens"),
            ("max_completion_tokens", "max_tokens"),
        ):
            if name in body:
                message = f"'{name}' is not supported, use '{other}' instead"
                return json_reply({"error": {"message": message, "param": name}}, status=400)
        return "ok"

    grader_server.reply(neither)
    judge = judge_at(grader_server)
    assert ask_until_taken(ask, judge).ended == "stop"
    assert len(grader_server.requests) == 3, "not back and forth between two names"
    assert judge.taken.dropped == ("max_tokens",)


def test_identity_stays_as_asked(ask, judge_at, grader_server):
    """What was refused is an attribute of the run; as part of the key it would pay twice."""
    grader_server.reply("temperature_refused")
    judge = judge_at(grader_server)
    before = judge.identity
    ask_until_taken(ask, judge)
    assert (judge.identity, judge.parameters["temperature"]) == (before, 0.0)


def test_calls_on_the_wire_together_drop_it_once(make_task, judge_at, grader_server):
    """The second to be told must not take it for another refusal."""
    from grader.records import Call

    grader_server.reply("max_tokens_refused")
    judge = judge_at(grader_server)

    async def both():
        calls = [judge.ask(make_task(), Call(user=f"answer {n}")) for n in range(4)]
        found = await asyncio.gather(*calls, return_exceptions=True)
        await judge.close()
        return found

    assert {type(error) for error in asyncio.run(both())} == {ParameterRefused}
    assert judge.taken.renamed == (("max_tokens", "max_completion_tokens"),)
    assert judge.taken.dropped == ()


def test_parameter_that_was_not_sent_is_no_reason_to_ask_again(ask, judge_at, grader_server):
    """A server that names a parameter we do not send refuses the request as such."""
    told = {"error": {"message": "Unsupported parameter: 'seed'", "param": "seed"}}
    grader_server.reply(json_reply(told, status=400))
    error = ask(judge_at(grader_server))
    assert type(error) is AnswerRefused
    assert not isinstance(error, JudgeUnreachable | ParameterRefused)


@pytest.mark.parametrize("status", [400, 422])
def test_refusal_in_the_words_of_pydantic_is_understood(ask, judge_at, grader_server, status):
    detail = [
        {"type": "extra_forbidden", "loc": ["body", "seed"],
         "msg": "Extra inputs are not permitted", "input": 1}
    ]  # fmt: skip

    def answer(body, _number):
        return json_reply({"detail": detail}, status=status) if "seed" in body else "ok"

    grader_server.reply(answer)
    judge = judge_at(grader_server, seed=1)
    assert ask_until_taken(ask, judge).ended == "stop"
    assert judge.taken.dropped == ("seed",)
