"""What grader doctor found: one check a row, and what follows for grader grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

State = Literal["ok", "told", "ignored", "refused", "failed", "unknown"]
CHECKS = (
    "address", "key", "models", "model", "json_schema", "tool", "json_object", "text",
    "temperature", "max_tokens", "seed", "thinking", "context", "rate_limit", "latency", "price",
    "server", "controls",
)  # fmt: skip
"""Every check, in the order they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """
    One thing that was looked at.

    `what` names what was seen, `advice` what to do about it, both with `values`; a catalogue
    words them. `is_fault` where grader grade would not work as things stand.
    """

    name: str
    state: State
    what: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    advice: str = ""
    is_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """
    All that was found.

    `rung` is the way grader grade would ask, empty where none works; `dropped` and `renamed` are
    parameters the model does not take. `calls` are requests that a provider may bill, `looks`
    are the others. `cost` is in US dollars, None where no price is known. `command` are the words
    of the grader grade that fits, without a key.
    """

    endpoint: str
    model_asked: str
    checks: tuple[Check, ...]
    model: str = ""
    rung: str = ""
    dropped: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    models: tuple[str, ...] = ()
    calls: int = 0
    looks: int = 0
    seconds: float = 0.0
    took: float = 0.0
    tokens: tuple[int | None, int | None] = (None, None)
    cost: Decimal | None = None
    command: tuple[str, ...] = ()
    reason: str = ""
    detail: str = ""

    @property
    def is_well(self) -> bool:
        """True where nothing stands in the way of grader grade."""
        return not any(each.is_fault for each in self.checks)

    @property
    def untried(self) -> tuple[str, ...]:
        """The checks that were not come to."""
        seen = {each.name for each in self.checks}
        return tuple(each for each in CHECKS if each not in seen)

    def as_object(self) -> dict[str, Any]:
        """In the form of the JSON of grader doctor, but for the words of its checks."""
        return {
            "ok": self.is_well,
            "endpoint": self.endpoint,
            "model_asked": self.model_asked or None,
            "model_returned": self.model or None,
            "models": list(self.models),
            "rung": self.rung or None,
            "parameters_dropped": list(self.dropped),
            "parameters_renamed": dict(self.renamed),
            "seconds": round(self.seconds, 3),
            "requests": self.calls,
            "looks": self.looks,
            "tokens": {"input": self.tokens[0], "output": self.tokens[1]},
            "cost": {"usd": None if self.cost is None else float(self.cost),
                     "priced": self.cost is not None},
            "command": list(self.command),
            "untried": list(self.untried),
            "reason": self.reason or None,
            "detail": self.detail or None,
        }  # fmt: skip
