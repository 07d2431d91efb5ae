"""A calibration in plain values and back, and which run it is of."""

import json
from dataclasses import replace

import pytest

from grader.core.calibrated import calibration_of, is_of, plain_calibration, rated_by
from grader.records import Run
from grader.records.agreement import (
    Agreement,
    Calibration,
    Decisions,
    Figure,
    Measured,
    RaterPair,
    RunBeside,
)

NOTHING = Figure(why="too_few")
FOUND = Agreement(
    n=3, candidates=2, exact=Figure(0.5, 0.1, 0.9), near=Figure(1.0), qwk=Figure(0.71, 0.63, 0.78),
    pearson=Figure(0.8), spearman=NOTHING, smd=NOTHING, mae=NOTHING, bias=NOTHING, spread=NOTHING,
    within_r=NOTHING, within_qwk=NOTHING, scale=(0.0, 0.5), confusion=((1, 0), (1, 1)),
)  # fmt: skip
ITEM = Measured(
    kind="item", names=(), max_points=5.0, machine=FOUND, people=None, lost=NOTHING, alpha=NOTHING,
    icc=NOTHING, verdict="meets", within="partly", dots=((1.0, 2.0),),
)  # fmt: skip
WHOLE = Calibration(
    rubric="r", prompt="1 zh", judge="openai:m-1", when="2026-11-20T10:00:00+08:00",
    raters=(("A", 3),), answers=9, marked=3, candidates=2, unusable=0, measured=(ITEM,), seed=1,
    draws=10, models=("m-1-a",), pairs=(RaterPair(one="A", other="", found=FOUND),),
    cut=Decisions(cut=3.0, above_both=1, below_both=1, first_only=0, second_only=0, same=NOTHING,
                  kappa=NOTHING),
    beside=(RunBeside(name="b", relation="twin", rubric="r", prompt="1 en", judge="openai:m-1",
                      answers=3, first_qwk=NOTHING, qwk=NOTHING, gained=NOTHING, seen="too_few",
                      between=FOUND, levels_same=NOTHING, length=NOTHING, usd=0.01),),
)  # fmt: skip


def test_what_is_written_is_what_is_read():
    plain = json.loads(json.dumps(plain_calibration(WHOLE), allow_nan=False))
    assert calibration_of(plain) == WHOLE


@pytest.mark.parametrize(
    "plain", [{}, [], {"schema": 2}, {"schema": 1}, {"schema": 1, "measured": 3}]
)
def test_anything_else_is_no_calibration(plain):
    with pytest.raises(ValueError, match="no calibration"):
        calibration_of(plain)


def test_the_weaker_of_pooled_and_within_items_is_what_stands_at_the_head():
    assert (WHOLE.headline, WHOLE.verdict) == (ITEM, "partly")
    pooled = replace(WHOLE, measured=(replace(ITEM, verdict="does_not", within="too_few"),))
    assert pooled.verdict == "does_not"
    assert replace(WHOLE, measured=()).verdict == "too_few"


def test_it_is_of_runs_with_that_rubric_prompt_and_judge_alone():
    run = Run(rubric_digest="r", template="1", language="zh", judge="openai:m-1")
    assert is_of(WHOLE, run)
    assert not is_of(WHOLE, replace(run, language="en"))
    assert not is_of(WHOLE, replace(run, rubric_digest="s"))
    three = {"order": [{"if_first_two_differ": False}] * 3}
    assert rated_by(replace(run, ratings=three)) == "openai:m-1 x3"
    assert not is_of(WHOLE, replace(run, ratings=three))
