"""Replies that are none: mended, asked again, or given up with the reason."""

import pytest

from grader.errors import JudgeStopped
from grader.testing import rating_content


def sized(server):
    return [len(batch.lines) for batch in server.batches.batches.values()]


def bodies(server, number):
    return [line["body"] for line in list(server.batches.batches.values())[number].lines]


def test_reply_of_wrong_form_is_mended_in_the_next_batch(runner):
    runner.server.reply('{"criteria": {}}', "ok")
    [outcome] = runner.run(runner.tasks(1)).values()
    assert outcome.is_usable
    assert (outcome.requests, outcome.repaired, outcome.retries) == (2, 1, 0)
    assert outcome.usage.input == 1800, "both replies were paid for"
    [second] = bodies(runner.server, 1)
    assert [each["role"] for each in second["messages"]] == ["system", "user", "assistant", "user"]
    assert second["messages"][2]["content"] == '{"criteria": {}}'


def test_reply_mended_in_vain_is_asked_one_rung_lower_then_given_up(runner):
    runner.server.reply('{"criteria": {}}')
    [outcome] = runner.run(runner.tasks(1)).values()
    assert (outcome.reason, outcome.requests) == ("invalid", 3)
    assert "strengths: missing" in outcome.detail
    [third] = bodies(runner.server, 2)
    assert "tools" in third
    assert len(third["messages"]) == 2


def test_truncated_reply_gets_more_room(runner):
    runner.server.reply("truncated", "ok")
    [outcome] = runner.run(runner.tasks(1)).values()
    assert outcome.is_usable
    assert bodies(runner.server, 0)[0]["max_tokens"] == 4096
    assert bodies(runner.server, 1)[0]["max_tokens"] == 8192


@pytest.mark.parametrize(
    ("fault", "reason", "batches"),
    [
        ("refusal", "refusal", 3),
        ("content_filter", "content_filter", 3),
        ("content_filter_400", "content_filter", 1),
        ("context_length", "too_long", 1),
        ("server_error", "unreachable", 3),
        ("rate_limited", "unreachable", 3),
        ("hang", "unreachable", 3),
        ("bad_gateway_html", "unreachable", 3),
        ("null_content", "invalid", 3),
    ],
)
def test_answer_without_a_rating_says_why(runner, fault, reason, batches):
    runner.server.reply(fault)
    [outcome] = runner.run(runner.tasks(1)).values()
    assert outcome.reason == reason
    assert outcome.detail
    assert len(runner.server.batches.batches) == batches


@pytest.mark.parametrize(
    ("fault", "left"),
    [
        ("temperature_refused", {"max_tokens": 4096}),
        ("max_tokens_refused", {"temperature": 0.0, "max_completion_tokens": 4096}),
    ],
)
def test_parameter_refused_is_left_out_of_the_next_batch(runner, fault, left):
    runner.server.reply(fault)
    found = runner.run(runner.tasks(6), lines=4)
    assert all(outcome.is_usable for outcome in found.values())
    assert sized(runner.server) == [4, 2, 4, 2]
    sent = bodies(runner.server, 2)[0]
    names = {"temperature", "max_tokens", "max_completion_tokens"}
    assert {name: sent[name] for name in names if name in sent} == left


def test_form_refused_steps_down_for_the_next_batch(runner):
    runner.server.reply("schema_refused_400")
    found = runner.run(runner.tasks(3))
    assert {outcome.rung for outcome in found.values()} == {"tool"}
    assert sized(runner.server) == [3, 3]


def test_what_was_learnt_is_remembered_by_the_next_run(runner):
    runner.server.reply("schema_refused_400")
    runner.run(runner.tasks(3))
    runner.run(runner.tasks(2, first=10))
    assert sized(runner.server) == [3, 3, 2]


def test_form_passed_over_steps_down_for_all(runner):
    runner.server.reply(
        lambda body, _: "I would rate this well." if "response_format" in body else "ok"
    )
    found = runner.run(runner.tasks(6))
    assert {outcome.rung for outcome in found.values()} == {"tool"}
    runner.run(runner.tasks(1, first=20))
    assert sized(runner.server) == [6, 6, 1]


def test_first_answers_failing_alike_stop_before_they_are_paid_again(runner):
    runner.server.reply("refusal")
    with pytest.raises(JudgeStopped, match=r"first 6 answers failed alike \(refusal\)"):
        runner.run(runner.tasks(6))
    assert runner.paid == 6


def test_some_failing_alike_do_not_stop_the_others(runner):
    runner.server.reply(lambda body, number: "refusal" if 0 < number < 9 else rating_content(body))
    found = runner.run(runner.tasks(9))
    assert all(outcome.is_usable for outcome in found.values())


def test_quota_gone_within_a_batch_keeps_what_was_answered(runner):
    runner.server.reply(lambda _, number: "ok" if number < 3 else "quota")
    tasks = runner.tasks(6)
    with pytest.raises(JudgeStopped, match="no balance or quota"):
        runner.run(tasks)
    assert runner.settled(tasks) == 3
    runner.server.reply("ok")
    found = runner.run(tasks)
    assert sorted(found) == ["c3", "c4", "c5"]
    assert {outcome.requests for outcome in found.values()} == {1}


def test_key_refused_stops_before_anything_is_made(runner):
    runner.server.batches.interfere("upload", "unauthorized")
    with pytest.raises(JudgeStopped, match="key was refused"):
        runner.run(runner.tasks(2))
    assert runner.server.batches.batches == {}


def test_mixed_replies_end_each_in_its_own_way(runner):
    script = {0: "ok", 1: "refusal", 2: '{"criteria": {}}', 3: "context_length"}
    runner.server.reply(lambda _, number: script.get(number, "ok"))
    found = runner.run(runner.tasks(4))
    assert [found[f"c{n}"].reason for n in range(4)] == ["", "", "", "too_long"]
    assert sized(runner.server) == [4, 2]
