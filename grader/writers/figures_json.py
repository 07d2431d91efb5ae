"""Figures of items and of totals, as objects of run.json."""

from typing import Any

from ..records.agreement import Figure
from ..records.banding import Placing
from ..records.item_analysis import Analysis
from .page import Page


def figures_object(page: Page) -> dict[str, Any]:
    """The analysis of *page*, and how its totals lie where that was asked for."""
    found: dict[str, Any] = {}
    if page.analysis is not None and page.analysis.everyone:
        found["item_analysis"] = _analysis(page.analysis)
    if page.placing is not None:
        found["totals"] = _totals(page.placing)
    return found


def _figure(figure: Figure) -> float | dict[str, str]:
    """A number, or why there is none: never null, which would not say."""
    if figure.value is None:
        return {"undefined": figure.why}
    return round(figure.value, 4)


def _analysis(made: Analysis) -> dict[str, Any]:
    return {
        "people": made.people,
        "everyone": made.everyone,
        "alpha": _figure(made.alpha),
        "floor": _figure(made.floor),
        "ceiling": _figure(made.ceiling),
        "items": [
            {
                "item_id": each.item.id,
                "difficulty": _figure(each.difficulty),
                "discrimination": _figure(each.discrimination),
                "weight": _figure(each.weight),
                "floor": _figure(each.floor),
                "ceiling": _figure(each.ceiling),
            }
            for each in made.items
        ],
        "criteria": [
            {
                "item_id": each.item.id,
                "criterion_id": each.criterion.id,
                "answers": each.answers,
                "reached": each.reached,
                "share": round(each.share, 4),
            }
            for each in made.criteria
        ],
        "dimensions": [
            {"names": list(each.names), "people": each.people, "r": _figure(each.r),
             "halo": each.is_halo}
            for each in made.pairs
        ],
    }  # fmt: skip


def _totals(made: Placing) -> dict[str, Any]:
    banding, agreed = made.banding, made.agreed
    return {
        "people": made.totals,
        "sem": _figure(made.sem),
        "reliability": _figure(made.reliability),
        "from": {"people": made.people, "items": made.items, "raters": made.raters,
                 "basis": made.basis},
        "thresholds": [str(each) for each in banding.thresholds],
        "names": list(banding.names),
        "bands": dict(sorted(made.bands.items())),
        "ranks": banding.ranks and not made.withheld,
        "not_told_apart": made.not_told_apart,
        "calibrated": made.calibrated is not None,
        "min_agreement": made.least,
        "agreement": None if agreed is None else {"qwk": _figure(agreed), "low": agreed.low},
        "withheld": made.withheld,
    }  # fmt: skip
