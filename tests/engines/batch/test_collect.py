"""What is handed in comes back as outcomes, whatever a provider's files look like."""

import json

import pytest

from grader.errors import JudgeStopped
from grader.testing import ScriptedBatch, rating_content


def reasons(found):
    return sorted({outcome.reason for outcome in found.values()})


def test_batch_settles_every_task(runner):
    tasks = runner.tasks(7)
    found = runner.run(tasks)
    assert len(found) == 7
    assert all(outcome.is_usable for outcome in found.values())
    assert {outcome.rater for outcome in found.values()} == {"openai:scripted-1"}
    assert runner.settled(tasks) == 7
    assert runner.paid == 7
    assert runner.engine.waiting == 0


def test_outcome_counts_tokens_and_one_request(runner):
    [outcome] = runner.run(runner.tasks(1)).values()
    assert (outcome.usage.input, outcome.usage.output) == (900, 150)
    assert (outcome.requests, outcome.retries, outcome.repaired) == (1, 0, 0)
    assert outcome.model == "scripted-1"


def test_remote_files_are_gone_after_a_run(runner):
    runner.run(runner.tasks(3))
    assert runner.server.batches.files == {}


def test_lines_are_split_by_number(runner):
    found = runner.run(runner.tasks(7), lines=3)
    sizes = [len(batch.lines) for batch in runner.server.batches.batches.values()]
    assert (sizes, len(found)) == ([3, 3, 1], 7)


def test_lines_are_split_by_bytes(runner):
    tasks = runner.tasks(4)
    runner.run(tasks[:1])
    size = len(json.dumps(runner.server.batches.batches["batch_2"].lines[0], ensure_ascii=False))
    runner.run(tasks[1:], most_bytes=4 * size)
    sizes = [len(batch.lines) for batch in runner.server.batches.batches.values()]
    assert sum(sizes) == 4
    assert len(sizes) > 2


def test_equal_keys_are_asked_once_and_all_answered(runner):
    one = runner.tasks(2)
    twins = [*one, *runner.tasks(2)]
    engine = runner.engine_of()
    with runner.journal() as journal:
        found = list(engine.run(twins, runner.judge(), journal))
    assert len(found) == 4
    assert runner.paid == 2


def test_order_of_the_files_does_not_matter(runner):
    runner.server.batches.script(ScriptedBatch(order="reversed"))
    runner.server.reply(lambda body, _: rating_content(body, level=len(body["messages"]) % 2))
    found = runner.run(runner.tasks(5))
    assert len(found) == 5


def test_results_join_by_name_not_by_place(runner):
    """Each answer quotes itself: under another's name its evidence would not be found."""
    runner.server.batches.script(ScriptedBatch(order="reversed"))
    tasks = runner.tasks(6)
    found = runner.run(tasks)
    for task in tasks:
        quote = json.loads(found[task.answer.candidate_id].text)["criteria"]["calm"]["evidence"]
        assert quote[0]["quote"] in task.answer.text


def test_results_twice_and_of_strangers_change_nothing(runner):
    runner.server.batches.script(ScriptedBatch(repeated=True, strangers=4))
    tasks = runner.tasks(5)
    assert len(runner.run(tasks, group=2)) == 5
    with runner.journal() as journal:
        [replies] = journal._connection.execute("SELECT count(*) FROM reply").fetchone()
    assert replies == 5


def test_states_are_polled_until_the_end(runner):
    runner.server.batches.script(ScriptedBatch(polls=6))
    assert len(runner.run(runner.tasks(2))) == 2
    states = [news.state for news in runner.news if news.code == "state"]
    assert states == ["validating", "in_progress", "finalizing", "completed"]
    assert len(runner.waits) == 6


def test_waits_grow_up_to_a_minute_and_are_out_of_step(runner):
    runner.server.batches.script(ScriptedBatch(polls=30))
    runner.run(runner.tasks(1))
    assert runner.waits[0] < 2
    assert all(48 <= wait <= 72 for wait in runner.waits[12:])
    assert len(set(runner.waits)) == 30


def test_completed_without_file_names_is_looked_at_again(runner):
    runner.server.batches.script(ScriptedBatch(bare_looks=3))
    assert len(runner.run(runner.tasks(2))) == 2
    assert (runner.paid, len(runner.server.batches.batches)) == (2, 1)


def test_results_that_are_never_named_stop_and_are_not_paid_again(runner):
    runner.server.batches.script(ScriptedBatch(bare_looks=15))
    tasks = runner.tasks(2)
    with pytest.raises(JudgeStopped, match="counts 2 results and names no file"):
        runner.run(tasks)
    assert len(runner.run(tasks)) == 2
    assert (runner.paid, len(runner.server.batches.batches)) == (2, 1)


