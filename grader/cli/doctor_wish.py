"""The options of grader doctor, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorWish:
    """What is wished of grader doctor, by the options' names; `typed` is the command as given."""

    attack: o.AttackWished = False
    rubric: o.WeakRubric = "customer-service"
    judge: o.JudgeName = "openai"
    model: o.Model = ""
    base_url: o.BaseUrl = ""
    api_key_file: o.ApiKeyFile = None
    replay: o.Replay = None
    temperature: o.Temperature = 0.0
    seed: o.Seed = None
    max_tokens: o.MaxTokens = 4096
    timeout: o.Timeout = 120.0
    prompt_lang: o.PromptLanguage = ""
    concurrency: o.Concurrency = 8
    prices: o.Prices = None
    yes: o.SendUnasked = False
    dry_run: o.DryRun = False
    lang: o.Language = ""
    as_json: o.AsJson = False
    typed: tuple[str, ...] = ()
