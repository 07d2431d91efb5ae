"""What suites test with: scripted replies, faults, a loopback server and a judge."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .batch_script import ScriptedBatch
    from .faults import FAULTS, as_reply
    from .judge import ScriptedJudge
    from .replies import Reply, completion, ok, rating_content
    from .request import criteria_of, fenced_answer
    from .server import LoopbackServer

__all__ = [
    "FAULTS",
    "LoopbackServer",
    "Reply",
    "ScriptedBatch",
    "ScriptedJudge",
    "as_reply",
    "completion",
    "criteria_of",
    "fenced_answer",
    "ok",
    "rating_content",
]

# Looked up when first used: pytest imports this package for its plugin in every suite, and
# aiohttp is no part of most.
_HOMES = {
    "FAULTS": "faults",
    "LoopbackServer": "server",
    "Reply": "replies",
    "ScriptedBatch": "batch_script",
    "ScriptedJudge": "judge",
    "as_reply": "faults",
    "completion": "replies",
    "criteria_of": "request",
    "fenced_answer": "request",
    "ok": "replies",
    "rating_content": "replies",
}

if not TYPE_CHECKING:  # a checker that saw it would take any name for one of ours

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{_HOMES[name]}", __name__), name)
