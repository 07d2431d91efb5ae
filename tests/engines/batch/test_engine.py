"""How the engine begins, leaves, comes back and ends."""

import tempfile
import threading
from dataclasses import replace

import pytest

from grader.errors import JudgeStopped, SettingError, StoreError
from grader.judges.traced import TracedJudge
from grader.stores.connection import connect
from grader.stores.memory import MemoryStore
from grader.testing import ScriptedBatch, ScriptedJudge


def kinds(runner):
    return runner.server.batches.calls


def hand_in(runner, tasks):
    """A detached run whose batches have ended when the next one looks."""
    runner.server.batches.script(ScriptedBatch(polls=1), ScriptedBatch())
    assert runner.run(tasks, detach=True) == {}


def test_detached_run_hands_in_and_leaves(runner):
    runner.server.batches.script(ScriptedBatch(polls=2))
    assert runner.run(runner.tasks(5), lines=2, detach=True) == {}
    assert runner.engine.waiting == 5
    assert kinds(runner)["create"] == 3
    assert runner.waits == []


def test_detached_again_leaves_what_is_under_way(runner):
    runner.server.batches.script(ScriptedBatch(polls=5))
    tasks = runner.tasks(3)
    runner.run(tasks, detach=True)
    assert runner.run(tasks, detach=True) == {}
    assert (runner.engine.waiting, kinds(runner)["create"]) == (3, 1)


def test_detached_run_is_collected_by_the_next(runner):
    runner.server.batches.script(ScriptedBatch(polls=3))
    tasks = runner.tasks(5)
    runner.run(tasks, detach=True)
    assert len(runner.run(tasks)) == 5
    assert (runner.paid, kinds(runner)["create"]) == (5, 1)


def test_new_answers_go_with_the_run_that_collects_the_old(runner):
    hand_in(runner, runner.tasks(3))
    assert len(runner.run(runner.tasks(5))) == 5
    assert (runner.paid, kinds(runner)["create"]) == (5, 2)


def test_answers_left_out_of_a_run_are_kept_for_the_next(runner):
    """A batch may hold answers that this run was not given: they were paid for all the same."""
    tasks = runner.tasks(4)
    hand_in(runner, tasks)
    assert sorted(runner.run(tasks[:2])) == ["c0", "c1"]
    assert sorted(runner.run([*tasks, *runner.tasks(4)])) == ["c2", "c3"]
    assert (runner.paid, kinds(runner)["create"]) == (4, 1)


def test_batch_that_nobody_needs_is_not_waited_for(runner):
    tasks = runner.tasks(3)
    runner.server.batches.script(ScriptedBatch(polls=50), ScriptedBatch())
    runner.run(tasks[:2], detach=True)
    assert list(runner.run(tasks[2:])) == ["c2"]
    assert len(runner.waits) < 2
    assert (runner.engine.waiting, kinds(runner)["create"]) == (0, 2)


def test_kept_reply_that_is_no_rating_is_asked_again(runner):
    runner.server.reply('{"criteria": {}}', "ok")
    tasks = runner.tasks(2)
    hand_in(runner, tasks[:1])
    assert list(runner.run(tasks[1:])) == ["c1"]
    [outcome] = runner.run(tasks[:1]).values()
    assert outcome.is_usable
    assert (outcome.requests, outcome.repaired) == (2, 1)


def test_failed_answer_is_asked_anew_by_the_next_run(runner):
    runner.server.reply("context_length")
    tasks = runner.tasks(1)
    assert not runner.run(tasks)["c0"].is_usable
    runner.server.reply("ok")
    outcome = runner.run(tasks)["c0"]
    assert outcome.is_usable
    assert outcome.requests == 1


def test_other_model_does_not_touch_open_batches(runner):
    hand_in(runner, runner.tasks(2))
    runner.options = {"seed": 7}
    assert len(runner.run(runner.tasks(2))) == 2
    assert kinds(runner)["look"] == 2, "one of each batch"
    runner.options = {}
    assert len(runner.run(runner.tasks(2))) == 2
    assert (runner.paid, kinds(runner)["create"]) == (4, 2)


