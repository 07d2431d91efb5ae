"""The options of grader doctor, each said once: the command is made of them."""

from dataclasses import dataclass

from . import options as o
from .judge_wish import JudgeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorWish(JudgeWish):
    """What is wished of grader doctor, by the options' names; `typed` is the command as given."""

    attack: o.AttackWished = False
    rubric: o.WeakRubric = "customer-service"
    prompt_lang: o.PromptLanguage = ""
    concurrency: o.Concurrency = 8
    prices: o.Prices = None
    yes: o.SendUnasked = False
    dry_run: o.DryRun = False
    lang: o.Language = ""
    as_json: o.AsJson = False
    typed: tuple[str, ...] = ()
