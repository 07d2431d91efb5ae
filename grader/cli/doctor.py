"""grader doctor: does the endpoint answer, and can it be moved."""

from . import options as o


def doctor(
    attack: o.AttackWished = False,
    rubric: o.WeakRubric = "customer-service",
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
    concurrency: o.Concurrency = 8,
    prices: o.Prices = None,
    yes: o.SendUnasked = False,
    dry_run: o.DryRun = False,
    lang: o.Language = "",
    as_json: o.AsJson = False,
) -> int:
    """One small call: is the endpoint there, is the key taken, how does the model give JSON.

    发一次小请求，看地址、密钥、模型是否可用；加 --attack 则用一批文字试它会不会被说动而多给分。
    """
    from ..wiring import JudgeSettings
    from .doctoring import Check, check_endpoint, try_judge

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
    check = Check(
        settings=settings,
        rubric=rubric,
        prompt_lang=prompt_lang,
        concurrency=concurrency,
        prices=prices,
        takes_all=yes,
        is_ahead=dry_run,
        lang=lang,
        as_json=as_json,
    )
    return try_judge(check) if attack else check_endpoint(check)
