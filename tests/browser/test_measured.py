"""Pages of figures in a browser: readable by everyone, by night, on a phone."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from grader.core.agreement import Pairs, agreement, judged
from grader.core.outcomes import outcomes
from grader.readers.resources import find_rubric, labels
from grader.readers.rubric_yaml import load_rubric
from grader.records.agreement import Calibration, Figure, Measured
from grader.writers.audit_page import AuditPage, write_audit
from grader.writers.calibration_page import CalibrationPage, write_calibration

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

RUBRIC = load_rubric(Path(find_rubric("service-manager")))
SCALE = (0.0, 1.0, 2.0)


def measured():
    """One criterion, and all items together with their dots."""
    rng = np.random.default_rng(2)
    first = rng.integers(0, 3, 80).astype(float)
    second = np.clip(first + rng.integers(-1, 2, 80), 0, 2)
    pairs = Pairs(
        first=first, second=second, person=np.arange(80), item=np.zeros(80), scale=SCALE, reach=1.0
    )
    found = agreement(pairs, count=50)
    alone = Figure(why="one_rater")
    one = Measured(kind="criterion", names=("一/1", "c1"), max_points=2.0, machine=found, people=None,
                   lost=alone, alpha=alone, icc=alone, verdict=judged(found))  # fmt: skip
    dots = tuple(zip(first.tolist(), second.tolist(), strict=True))
    return one, replace(one, kind="item", names=(), dots=dots)


@pytest.fixture(scope="module", params=[("zh", "light", 1280), ("en", "dark", 390)], ids=str)
def made(request, tmp_path_factory):
    """Both pages in one language, with how they are to be looked at."""
    language, scheme, width = request.param
    folder = tmp_path_factory.mktemp("measured")
    words = {**labels(language, "report"), **labels(language, "measure")}
    found = Calibration(rubric="r", prompt="zh/7", judge="baseline", when="2026-11-20T08:00:00+00:00",
                        raters=(("王", 80),), answers=80, marked=80, candidates=80, unusable=0,
                        measured=measured(), seed=1, draws=50)  # fmt: skip
    shared = {"rubric": RUBRIC, "language": language, "labels": words}
    groups = outcomes(["性别"], [["女"]] * 50 + [["男"]] * 50, [float(n % 17) for n in range(100)])
    pages = (
        *write_calibration(folder, CalibrationPage(calibration=found, **shared), ("html",)),
        *write_audit(
            folder,
            AuditPage(outcomes=(groups,), judge="openai:m", when=found.when, **shared),
            ("html",),
        ),
    )
    return pages, scheme, width


def test_axe_finds_nothing_serious_and_nothing_runs_over_the_edge(visit, made):
    pages, scheme, width = made
    for path in pages:
        page = visit(path.as_uri(), color_scheme=scheme, width=width)
        for fold in page.locator("details > summary").all():
            fold.click()
        found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        told = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found
                if each["impact"] in {"serious", "critical"}]  # fmt: skip
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("svg.whisker circle").count() >= 1
