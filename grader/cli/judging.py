"""Which judges a run asks, and how often: from the options to objects."""

from collections.abc import Callable
from typing import cast

from ..errors import SettingError
from ..message import Message
from ..ports import Judge
from ..runs import Juror, Learner
from ..wiring import JudgeSettings, make_judge, price_named
from .wish import Wish

_MOST_JURORS = 3


def judges_of(wish: Wish) -> tuple[Judge, tuple[Juror, ...]]:
    """
    The judge that is wished for, or the first of a jury, and the others of it.

    Raises:
        SettingError: the options do not go together, or a judge lacks something.
    """
    models = _jury(wish)
    first, *others = models or [wish.model]
    judge = make_judge(wish.settings(model=first, learns=bool(wish.marks)))
    return judge, tuple(_juror(wish, model) for model in others)


def second_of(wish: Wish) -> Learner | None:
    """
    The small model that stands beside the judge, where one is wished for.

    Raises:
        SettingError: there is no such one, or it lacks marks to learn from.
    """
    name, fitted = wish.second_opinion, "baseline-fitted"
    if name and name != fitted:
        raise SettingError("--second-opinion {name!r}: use {known}", name=name, known=fitted)
    if name and wish.judge == fitted:
        raise SettingError("--second-opinion: it is the judge already; leave it out")
    if (fitted in {name, wish.judge}) != bool(wish.marks):
        raise SettingError(
            "--marks and baseline-fitted go together: --judge baseline-fitted (or "
            "--second-opinion baseline-fitted) --marks FILE, a run's folder, or review"
        )
    return cast("Learner", make_judge(JudgeSettings(judge=name, learns=True))) if name else None


def tell_alike(wish: Wish, note: Callable[[str], None]) -> None:
    """Tell *note* where several samples may all be one."""
    if wish.samples > 1 and not wish.temperature:
        note(
            Message(
                "--samples {count} at temperature 0: the replies may all be alike; raise "
                "--temperature to see how much the model wavers",
                count=wish.samples,
            )
        )


def _jury(wish: Wish) -> list[str]:
    models = [each.strip() for each in wish.jury.split(",") if each.strip()]
    if not models:
        return []
    if wish.judge != "openai":
        raise SettingError(
            "--jury: names models, and --judge {judge} has none; leave one of them out",
            judge=wish.judge,
        )
    if wish.model:
        raise SettingError(
            "--jury and --model {model!r}: name all models in --jury, the first first",
            model=wish.model,
        )
    if not 2 <= len(models) <= _MOST_JURORS or len(set(models)) < len(models):
        raise SettingError(
            "--jury {jury!r}: name two different models, or three, the third for where they "
            "differ; for one model several times use --samples",
            jury=wish.jury,
        )
    return models


def _juror(wish: Wish, model: str) -> Juror:
    judge = make_judge(wish.settings(model=model, learns=bool(wish.marks)))
    endpoint = getattr(judge, "endpoint", "")
    price = price_named(model, endpoint, wish.prices, engine=wish.engine)
    return Juror(judge=judge, model=model, price=price)
