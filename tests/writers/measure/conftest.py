"""Figures of a made-up calibration and of made-up groups, as core makes them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.core.agreement import Pairs, agreement, difference, judged
from grader.core.agreement.decisions import decisions
from grader.core.agreement.raters import alpha, icc
from grader.core.outcomes import outcomes
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records.agreement import (
    Agreement,
    Calibration,
    Figure,
    Measured,
    RaterPair,
    RunBeside,
)
from grader.writers.audit_page import AuditPage
from grader.writers.calibration_page import CalibrationPage

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
ITEMS = tuple(RUBRIC.items)
DRAWS = 60
NOTHING = Figure(why="one_rater")


def words(language):
    return {**labels(language, "report"), **labels(language, "measure")}


def measured(kind, names, most, scale, people=60, noise=0.5, seed=1):
    """Two people and a machine who see the same thing, each with *noise* of their own."""
    rng = np.random.default_rng(seed)
    truth = rng.uniform(0, most, people)
    step = scale[1] - scale[0] if scale else 0.5
    one, other, machine = (
        np.clip(np.round((truth + rng.normal(0, noise, people)) / step) * step, 0, most)
        for _ in range(3)
    )
    who, items = np.arange(people), np.zeros(people)
    reach = step if scale else most / 10
    pairs = Pairs(first=np.concatenate([one, other]), second=np.tile(machine, 2),
                  person=np.tile(who, 2), item=np.zeros(2 * people), scale=scale, reach=reach)  # fmt: skip
    two = Pairs(first=one, second=other, person=who, item=items, scale=scale, reach=reach)
    found = agreement(pairs, count=DRAWS)
    lost = difference(two, pairs, count=DRAWS)
    three = np.vstack([one, other, machine])
    return Measured(
        kind=kind, names=names, max_points=most, machine=found, people=agreement(two, count=DRAWS),
        lost=lost, alpha=alpha(three, who, count=DRAWS), icc=icc(three, who, count=DRAWS),
        verdict=judged(found, lost), within="partly" if kind == "item" and not names else None,
        dots=tuple(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) if not names else (),
    )  # fmt: skip


@pytest.fixture(scope="session")
def calibration():
    found = [
        measured("total", (), 20.0, (), noise=1.5),
        measured("dimension", ("empathy",), 6.0, (), seed=3),
        measured("item", (), 10.0, (), noise=1.0, seed=4),
    ]
    for place, item in enumerate(ITEMS[:3]):
        found.append(measured("item", (item.id,), 8.0, (), noise=1.2, seed=place))
        for number, each in enumerate(item.criteria[:3]):
            found.append(measured("criterion", (item.id, each.id), 2.0, (0.0, 1.0, 2.0),
                                  noise=0.2 + 0.3 * number, seed=number))  # fmt: skip
    found.append(measured("criterion", (ITEMS[4].id, "unknown"), 2.0, (0.0, 1.0, 2.0), people=6))
    rng = np.random.default_rng(5)
    totals = rng.normal(12, 3, 60)
    pair = found[0].machine
    return Calibration(
        rubric="sha256:0", prompt="zh/7", judge="openai:model-a", when="2026-11-20T08:30:00+00:00",
        raters=(("王老师", 60), ("李老师", 60)), answers=240, marked=120, candidates=60, unusable=3,
        measured=tuple(found), seed=1, draws=1000, rubric_name="service-manager 1", drawn=100,
        flagged=9, answers_flagged=20,
        pairs=(RaterPair(one="王老师", other="李老师", found=found[0].people), RaterPair(one="王老师", other="", found=pair)),
        cut=decisions(totals, totals + rng.normal(0, 1, 60), 12.0, count=DRAWS),
        length=Figure(0.31, 0.2, 0.4), usd=0.0021,
        beside=(RunBeside(name="second", relation="other", rubric="r", prompt="zh/7",
                          judge="openai:model-b", answers=110, first_qwk=Figure(0.71, 0.6, 0.8),
                          qwk=Figure(0.75, 0.65, 0.82), gained=Figure(0.04, -0.02, 0.1),
                          seen="no_difference", between=pair, levels_same=Figure(0.8, 0.7, 0.9),
                          length=Figure(why="too_few"), usd=None),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def calibration_page(calibration):
    def made(language="zh", **changes):
        return CalibrationPage(calibration=replace(calibration, **changes), rubric=RUBRIC,
                               language=language, labels=words(language))  # fmt: skip

    return made


@pytest.fixture(scope="session")
def empty():
    """Agreement of nobody: every figure undefined."""
    nobody = np.array([])
    return agreement(Pairs(first=nobody, second=nobody, person=nobody, item=nobody), count=5)


@pytest.fixture(scope="session")
def audit_page():
    rng = np.random.default_rng(9)
    sex = ["女"] * 120 + ["男"] * 110 + [""] * 5
    drawn = rng.choice(["<30", "30-39", "40+"], len(sex) - 3, p=[0.5, 0.47, 0.03])
    age = [*map(str, drawn), "<30", "65+", "65+"]
    points = rng.normal(14, 4, len(sex)).round(1) + np.where(np.array(sex) == "男", 1.8, 0)
    totals = [None if place % 40 == 7 else float(value) for place, value in enumerate(points)]

    def made(language="zh", **changes):
        every = [outcomes(["性别"], [[each] for each in sex], totals),
                 outcomes(["年龄段"], [[each] for each in age], totals),
                 outcomes(["性别", "年龄段"], list(zip(sex, age, strict=True)), totals)]  # fmt: skip
        told = {
            "outcomes": every, "rubric": RUBRIC, "language": language, "labels": words(language),
            "judge": "openai:model-a", "when": "2026-11-22T08:00:00+00:00", "prompt": "zh/7",
            "run_when": "2026-11-20T08:00:00+00:00", "rubric_name": "service-manager 1",
            "source": "groups.csv",
        }  # fmt: skip
        return AuditPage(**{**told, **changes})

    return made


__all__ = ["NOTHING", "RUBRIC", "Agreement", "words"]
