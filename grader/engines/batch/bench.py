"""What the steps of a batch run share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ...core.render import Templates
from ...errors import JudgeStopped
from ...ports import BatchStore
from ...records import BatchNews, OpenPart
from .judge import BatchJudge
from .remote import Remote
from .shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one batch may hold, and how many results are committed together."""

    lines: int = 50_000
    bytes: int = 200_000_000
    group: int = 500


@dataclass(slots=True, kw_only=True)
class Bench:
    """
    The parties to a run, the parts it waits for, and what it has learnt.

    `fault` is the first reason to end; `limited` tells that the account's queue was full, and
    `has_progress` that another part got through since parts were last handed in.
    """

    judge: BatchJudge
    store: BatchStore
    templates: Templates
    remote: Remote
    shelf: Shelf
    limits: Limits
    news: Callable[[BatchNews], None]
    must_stop: Callable[[], bool]
    parts: list[OpenPart] = field(default_factory=list)
    fault: JudgeStopped | None = None
    limited: str = ""
    has_progress: bool = False
    has_settled: bool = False

    def stop(self, fault: JudgeStopped) -> None:
        """End when what has come back is taken in."""
        self.fault = self.fault or fault
