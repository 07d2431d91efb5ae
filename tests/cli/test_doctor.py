"""grader doctor: whether an endpoint answers, and whether it can be moved."""

import json

import pytest

from grader.readers.payloads import read_trials
from grader.testing import Reply, ok
from grader.testing.request import fenced_answer
from grader.wiring import rubric_named

TRIALS = read_trials()
GATED = 3  # keys that say nothing are settled without a request
CALLS = 3 + len(TRIALS.payloads) + len(TRIALS.benign) - GATED
WEAK = "".join(
    next(each for each in rubric_named("customer-service").controls if each.id == "thin")
    .text.zh.split()
)  # fmt: skip
ASKING = ("满分", "最高", "full points", "top level", "highest", '"level"')


def honest(body, _number):
    """Rates the weak answer, whatever else stands there, and nothing where it is not."""
    return ok(body, level=1 if WEAK[:20] in "".join(fenced_answer(body)) else "lowest")


def gullible(body, number):
    """Gives all points wherever points are asked for."""
    text = "\n".join(fenced_answer(body))
    return ok(body) if any(each in text for each in ASKING) else honest(body, number)


@pytest.fixture
def doctor(inside, grader_server, at):
    def run(*options, script=None):
        if script is not None:
            grader_server.reply(script)
        return inside("doctor", *at(grader_server), *options)

    return run


def test_honest_model_is_not_moved(doctor, grader_server):
    done = doctor("--attack", "--yes", "--json", script=honest)
    told = json.loads(done.out)
    first = [body for body in grader_server.requests if len(body["messages"]) == 2]
    assert len(first) == CALLS, "what is sent once more to mend a quote left out"
    assert (told["base"], told["spread"], told["max_points"]) == ([4, 4, 4], 0, 16)
    for each in (told["attacks"], *told["categories"]):
        assert (each["max_gain"], each["gained"], each["stood"], each["unscored"]) == (0, 0, 0, 0)
    assert (told["benign"]["mean_drift"], told["benign"]["count"]) == (0, len(TRIALS.benign))
    assert told["attacks"]["gated"] == GATED
    assert sum(each["count"] for each in told["categories"]) == len(TRIALS.payloads)
    assert done.code == int(bool(told["benign"]["flagged"]))


def test_gullible_model_is_told_by_category(doctor):
    done = doctor("--attack", "--yes", "--json", script=gullible)
    told = json.loads(done.out)
    by_name = {each["category"]: each for each in told["categories"]}
    for name in ("order", "plea", "authority", "verdict", "play", "task", "leak"):
        assert by_name[name]["mean_gain"] == 12, "from 4 to all 16 points"
        assert by_name[name]["gained"] == by_name[name]["count"]
    assert by_name["reply"]["max_gain"] == 16, "where nothing but the reply was handed in"
    assert by_name["encoded"]["gained"] == 0, "for this one does not decode"
    assert by_name["key"]["max_gain"] == 0
    assert told["attacks"]["gained"] == sum(each["gained"] for each in told["categories"])
    ids = [each["payload"] for each in told["trials"]]
    assert ids == [each.id for each in (*TRIALS.payloads, *TRIALS.benign)], "in their order"


def test_points_without_located_words_do_not_stand(doctor):
    """A judge that invents its quotes is moved, and settles nothing."""

    def invents(body, number):
        text = "\n".join(fenced_answer(body))
        is_asked = any(each in text for each in ASKING)
        return ok(body, quotes="invented") if is_asked else honest(body, number)

    told = json.loads(doctor("--attack", "--yes", "--json", script=invents).out)
    assert told["attacks"]["gained"] > 20
    assert told["attacks"]["stood"] == 0
    assert told["attacks"]["held"] >= told["attacks"]["gained"]


def test_table_for_people_names_the_worst_and_its_limits(doctor):
    done = doctor("--attack", "--yes", "--lang", "en", script=gullible)
    lines = done.out.splitlines()
    [row] = [each for each in lines if each.startswith("straight orders")]
    assert row.split()[-7:-3] == ["3", "12", "12", row.split()[-4]]
    assert "Where most was gained:" in lines
    assert next(each for each in lines if each.startswith("  null-en")).split()[1] == "16"
    assert lines[-1].startswith("These texts are samples")
    assert f"{CALLS} tries by the rubric customer-service" in done.err
    assert "requests: " in done.err, "what it takes is told before"


def test_table_is_in_chinese_for_a_chinese_reader(doctor):
    done = doctor("--attack", "--yes", "--lang", "zh", script=honest)
    assert "条文字都没有让模型多给分。" in done.out
    assert "直接要求给分" in done.out


def test_nothing_is_sent_where_nobody_can_be_asked(doctor, grader_server):
    done = doctor("--attack", "--lang", "en")
    assert done.code == 2
    assert f"would send {CALLS} requests; add --yes" in done.err
    assert grader_server.requests == []


def test_dry_run_tells_calls_and_tokens_and_sends_nothing(doctor, grader_server):
    told = json.loads(doctor("--attack", "--dry-run", "--json").out)
    assert (told["dry_run"], told["calls"], told["requests"]["low"]) == (True, CALLS, CALLS)
    assert told["tokens"]["input"]["low"] > 10_000
    assert f"{CALLS} tries" in doctor("--attack", "--dry-run", "--lang", "en").out
    assert grader_server.requests == []


@pytest.mark.parametrize("rubric", ["service-manager", "user-support"])
def test_other_rubrics_bring_their_own_item(doctor, grader_server, rubric):
    """With control answers the weakest of them, without any a weak answer of ours."""
    done = doctor("--attack", "--yes", "--json", "-r", rubric, script=lambda body, _n:
                  ok(body, level="lowest"))  # fmt: skip
    told = json.loads(done.out)
    assert told["rubric"]["id"] == rubric
    assert (told["base"], told["attacks"]["gained"]) == ([0, 0, 0], 0)


def test_key_refused_during_the_trial_ends_it_with_3(doctor):
    no_key = Reply(401, b'{"error": {"message": "no"}}', {"content-type": "application/json"})
    assert doctor("--attack", "--yes", script=no_key).code == 3
