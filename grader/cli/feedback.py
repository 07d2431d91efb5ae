"""grader feedback: one answer, feedback for its writer."""

from typing import Annotated

import typer

from . import options as o


def feedback(
    file: Annotated[str, typer.Argument(help="A text file with the answer, or - for stdin.")],
    rubric: o.RubricName,
    item: Annotated[str, typer.Option("--item", "-i", help="The item's id.")] = "",
    question: o.Question = "",
    judge: o.JudgeName = "openai",
    model: o.Model = "",
    base_url: o.BaseUrl = "",
    api_key_file: o.ApiKeyFile = None,
    replay: o.Replay = None,
    temperature: o.Temperature = 0.0,
    seed: o.Seed = None,
    max_tokens: o.MaxTokens = 4096,
    timeout: o.Timeout = 120.0,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """What one answer hit and missed, and what to write instead."""
    from ..wiring import JudgeSettings
    from .coaching import coach

    settings = JudgeSettings(
        judge=judge,
        model=model,
        base_url=base_url,
        api_key_file=api_key_file,
        replay=replay,
        temperature=temperature,
        seed=seed,
        max_tokens=max_tokens,
        timeout_s=timeout,
    )
    return coach(file, rubric, item, question, settings, lang=lang, as_json=as_json)
