"""The options of grader grade, each said once: the command is made of them."""

from dataclasses import MISSING, dataclass, fields
from inspect import Parameter, Signature

import typer

from . import options as o
from .judge_wish import JudgeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(JudgeWish):
    """What is wished of grader grade, by the options' names; `typed` is the command as given."""

    answers: o.AnswerFiles
    rubric: o.RubricOrPosts = ""
    out: o.Out = None
    samples: o.Samples = 1
    jury: o.Jury = ""
    regrade_flagged: o.RegradeFlagged = True
    anchors: o.Anchors = ""
    marks: o.Marks = ""
    second_opinion: o.SecondOpinion = ""
    prompt_lang: o.PromptLanguage = ""
    question: o.Question = ""
    items: o.Items = ""
    map_: o.Map = None
    by: o.By = None
    yes: o.Yes = False
    sheet: o.SheetName = ""
    skip_bad_rows: o.SkipBadRows = False
    duplicates: o.Duplicates = "ask"
    redact: o.Redact = True
    max_cell: o.MaxCell = 100_000
    max_rows: o.MaxRows = 1_000_000
    max_bytes: o.MaxBytes = 500_000_000
    concurrency: o.Concurrency = 32
    engine: o.EngineName = "local"
    detach: o.Detach = False
    limit: o.Limit = None
    budget: o.Budget = None
    prices: o.Prices = None
    dry_run: o.DryRun = False
    fail_over: o.FailOver = None
    controls: o.Controls = False
    store: o.Store = ""
    fail_under: o.FailUnder = None
    cut: o.Cut = ""
    bands: o.Bands = None
    rank: o.Rank = False
    min_agreement: o.MinAgreement = None
    format: o.Formats = ""
    signed_by: o.SignedBy = ""
    calibration: o.CalibrationOf = None
    lang: o.Language = ""
    progress: o.Progress = "auto"
    as_json: o.AsJson = False
    typed: tuple[str, ...] = ()


def signature_of(wish: type) -> Signature:
    """The options of *wish*, as `Wish` has them, as parameters of a command, for typer to read."""
    context = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    wished = [
        Parameter(
            each.name,
            Parameter.KEYWORD_ONLY,
            annotation=each.type,
            default=Parameter.empty if each.default is MISSING else each.default,
        )
        for each in fields(wish)
        if each.name != "typed"
    ]
    return Signature([context, *wished], return_annotation=int)
