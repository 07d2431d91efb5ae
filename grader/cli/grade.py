"""grader grade: a file of answers becomes scores and a report."""

from typing import Any

import typer

from . import options as o


def grade(
    context: typer.Context,
    answers: o.AnswerFiles,
    rubric: o.RubricOrPosts = "",
    out: o.Out = None,
    judge: o.JudgeName = "openai",
    model: o.Model = "",
    base_url: o.BaseUrl = "",
    api_key_file: o.ApiKeyFile = None,
    replay: o.Replay = None,
    temperature: o.Temperature = 0.0,
    seed: o.Seed = None,
    max_tokens: o.MaxTokens = 4096,
    timeout: o.Timeout = 120.0,
    prompt_lang: o.PromptLanguage = "",
    question: o.Question = "",
    items: o.Items = "",
    map_: o.Map = None,
    by: o.By = None,
    yes: o.Yes = False,
    sheet: o.SheetName = "",
    skip_bad_rows: o.SkipBadRows = False,
    duplicates: o.Duplicates = "ask",
    max_cell: o.MaxCell = 100_000,
    max_rows: o.MaxRows = 1_000_000,
    max_bytes: o.MaxBytes = 500_000_000,
    concurrency: o.Concurrency = 32,
    engine: o.EngineName = "local",
    detach: o.Detach = False,
    limit: o.Limit = None,
    budget: o.Budget = None,
    prices: o.Prices = None,
    dry_run: o.DryRun = False,
    fail_over: o.FailOver = None,
    store: o.Store = "",
    fail_under: o.FailUnder = None,
    format: o.Formats = "",  # noqa: A002 - the option's name
    signed_by: o.SignedBy = "",
    lang: o.Language = "",
    progress: o.Progress = "auto",
    as_json: o.AsJson = False,
) -> int:
    """Grade a file of answers and write the report; run it again to go on.

    按评分标准评阅一份答案文件并写出报告；再次运行同一命令会接着做，已经评过的不再付费。
    """
    return _graded(locals())


def _graded(wished: dict[str, Any]) -> int:
    from .grading import Wish, grade_files

    lists = {name: wished[name] or [] for name in ("map_", "by")}
    typed: list[str] = wished.pop("context").obj
    return grade_files(Wish(**{**wished, **lists, "typed": typed}))
