"""The options of grader audit, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o
from .judge_wish import JudgeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditWish(JudgeWish):
    """What is wished of grader audit, by the options' names; `typed` is the command as given."""

    folder: o.RunFolder
    group: o.GroupColumns = None
    groups: o.GroupsFile = None
    sheet: o.GroupsSheet = ""
    bands: o.BandsOf = None
    intersect: o.Intersect = None
    least: o.Least = 30
    cut: o.AuditCut = ""
    counterfactual: o.CounterfactualWished = False
    swaps: o.SwapsFile = None
    limit: o.SwapLimit = None
    judge: o.JudgeName = ""
    concurrency: o.Concurrency = 32
    budget: o.Budget = None
    prices: o.Prices = None
    dry_run: o.DryRun = False
    progress: o.Progress = "auto"
    out: o.AuditOut = None
    lang: o.Language = ""
    as_json: o.AsJson = False
    typed: tuple[str, ...] = ()
