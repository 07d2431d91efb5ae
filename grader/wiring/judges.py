"""From settings to a judge; the only place that reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import SettingError
from ..judges.traced import traced
from ..message import Message
from ..ports import Judge

if TYPE_CHECKING:
    from ..judges.openai_chat.watched import WatchedJudge

_WATCHED = "grader.judges.openai_chat.watched:WatchedJudge"
JUDGES = {
    "baseline": "grader.judges.baseline:BaselineJudge",
    "baseline-fitted": "grader.judges.fitted:FittedJudge",
    "openai": "grader.judges.openai_chat:OpenAIJudge",
    "replay": "grader.judges.replay:ReplayJudge",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """Which judge, and how it is to be asked; `otherwise` is what goes without a model.

    `learns` where there are marks to learn from.
    """

    judge: str = "openai"
    model: str = ""
    base_url: str = ""
    api_key_file: Path | None = None
    replay: Path | None = None
    temperature: float | None = 0.0
    seed: int | None = None
    max_tokens: int | None = 4096
    timeout_s: float = 120.0
    otherwise: str = ""
    learns: bool = False


def make_judge(settings: JudgeSettings, environment: Mapping[str, str] | None = None) -> Judge:
    """
    The judge of *settings*, with what the environment adds (key, address, model).

    Raises:
        SettingError: no such judge, or it lacks a model, a key, an address or a file.
    """
    given = os.environ if environment is None else environment
    if settings.judge not in JUDGES:
        raise SettingError("no judge called {judge!r}; choose one of {known}",
                           judge=settings.judge, known=", ".join(sorted(JUDGES)))  # fmt: skip
    if settings.judge == "replay":
        if settings.replay is None:
            raise SettingError("--judge replay needs --replay FILE, the recorded replies")
        return _judge("replay", settings.replay)
    if settings.judge == "baseline-fitted":
        if not settings.learns:
            raise SettingError(
                "baseline-fitted: learns from people's marks, which only grader grade takes "
                "(--marks); use another judge"
            )
        return _fitted()
    return _judge("baseline") if settings.judge == "baseline" else _openai(settings, given)


def watched_judge(
    settings: JudgeSettings, environment: Mapping[str, str] | None = None
) -> "WatchedJudge":
    """
    The judge of *settings* under observation, for one who looks into an endpoint.

    It may come without a model: which there are can then be looked up.

    Raises:
        SettingError: it lacks a key or an address, or one of them cannot be used.
    """
    given = os.environ if environment is None else environment
    base_url, key = _place(settings, given)
    judge: WatchedJudge = _loaded(_WATCHED)(
        settings.model or given.get("GRADER_MODEL", ""), **_options(settings, base_url, key)
    )
    return judge


def key_source(settings: JudgeSettings, environment: Mapping[str, str] | None = None) -> str:
    """Where the key of *settings* comes from: an option or variable by name; nothing without."""
    given = os.environ if environment is None else environment
    if settings.api_key_file is not None:
        return f"--api-key-file {settings.api_key_file}"
    return "OPENAI_API_KEY" if given.get("OPENAI_API_KEY", "").strip() else ""


def _fitted() -> Judge:
    try:
        return _judge("baseline-fitted")
    except ModuleNotFoundError as error:
        raise SettingError(
            "baseline-fitted: needs {missing}, which is not installed; "
            'pip install "interview-grader[stats]"',
            missing=error.name or "scikit-learn",
        ) from error


def _judge(name: str, *args: Any, **options: Any) -> Judge:
    judge: Judge = _loaded(JUDGES[name])(*args, **options)
    return judge


def _loaded(place: str) -> Any:
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)


def _openai(settings: JudgeSettings, given: Mapping[str, str]) -> Judge:
    base_url, key = _place(settings, given)
    model = settings.model or given.get("GRADER_MODEL", "")
    if not model:
        raise SettingError(
            "no model named; give --model NAME or set GRADER_MODEL (there is no default, "
            "because models retire)"
        )
    return traced(_judge("openai", model, **_options(settings, base_url, key)), given)


def _place(settings: JudgeSettings, given: Mapping[str, str]) -> tuple[str, str]:
    """The address and the key; either may be empty, not both."""
    base_url = settings.base_url or given.get("OPENAI_BASE_URL", "")
    key = _key(settings.api_key_file, given)
    if not key and not base_url:
        raise SettingError(
            "no key and no endpoint; set OPENAI_API_KEY (or --api-key-file FILE), or point "
            "--base-url at a server of your own, or {otherwise}",
            otherwise=settings.otherwise or Message("use --judge baseline, which needs neither"),
        )
    return base_url, key


def _options(settings: JudgeSettings, base_url: str, key: str) -> dict[str, Any]:
    return {
        "base_url": base_url or None,
        "api_key": key or "none",
        "temperature": settings.temperature,
        "seed": settings.seed,
        "max_tokens": settings.max_tokens,
        "timeout_s": settings.timeout_s,
    }


def _key(file: Path | None, given: Mapping[str, str]) -> str:
    if file is None:
        return given.get("OPENAI_API_KEY", "").strip()
    try:
        key = file.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("--api-key-file {file}: cannot be read; check the file",
                           file=file) from error  # fmt: skip
    if not key:
        raise SettingError("--api-key-file {file}: is empty; put the key into it", file=file)
    return key
