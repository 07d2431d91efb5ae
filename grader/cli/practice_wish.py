"""The options of grader practice, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeWish:
    """What is wished of grader practice, by the options' names."""

    rubric: o.RubricName
    item: o.ItemToPractise = ""
    dimension: o.DimensionToPractise = ""
    question: o.Question = ""
    history: o.HistoryFile = None
    no_history: o.NoHistory = False
    history_only: o.HistoryOnly = False
    judge: o.JudgeName = "openai"
    model: o.Model = ""
    base_url: o.BaseUrl = ""
    api_key_file: o.ApiKeyFile = None
    replay: o.Replay = None
    temperature: o.Temperature = 0.0
    seed: o.Seed = None
    max_tokens: o.MaxTokens = 4096
    timeout: o.Timeout = 120.0
    lang: o.Language = ""
    as_json: o.AsJson = False