def test_line_missing_from_both_files_is_handed_in_again(runner):
    runner.server.batches.script(ScriptedBatch(left_out=frozenset([1])), ScriptedBatch())
    found = runner.run(runner.tasks(4))
    assert all(outcome.is_usable for outcome in found.values())
    assert (found["c1"].requests, found["c1"].retries) == (2, 1)
    assert [len(each.lines) for each in runner.server.batches.batches.values()] == [4, 1]
    assert runner.paid == 4


def test_line_always_missing_ends_unscored_after_three(runner):
    runner.server.batches.script(ScriptedBatch(left_out=frozenset([0])))
    found = runner.run(runner.tasks(1))
    assert found["c0"].reason == "unreachable"
    assert "without a result" in found["c0"].detail
    assert len(runner.server.batches.batches) == 3


def test_expired_batch_keeps_its_part_and_asks_the_rest_again(runner):
    runner.server.batches.script(ScriptedBatch(ends="expired", answered=3), ScriptedBatch())
    found = runner.run(runner.tasks(8))
    assert all(outcome.is_usable for outcome in found.values())
    assert (len(found), runner.paid) == (8, 8)


def test_cancelled_batch_keeps_its_part_and_leaves_the_rest_to_its_owner(runner):
    """Somebody cancelled it: handing it in again at once would spend against their will."""
    runner.server.batches.script(ScriptedBatch(ends="cancelled", answered=3), ScriptedBatch())
    tasks = runner.tasks(8)
    with pytest.raises(JudgeStopped, match="was cancelled"):
        runner.run(tasks)
    assert (runner.settled(tasks), len(runner.server.batches.batches)) == (3, 1)
    assert len(runner.run(tasks)) == 5
    assert runner.paid == 8


def test_torn_output_loses_one_line_only(runner):
    runner.server.batches.script(ScriptedBatch(torn=True), ScriptedBatch())
    found = runner.run(runner.tasks(4))
    assert all(outcome.is_usable for outcome in found.values())
    assert [len(each.lines) for each in runner.server.batches.batches.values()] == [4, 1]


def test_completed_batch_with_errors_only_is_handed_in_again(runner):
    runner.server.reply(lambda _, number: "server_error" if number < 4 else "ok")
    found = runner.run(runner.tasks(4))
    assert all(outcome.is_usable for outcome in found.values())
    assert {outcome.requests for outcome in found.values()} == {2}


def test_held_rating_stands_without_a_second_request(runner):
    runner.server.reply(lambda body, _: rating_content(body, quotes="invented"))
    found = runner.run(runner.tasks(3))
    assert all(outcome.is_usable for outcome in found.values())
    assert runner.paid == 3


def test_failed_validation_of_one_line_spares_the_others(runner):
    fault = {"code": "invalid_request", "message": "This line is not valid.", "line": 2}
    runner.server.batches.script(ScriptedBatch(faults=[fault]), ScriptedBatch())
    found = runner.run(runner.tasks(4))
    assert found["c1"].reason == "invalid"
    assert "This line is not valid" in found["c1"].detail
    assert sorted(key for key, outcome in found.items() if outcome.is_usable) == ["c0", "c2", "c3"]


def test_failed_as_a_whole_is_tried_three_times(runner):
    fault = {"code": "internal", "message": "Something went wrong.", "line": None}
    runner.server.batches.script(ScriptedBatch(faults=[fault]))
    found = runner.run(runner.tasks(2))
    assert reasons(found) == ["unreachable"]
    assert "Something went wrong" in found["c0"].detail
    assert len(runner.server.batches.batches) == 3


def test_full_queue_waits_for_the_parts_that_got_in(runner):
    fault = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached."}
    full = ScriptedBatch(faults=[fault])
    runner.server.batches.script(
        ScriptedBatch(), full, full, ScriptedBatch(), full, ScriptedBatch()
    )
    found = runner.run(runner.tasks(9), lines=3)
    assert (len(found), runner.paid) == (9, 9)
    assert {outcome.requests for outcome in found.values()} == {1}


def test_queue_too_small_for_any_part_stops(runner):
    fault = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached."}
    runner.server.batches.script(ScriptedBatch(faults=[fault]))
    with pytest.raises(JudgeStopped, match="--engine local"):
        runner.run(runner.tasks(2))


def test_fault_of_the_account_in_a_validation_stops(runner):
    fault = {"code": "insufficient_quota", "message": "You exceeded your quota."}
    runner.server.batches.script(ScriptedBatch(faults=[fault]), ScriptedBatch())
    tasks = runner.tasks(2)
    with pytest.raises(JudgeStopped, match="quota"):
        runner.run(tasks)
    assert len(runner.run(tasks)) == 2