def test_create_without_a_response_is_found_not_repeated(runner):
    """The batch was made and its response lost: asking again would pay for all lines twice."""
    runner.server.batches.interfere("create", "disconnect", is_served=True)
    assert len(runner.run(runner.tasks(3))) == 3
    assert (kinds(runner)["create"], kinds(runner)["list"]) == (1, 1)
    assert runner.paid == 3


def test_create_that_failed_is_tried_again(runner):
    runner.server.batches.interfere("create", "server_error")
    assert len(runner.run(runner.tasks(3))) == 3
    assert (kinds(runner)["create"], len(runner.server.batches.batches)) == (2, 1)


def test_batch_is_found_beyond_the_first_page(runner):
    tasks = runner.tasks(1)
    runner.server.batches.script(ScriptedBatch(polls=9))
    runner.server.batches.interfere("create", "disconnect", is_served=True)
    runner.server.batches.on = lambda kind: (
        _strangers(runner.server.batches, 250) if kind == "create done" else None
    )
    assert len(runner.run(tasks)) == 1
    assert kinds(runner)["list"] == 3
    assert kinds(runner)["create"] == 1


def _strangers(batches, count):
    [one] = list(batches.batches.values())
    for number in range(count):
        name = f"batch_stranger_{number}"
        batches.batches[name] = replace(one, id=name, metadata={"part": "x", "digest": "y"})


@pytest.mark.parametrize("kind", ["upload", "look", "content"])
@pytest.mark.parametrize("fault", ["unavailable", "disconnect", "reset_mid_body", "html_200"])
def test_call_that_breaks_is_made_again(runner, kind, fault):
    runner.server.batches.interfere(kind, fault)
    assert len(runner.run(runner.tasks(3))) == 3
    assert (runner.paid, len(runner.server.batches.batches)) == (3, 1)


def test_retry_after_is_kept_to(runner):
    runner.server.batches.interfere("upload", "retry_after_ms")
    runner.run(runner.tasks(1))
    assert 0.05 in runner.waits


def test_endpoint_down_for_long_stops_and_goes_on_later(runner):
    tasks = runner.tasks(2)
    for _ in range(6):
        runner.server.batches.interfere("create", "unavailable")
    with pytest.raises(JudgeStopped, match="what is handed in stays so"):
        runner.run(tasks)
    assert len(runner.run(tasks)) == 2
    assert len(runner.server.batches.batches) == 1


def test_looks_without_an_answer_end_after_an_hour_of_them(runner):
    tasks = runner.tasks(1)
    for _ in range(60):
        runner.server.batches.interfere("look", "unavailable")
    with pytest.raises(JudgeStopped, match="looked 60 times"):
        runner.run(tasks)
    assert [news.code for news in runner.news].count("unreachable") == 1
    assert len(runner.run(tasks)) == 1


def test_endpoint_without_batches_says_what_to_do(runner):
    runner.server.batches.interfere("upload", "too_large")
    with pytest.raises(JudgeStopped, match="--engine local"):
        runner.run(runner.tasks(1))


def test_unknown_batch_is_not_paid_again_in_silence(runner):
    tasks = runner.tasks(2)
    hand_in(runner, tasks)
    runner.server.batches.batches.clear()
    with pytest.raises(JudgeStopped, match="--engine local"):
        runner.run(tasks)
    assert kinds(runner)["create"] == 1


def test_files_not_deleted_are_told_and_deleted_by_the_next_run(runner):
    tasks = runner.tasks(2)
    runner.server.batches.interfere("discard", "server_error")
    assert len(runner.run(tasks)) == 2
    assert "files_left" in {news.code for news in runner.news}
    assert len(runner.server.batches.files) == 1
    assert runner.run(tasks) == {}
    assert runner.server.batches.files == {}


def test_stop_leaves_batches_running_and_the_next_run_collects(runner):
    runner.server.batches.script(ScriptedBatch(polls=3))
    tasks = runner.tasks(4)
    assert runner.run(tasks, pause=lambda _: runner.engine.stop()) == {}
    assert (runner.engine.waiting, runner.engine.is_stopping) == (4, True)
    assert kinds(runner)["cancel"] == 0
    assert len(runner.run(tasks)) == 4
    assert runner.paid == 4


