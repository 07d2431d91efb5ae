"""What the edges promise; nothing here does anything."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Protocol, runtime_checkable

from .records import (
    BatchLine,
    BatchRecord,
    Call,
    Capability,
    OpenPart,
    Outcome,
    Pace,
    Record,
    Reply,
    Row,
    Rung,
    Standing,
    Task,
    Usage,
)


class Judge(Protocol):
    """
    A machine rater.

    `name` is the rater's name in the files (`openai:MODEL`, `baseline`, `replay`); `identity`
    is what of the judge goes into the key of a request: kind, version, endpoint, model and
    parameters as asked. `rungs` are the ways it can be asked for JSON, best first; `taken` is
    what it was found to take, restored and kept by whoever runs it.
    """

    name: str
    identity: str
    rungs: tuple[Rung, ...]
    taken: Capability

    async def ask(self, task: Task, call: Call) -> Reply:
        """
        Make one attempt and return what came back.

        Raises:
            JudgeError: no reply; its class says whether another attempt can help.
        """
        ...

    async def close(self) -> None:
        """Give back connections; called on the loop that asked."""
        ...


class Store(Protocol):
    """The journal of a run: append-only, one writer; `append` is durable when it returns."""

    secret: bytes

    def append(self, records: Sequence[Record]) -> None:
        """Commit *records* in one transaction, in order."""
        ...

    def outcomes(self, keys: Iterable[str]) -> dict[str, Outcome]:
        """The last outcome of each of *keys* that has one; a usable one wins over a failed one."""
        ...

    def recall(self, identity: str) -> Capability | None:
        """What was found out about this judge within the last day."""
        ...

    def remember(self, identity: str, found: Capability) -> None:
        """Keep what was found out about this judge."""
        ...


class Permit(Protocol):
    """Leave to make calls, as long as there is money for them; asked on the loop that calls."""

    async def take(self, task: Task, call: Call, taken: Capability) -> Decimal:
        """
        Wait until *call* may be made, and return what was set aside for it.

        Raises:
            BudgetReached: it may not be made, nor any after it.

        """
        ...

    def settle(self, held: Decimal, used: Usage) -> None:
        """Tell how a call ended that *held* was set aside for, by the tokens it *used*."""
        ...


@runtime_checkable
class BatchStore(Store, Protocol):
    """A store that also keeps what was handed in as batches, so that nothing is paid twice."""

    def append(self, records: Sequence[Record | BatchRecord]) -> None:
        """Commit *records* in one transaction, in order."""
        ...

    def open_parts(self, identity: str) -> list[OpenPart]:
        """The parts handed in for this judge that are not cleared, oldest first."""
        ...

    def standings(self, keys: Iterable[str]) -> dict[str, Standing]:
        """The last line about each of *keys* that has one."""
        ...

    def unended(self, part: str, keys: Sequence[str] | None, most: int) -> list[BatchLine]:
        """Lines of *part* that have not ended, of *keys* only if given; at most *most*."""
        ...

    def line_keys(self, part: str, numbers: Sequence[int]) -> list[str]:
        """The keys of the lines of *part* with these *numbers*, counted from 1."""
        ...


class Engine(Protocol):
    """
    What carries tasks to a judge.

    `run` yields one outcome per task, in any order, and never raises for one task.
    """

    @property
    def is_stopping(self) -> bool:
        """True once it was told to stop."""
        ...

    @property
    def pace(self) -> Pace:
        """How the calls go now, or went last."""
        ...

    def run(
        self, tasks: Iterable[Task], judge: Judge, store: Store
    ) -> Iterator[tuple[Task, Outcome]]:
        """
        Ask *judge* for every task.

        Raises:
            JudgeStopped: no request can succeed; what had come back has been committed.
            StoreError: the journal cannot be written; nothing more was sent.
        """
        ...

    def stop(self) -> None:
        """Send nothing more; `run` ends when what is in flight has come back."""
        ...

    def cancel(self) -> None:
        """Let go of what is in flight as well."""
        ...


class Reader(Protocol):
    """One file format: headers and rows as text."""

    def __call__(self, source: str, note: Callable[[str], None]) -> Iterator[Row]:
        """
        Rows of *source*, header applied; *note* is told what was assumed (encoding, separator).

        Raises:
            InputError: the file as a whole cannot be read.
        """
        ...
