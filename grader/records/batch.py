"""Requests that travel together as one file, and what the store keeps of them."""

from dataclasses import dataclass, field
from typing import Literal

from .exchange import Capability, Reply, Rung, Usage

End = Literal["settled", "failed", "again", "kept"]
PartState = Literal["planned", "uploaded", "created", "ingested", "cleared", "abandoned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """
    One request of a batch: which key it is about, and how it asks.

    `attempt` counts all requests about the key, `round` only those that can bring a reply: one
    that was refused for a parameter or a form costs nothing and does not count. `mends` says
    that the last reply and what was wrong with it are part of the request; `repaired` and
    `used` sum up the conversation so far. `sent` is the digest of the request's words.
    """

    key: str
    rung: Rung
    attempt: int = 1
    round: int = 1
    more_room: bool = False
    mends: bool = False
    repaired: int = 0
    used: Usage = field(default=Usage())
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPart:
    """
    A file of requests about to be sent; committed with its lines before it is.

    `sent` is what the judge was found to take when they were composed.
    """

    id: str
    identity: str
    digest: str
    sent: Capability
    lines: tuple[BatchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEvent:
    """What happened to a part, and the remote names that came of it."""

    part: str
    state: PartState
    file: str = ""
    batch: str = ""
    output: str = ""
    errors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEnd:
    """
    How a line of a part ended; committed together with what came of it.

    `settled` and `failed` go with an outcome, `again` with how to ask `next`, `kept` with a
    reply that nobody has read yet, because its answer was not part of the run. `reply` is there
    where a later run needs it: to read it, or to have it mended.
    """

    part: str
    key: str
    end: End
    next: BatchLine | None = None
    reply: Reply | None = None
    detail: str = ""


BatchRecord = BatchPart | BatchEvent | BatchEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPart:
    """A part that is not cleared yet, as the events so far tell it."""

    id: str
    digest: str
    size: int
    sent: Capability
    state: PartState
    file: str = ""
    batch: str = ""
    output: str = ""
    errors: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The last line about a key, and how it ended; `end` is empty while it has not."""

    part: str
    line: BatchLine
    end: End | Literal[""] = ""
    next: BatchLine | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNews:
    """What there is to tell about a batch while it is under way."""

    code: Literal["submitted", "state", "collected", "unreachable", "files_left"]
    batch: str = ""
    state: str = ""
    done: int = 0
    total: int = 0