def test_stop_before_anything_was_sent_sends_nothing(runner):
    engine = runner.engine_of()
    engine.stop()
    with runner.journal() as journal:
        assert list(engine.run(runner.tasks(3), runner.judge(), journal)) == []
    assert kinds(runner) == {}
    assert engine.waiting == 0


def test_cancel_lets_go_of_a_call_that_hangs(runner):
    runner.server.batches.interfere("look", "hang")
    runner.server.batches.on = lambda kind: (
        threading.Timer(0.2, runner.engine.cancel).start() if kind == "look" else None
    )
    tasks = runner.tasks(2)
    assert runner.run(tasks) == {}
    runner.server.batches.on = lambda _: None
    assert len(runner.run(tasks)) == 2
    assert runner.paid == 2


def test_consumer_may_leave_early(runner):
    tasks = runner.tasks(6)
    engine = runner.engine_of(group=2)
    with runner.journal() as journal:
        for _ in engine.run(tasks, runner.judge(), journal):
            break
    assert len(runner.run(tasks)) == 4
    assert runner.paid == 6


def test_two_thousand_tasks_in_forty_parts(runner):
    tasks = runner.tasks(2_000)
    script = ScriptedBatch(left_out=frozenset([3]), order="reversed")
    runner.server.batches.script(*[script] * 40, ScriptedBatch())
    found = runner.run(tasks, lines=50)
    assert len(found) == 2_000
    assert all(outcome.is_usable for outcome in found.values())
    assert (runner.paid, len(runner.server.batches.batches)) == (2_000, 41)


def test_line_holds_no_raw_line_end_but_its_own(runner, make_task):
    """A reader of lines that takes U+2028 for an end would cut the request in two."""
    text = "先道歉\u2028再核对订单\u0085然后回访"
    task = make_task(text, identity=runner.judge().identity)
    seen = []
    runner.server.batches.on = lambda kind: (
        seen.extend(file.content for file in runner.server.batches.files.values())
        if kind == "upload done"
        else None
    )
    runner.run([task])
    assert len(seen[0].decode().splitlines()) == 1


def test_metadata_names_run_part_and_digest_and_nobody(runner):
    runner.run(runner.tasks(2), lines=1)
    one, two = (batch.metadata for batch in runner.server.batches.batches.values())
    assert set(one) == {"grader", "run", "part", "digest"}
    assert one["run"] == two["run"]
    assert one["part"] != two["part"]
    assert all(len(value) <= 64 for value in one.values())


def test_lines_of_a_batch_are_the_requests_of_the_judge(runner):
    runner.run(runner.tasks(1))
    [request] = runner.server.requests
    assert (request["model"], request["temperature"]) == ("scripted-1", 0.0)
    assert request["response_format"]["type"] == "json_schema"


def test_full_or_missing_temporary_folder_stops_before_anything_is_sent(
    runner, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(StoreError, match="set TMPDIR"):
        runner.run(runner.tasks(1))
    assert kinds(runner) == {}


def test_traced_judge_is_asked_without_spans(runner):
    """The calls of a batch are the provider's: there is nothing here to put a span around."""
    engine = runner.engine_of()
    judge = TracedJudge(runner.judge(), tracer=None)
    with runner.journal() as journal:
        found = [outcome for _, outcome in engine.run(runner.tasks(2), judge, journal)]
    assert [outcome.is_usable for outcome in found] == [True, True]


def test_journal_of_an_earlier_version_takes_batches(runner):
    connect(runner.path, "0001_journal.sql").close()
    assert len(runner.run(runner.tasks(2))) == 2


def test_judge_without_batches_is_refused(runner):
    engine = runner.engine_of()
    with runner.journal() as journal, pytest.raises(SettingError, match="--engine local"):
        list(engine.run(runner.tasks(1), ScriptedJudge(), journal))


def test_store_without_batches_is_refused(runner):
    engine = runner.engine_of()
    with pytest.raises(SettingError, match="outlive the process"):
        list(engine.run(runner.tasks(1), runner.judge(), MemoryStore()))
