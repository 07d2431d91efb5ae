"""One conversation: asked, mended once, one rung lower, and never more than it may."""

import asyncio
import json

import pytest

from grader.engines.conversation import Conversation
from grader.errors import (
    AnswerRefused,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from grader.records import Received, Reply, Started, Usage
from grader.testing import ScriptedJudge, rating_content
from grader.wiring import templates

TEMPLATES = templates("zh")


class Held:
    """A conversation that was held, with what it wrote and how long it would have waited."""

    def __init__(self, task, judge):
        self.judge, self.pauses, self.records, self.asked_before = judge, [], [], []

        async def commit(records):
            self.records += records
            self.asked_before.append(len(judge.calls))

        async def pause(seconds):
            self.pauses.append(seconds)

        self.conversation = Conversation(
            task=task, judge=judge, templates=TEMPLATES, secret=b"s", commit=commit, pause=pause
        )
        self.outcome = asyncio.run(self.conversation.run())
        self.records += self.conversation.pending

    @property
    def rungs(self):
        return [call.rung for call in self.judge.calls]

    def of(self, kind):
        return [record for record in self.records if isinstance(record, kind)]


@pytest.fixture
def hold(make_task):
    def held(*script, **options):
        judge = ScriptedJudge(list(script), **options)
        return Held(make_task(), judge)

    return held


def invented(body, _number):
    return rating_content(body, quotes="invented")


def invented_lower(body, _number):
    return rating_content(body, quotes="invented", level=1)


def test_good_reply_needs_one_request(hold):
    held = hold("top")
    outcome = held.outcome
    assert outcome.is_usable
    assert (outcome.requests, outcome.retries, outcome.repaired) == (1, 0, 0)
    assert (outcome.rater, outcome.model, outcome.rung) == ("scripted", "scripted-1", "json_schema")
    assert json.loads(outcome.text)["criteria"]


def test_start_is_committed_before_the_call_and_tells_how(hold):
    """A run that dies in between knows what was in flight."""
    held = hold("{}", "top")
    # The first reply is committed before the second call waits for its turn, which then starts.
    assert held.asked_before == [0, 1, 1]
    assert [(each.attempt, each.rung) for each in held.of(Started)] == [
        (1, "json_schema"), (2, "json_schema")
    ]  # fmt: skip


def test_every_reply_is_kept_with_its_verdict(hold):
    held = hold("{}", "top")
    first, second = held.of(Received)
    assert (first.reply.text, second.verdict) == ("{}", "")
    assert "criteria" in first.verdict


def test_each_attempt_has_a_fence_of_its_own(hold):
    held = hold("{}", "top")
    fences = {call.user.split("<answer-")[1][:16] for call in held.judge.calls}
    assert len(fences) == 2


def test_reply_that_is_no_rating_is_mended_once_at_its_rung(hold):
    held = hold('{"criteria": {}}', "top")
    assert held.outcome.is_usable
    assert (held.outcome.requests, held.outcome.repaired) == (2, 1)
    [turn] = held.judge.calls[1].turns
    assert turn.reply == '{"criteria": {}}'
    assert "strengths" in turn.problem
    assert held.rungs == ["json_schema", "json_schema"]


def test_repair_that_does_not_help_is_followed_by_one_lower_rung(hold):
    held = hold("{}", "{}", "top")
    assert held.outcome.is_usable
    assert held.rungs == ["json_schema", "json_schema", "tool"]
    assert held.judge.calls[2].turns == (), "asked anew, without the broken replies"


def test_three_replies_are_all_there_is(hold):
    held = hold("{}")
    assert (held.outcome.reason, held.outcome.requests) == ("invalid", 3)
    assert held.outcome.text == "", "nothing that is no rating may be read as one"
    assert "missing" in held.outcome.detail


def test_prose_where_a_schema_was_asked_steps_down_at_once(hold):
    """A server that passed over the form once will do so again."""
    held = hold("The answer is good.", "top")
    assert held.rungs == ["json_schema", "tool"]
    assert held.conversation.ignored
    assert held.outcome.repaired == 0


def test_lowest_rung_has_nothing_below_it(hold):
    held = hold("prose", rungs=("text",))
    assert held.rungs == ["text"] * 3
    assert held.outcome.reason == "invalid"


def test_quotes_not_found_are_asked_to_be_mended(hold):
    held = hold(invented, "top")
    assert held.outcome.is_usable
    assert "nobody wrote" not in held.outcome.text
    assert "nobody wrote" in held.judge.calls[1].turns[0].problem
    assert held.outcome.repaired == 1


def test_quotes_still_not_found_leave_the_first_rating_standing(hold):
    """A held rating is worth more than none; the second is under pressure to please."""
    held = hold(invented, invented_lower)
    assert held.outcome.is_usable
    assert (held.outcome.requests, held.outcome.repaired) == (2, 1)
    marks = json.loads(held.outcome.text)["criteria"].values()
    assert [mark["level"] for mark in marks] == [2, 2]


@pytest.mark.parametrize(
    "second", ["{}", "prose", JudgeUnreachable("down"), AnswerRefused("no", reason="too_long")]
)
def test_mending_that_fails_leaves_the_first_rating_standing(hold, second):
    held = hold(invented, second)
    assert held.outcome.is_usable
    assert "nobody wrote" in held.outcome.text


def test_truncated_reply_is_asked_again_with_more_room(hold):
    held = hold(Reply(text="{", ended="truncated"), "top")
    assert held.outcome.is_usable
    assert [call.more_room for call in held.judge.calls] == [False, True]
    assert held.judge.calls[1].turns == (), "a cut reply is not repaired into a rating"
    assert held.outcome.repaired == 0


@pytest.mark.parametrize("ended", ["truncated", "refusal", "content_filter", "invalid"])
def test_reply_that_ends_badly_three_times_says_how(hold, ended):
    held = hold(Reply(text="", ended=ended, detail="told so"))
    assert (held.outcome.reason, held.outcome.requests) == (ended, 3)
    assert held.outcome.detail == "told so"


def test_rating_in_a_reply_that_did_not_end_well_is_not_used(make_task):
    """Complete JSON of a reply cut at its limit may still be missing its end."""
    judge = ScriptedJudge(lambda body, _n: Reply(text=rating_content(body), ended="truncated"))
    assert Held(make_task(), judge).outcome.reason == "truncated"


def test_lost_calls_are_retried_with_growing_pauses(hold):
    held = hold(*[JudgeUnreachable("down")] * 5, "top")
    assert held.outcome.is_usable
    assert (held.outcome.requests, held.outcome.retries, len(held.pauses)) == (6, 5, 5)
    # Own waits: random, at least a quarter of a second, at most 1, 2, 4, 8, 16.
    assert all(0.25 <= pause <= 2**n for n, pause in enumerate(held.pauses))
    assert len(held.of(Started)) == 1, "the same attempt, sent again"


def test_six_lost_calls_end_it(hold):
    held = hold(JudgeUnreachable("the server is down"))
    outcome = held.outcome
    assert (outcome.reason, outcome.detail) == ("unreachable", "the server is down")
    assert (outcome.requests, outcome.retries, len(held.pauses)) == (6, 5, 5)


def test_wait_the_server_asks_for_is_kept_to_the_letter(hold):
    waits = [0.0, 0.05, 3.0, 300.0]
    held = hold(*[JudgeUnreachable("busy", retry_after_s=wait) for wait in waits], "top")
    assert held.pauses == waits


def test_wait_longer_than_five_minutes_is_not_begun(hold):
    held = hold(JudgeUnreachable("busy", retry_after_s=301), "top")
    assert (held.outcome.reason, held.pauses, held.outcome.requests) == ("unreachable", [], 1)


def test_form_refused_steps_down_without_a_pause_and_is_known_from_then_on(hold):
    held = hold(ModeRefused("no json_schema"), ModeRefused("no tools"), "top")
    assert held.rungs == ["json_schema", "tool", "json_object"]
    assert (held.outcome.rung, held.pauses, held.outcome.retries) == ("json_object", [], 0)
    assert held.judge.taken.rung == "json_object"


def test_every_form_refused_ends_it(hold):
    held = hold(ModeRefused("nothing goes"))
    assert held.outcome.reason == "invalid"
    assert held.rungs == ["json_schema", "tool", "json_object", "text"]


def test_parameter_refused_is_asked_again_without_a_pause(hold):
    held = hold(ParameterRefused("no seed", parameter="seed"), "top")
    assert held.outcome.is_usable
    assert (held.outcome.requests, held.outcome.retries, held.pauses) == (2, 0, [])


def test_parameter_refused_for_ever_ends_it(hold):
    held = hold(ParameterRefused("no seed", parameter="seed"))
    assert held.outcome.reason == "invalid"
    assert held.outcome.requests <= 8


@pytest.mark.parametrize("reason", ["too_long", "content_filter", "invalid"])
def test_refusal_of_this_answer_is_not_tried_again(hold, reason):
    held = hold(AnswerRefused("not this one", reason=reason))
    assert (held.outcome.reason, held.outcome.requests) == (reason, 1)


def test_stop_goes_up(hold):
    with pytest.raises(JudgeStopped, match="no quota"):
        hold(JudgeStopped("no quota"))


def test_tokens_of_all_replies_are_counted(hold):
    used = Usage(input=10, cached=None, output=2)
    held = hold(Reply(text="{}", usage=used), Reply(text="{}", usage=Usage(input=5, cached=4)))
    # Three replies, the last one repeated: 10 + 5 + 5, 4 + 4, and 2 where it was told.
    assert held.outcome.usage == Usage(input=20, cached=8, output=2)


def test_detail_is_short_enough_for_a_table(hold):
    assert len(hold(AnswerRefused("x" * 9000, reason="invalid")).outcome.detail) <= 500
