"""What a judge must offer to be asked in batches."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ...errors import JudgeError
from ...ports import Judge
from ...records import Call, Capability, Reply, Task

if TYPE_CHECKING:
    from openai import AsyncOpenAI


@runtime_checkable
class BatchJudge(Judge, Protocol):
    """A judge whose requests can be written down, sent by others, and read when they return."""

    timeout_s: float

    def compose(self, task: Task, call: Call) -> bytes:
        """The body of the request that asks *call* of *task*."""
        ...

    def read(
        self,
        status: int,
        content: bytes,
        headers: Mapping[str, str],
        call: Call,
        sent: Capability,
    ) -> Reply:
        """
        The reply in a response to *call*, composed while *sent* was what it takes.

        Raises:
            JudgeError: there is none; as `ask`.
        """
        ...

    def client(self) -> "AsyncOpenAI":
        """The client of its endpoint, on the loop that runs."""
        ...

    def explain(self, error: Exception, call: Call | None = None) -> JudgeError:
        """What an error of that client means."""
        ...
