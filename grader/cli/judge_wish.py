"""The options that say which judge is asked, and how: said once for all commands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import options as o

if TYPE_CHECKING:
    from ..wiring import JudgeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeWish:
    """What is wished of the judge, by the options' names."""

    judge: o.JudgeName = "openai"
    model: o.Model = ""
    base_url: o.BaseUrl = ""
    api_key_file: o.ApiKeyFile = None
    replay: o.Replay = None
    temperature: o.Temperature = 0.0
    seed: o.Seed = None
    max_tokens: o.MaxTokens = 4096
    timeout: o.Timeout = 120.0

    def settings(self, **others: Any) -> "JudgeSettings":
        """The same as settings of a judge; *others* add to them, or stand instead."""
        from ..wiring import JudgeSettings

        wished = {
            "judge": self.judge,
            "model": self.model,
            "base_url": self.base_url,
            "api_key_file": self.api_key_file,
            "replay": self.replay,
            "temperature": self.temperature,
            "seed": self.seed,
            "max_tokens": self.max_tokens,
            "timeout_s": self.timeout,
        }
        return JudgeSettings(**{**wished, **others})
