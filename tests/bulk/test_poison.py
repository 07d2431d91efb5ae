"""One answer that always fails for its own sake: the others are graded, and it says why not."""

import pytest

from grader.testing import LoopbackServer

COUNT = 24
# What the server says of it, the reason in scores.csv, and the replies or refusals it takes.
POISONS = [
    ("malformed", "invalid", 3),
    ("missing_criterion", "invalid", 3),
    ("whitespace_content", "invalid", 3),
    ("truncated", "truncated", 3),
    ("refusal", "refusal", 3),
    ("content_filter", "content_filter", 3),
    ("content_filter_400", "content_filter", 1),
    ("context_length", "too_long", 1),
    ("too_large", "too_long", 1),
]
SOME = (0, 9)


def poisoned(fault, *numbers):
    def script(body, _number):
        sent = body["messages"][1]["content"]
        return fault if any(f"第{n}件事" in sent for n in numbers) else "ok"

    return script


@pytest.mark.parametrize(("fault", "reason", "calls"), POISONS)
def test_poison_is_unscored_with_its_reason_and_the_others_graded(grading, fault, reason, calls):
    """Answer 0 goes first and alone, 9 among the others; both runs end the same way."""
    run = grading(COUNT)
    with LoopbackServer(poisoned(fault, *SOME)) as server:
        done = run.run(server)
        assert done.code == 1, done.err
        assert "Traceback" not in done.err
        assert len(server.requests) == COUNT - len(SOME) + calls * len(SOME)
        assert run.outcomes() == {("graded", ""): COUNT - 2, ("unscored", reason): 2}
        lost = [row for row in run.table("scores.csv") if row["status"] == "unscored"]
        assert [row["candidate_id"] for row in lost] == ["C000", "C009"]
        assert {(row["points"], row["points_low"]) for row in lost} == {("", "0")}


def test_poison_alone_is_asked_by_the_same_command_again(grading):
    run = grading(COUNT)
    with LoopbackServer(poisoned("malformed", *SOME)) as server:
        assert run.run(server).code == 1
        before = len(server.requests)
        assert run.run(server).code == 1
        assert len(server.requests) - before == 3 * len(SOME)
        server.reply("ok")
        before = len(server.requests)
        assert run.run(server).code == 0
        assert len(server.requests) - before == len(SOME)
    assert run.outcomes() == {("graded", ""): COUNT}


def test_a_third_of_answers_poisoned_ends_no_run(grading):
    """As long as they do not come first and alike, their number does not matter."""
    run = grading(COUNT)
    every_third = range(1, COUNT, 3)
    with LoopbackServer(poisoned("refusal", *every_third)) as server:
        done = run.run(server)
    assert done.code == 1, done.err
    assert run.outcomes() == {("graded", ""): 16, ("unscored", "refusal"): 8}
