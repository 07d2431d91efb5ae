"""run.json: what the run was, for machines."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..core.report import decimal
from ..records import Run
from ..records.agreement import Calibration
from ..text import json_text
from .controls_json import controls_object
from .whole import whole_file

SCHEMA = 1


def run_object(run: Run, versions: dict[str, str]) -> dict[str, Any]:
    """*run* in the form of `run.schema.json`."""
    return {
        "schema": SCHEMA,
        "versions": versions,
        "command": run.command,
        "rubric": {"id": run.rubric_id, "version": run.rubric_version},
        "template": run.template,
        "language": run.language,
        "engine": run.engine,
        "judge": run.judge,
        **({"ratings": run.ratings} if run.ratings else {}),
        "model_asked": run.model_asked,
        "models_returned": list(run.models_returned),
        "endpoint": run.endpoint,
        "parameters": run.parameters,
        "rungs": list(run.rungs),
        "parameters_dropped": list(run.dropped),
        "waiting": run.waiting,
        "counts": {"answers": run.counts.answers, **asdict(run.counts)},
        "concurrency": {
            "ceiling": run.pace.ceiling,
            "peak": run.pace.peak,
            "last": run.pace.places,
            "per_second": run.pace.per_second,
        },
        **_used(run),
        "redaction": {"on": run.redacts, "replaced": dict(sorted(run.replaced.items()))},
        **_asked_for(run),
        "seconds": round(run.seconds, 3),
        "started": run.started,
        "finished": run.finished,
        "seal": {"rubric": run.rubric_digest, "replies": run.seal, "answers": run.seal_answers},
        "exit": {"code": run.exit_code, "reason": run.exit_reason},
    }


def _used(run: Run) -> dict[str, Any]:
    """What the replies took, and what that costs."""
    return {
        "tokens": {
            "input": run.tokens.input or 0,
            "cached": run.tokens.cached or 0,
            "output": run.tokens.output or 0,
        },
        "cost": {
            "usd": None if run.cost_usd is None else float(decimal(run.cost_usd)),
            "priced": run.is_priced,
        },
    }


def _asked_for(run: Run) -> dict[str, Any]:
    """What is there only where an option asked for it."""
    found: dict[str, Any] = {}
    if run.budget_usd is not None:
        found["budget"] = float(decimal(run.budget_usd))
    if run.estimate:
        found["left"] = {"answers": run.left, **run.estimate}
    if run.review:
        found["review"] = run.review
    if run.calibration is not None:
        found["calibration"] = _calibration(run.calibration)
    found.update(run.figures)
    if run.anchors:
        found["anchors"] = run.anchors
    if run.fitted:
        found["fitted"] = run.fitted
    if run.controls is not None:
        found["controls"] = controls_object(run.controls)
    return found


def _calibration(found: Calibration) -> dict[str, Any]:
    """What stands at the head of reports; calibration.json has all figures."""
    head = found.headline
    qwk = head.machine.qwk if head else None
    return {
        "qwk": qwk.value if qwk else None,
        "low": qwk.low if qwk else None,
        "high": qwk.high if qwk else None,
        "answers": found.marked - found.unusable,
        "candidates": found.candidates,
        "raters": len(found.raters),
        "drawn": found.drawn,
        "when": found.when,
        "verdict": found.verdict,
    }


def write_run_json(path: Path, run: Run, versions: dict[str, str]) -> None:
    """
    Write *run* to *path*.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    with whole_file(path) as file:
        file.write(json_text(run_object(run, versions), indent=1) + "\n")


def write_review(path: Path, review: dict[str, Any]) -> None:
    """
    Put what *review* tells into the `run.json` at *path*, which otherwise stays as it is.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # grader report writes it anew, with all that is kept.
        return
    whole["review"] = {**whole.get("review", {}), **review}
    with whole_file(path) as file:
        file.write(json_text(whole, indent=1) + "\n")
