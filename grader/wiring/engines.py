"""From settings to an engine that carries requests."""

from collections.abc import Callable
from dataclasses import dataclass

from ..core.render import Templates
from ..errors import SettingError
from ..ports import Engine, Judge, Permit
from ..records import BatchNews

ENGINES = ("batch", "local")


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """What is to carry the requests; `news` is told what becomes of batches."""

    engine: str = "local"
    concurrency: int = 32
    detach: bool = False
    news: Callable[[BatchNews], None] = lambda _: None
    permit: Permit | None = None


def check_engine(settings: EngineSettings, judge: Judge) -> None:
    """
    See that the engine of *settings* can carry requests to *judge*.

    Raises:
        SettingError: no such engine, or one that does not fit.
    """
    if settings.engine not in ENGINES:
        raise SettingError("--engine {engine!r}: no such engine; choose one of {known}",
                           engine=settings.engine, known=", ".join(ENGINES))  # fmt: skip
    if settings.engine == "batch" and not judge.name.startswith("openai:"):
        raise SettingError(
            "--engine batch: the judge {judge!r} has no Batch API; use --engine local",
            judge=judge.name)  # fmt: skip
    if settings.detach and settings.engine != "batch":
        raise SettingError(
            "--detach: only batches go on without this process; add --engine batch, or leave it out"
        )


def make_engine(settings: EngineSettings, filled: Templates) -> Engine:
    """The engine of *settings*, which words its requests with *filled*."""
    if settings.engine == "batch":
        from ..engines.batch import BatchEngine

        return BatchEngine(filled, detach=settings.detach, news=settings.news)
    from ..engines.local import LocalEngine

    return LocalEngine(filled, concurrency=settings.concurrency, permit=settings.permit)
