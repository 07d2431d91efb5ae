"""What goes to a judge and what comes back, and what the store keeps of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .answer import Answer
from .opinion import Opinion
from .rubric import Item, Language

Rung = Literal["json_schema", "tool", "json_object", "text"]
LADDER: tuple[Rung, ...] = ("json_schema", "tool", "json_object", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """
    The part of a request that is the same for every answer to an item.

    `system` is byte-stable per item; `schema` is the strict JSON schema of the reply. `stamp` is
    the digest of both.
    """

    item: Item
    system: str
    schema: dict[str, Any]
    digest: str
    critical: frozenset[str] = frozenset()
    language: Language = "zh"
    form: Literal["rating", "proposal"] = "rating"
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One numbered line of the rendered answer; `at[i]` is where its character i stood."""

    text: str
    at: "range | tuple[int, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """
    A rating still to make: one answer, its prompt, and the key it is stored under.

    Where something else than a rating is asked for, `check` says what is wrong with the text of
    a reply; nothing makes it usable.
    """

    key: str
    prompt: Prompt
    answer: Answer
    lines: tuple[Line, ...]
    check: "Callable[[str], tuple[Problem, ...]] | None" = None
    opinion: Opinion = field(default=Opinion())


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier reply in the same conversation, and what was wrong with it."""

    reply: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One attempt: the user message and how to ask."""

    user: str
    rung: Rung = "json_schema"
    turns: tuple[Turn, ...] = ()
    more_room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one reply as the endpoint counted them; None where it did not say."""

    input: int | None = None
    cached: int | None = None
    output: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """
    What an endpoint tells of a rate limit: requests a minute, how many are left, until when.

    None where it did not tell.
    """

    limit: int | None = None
    remaining: int | None = None
    reset_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """
    A text that came back.

    `ended` is `stop`, or why the text is not an answer: `truncated`, `refusal`,
    `content_filter`, `invalid`.
    """

    text: str
    ended: Literal["stop", "truncated", "refusal", "content_filter", "invalid"] = "stop"
    model: str = ""
    usage: Usage = Usage()
    request_id: str = ""
    seconds: float = 0.0
    detail: str = ""
    allowance: Allowance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A request about to be sent; committed before it is. `sent` is the digest of its words."""

    key: str
    attempt: int
    rung: Rung
    dropped: tuple[str, ...] = ()
    sent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A reply as it came, and the verdict on it (empty, or why it is not usable)."""

    key: str
    attempt: int
    rung: Rung
    reply: Reply
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """
    How the conversation about a key ended.

    A usable reply has `text` and no `reason`; otherwise `reason` says why there is none. The
    key is settled only by a usable reply: a failed one is asked again by the next run.
    `is_flagged` and `seconds`, what its replies took, are for whoever watches the run and are not
    kept: reports read the reply anew.
    """

    key: str
    text: str = ""
    reason: str = ""
    detail: str = ""
    rater: str = ""
    model: str = ""
    rung: Rung = "text"
    attempt: int = 0
    usage: Usage = field(default=Usage())
    requests: int = 0
    retries: int = 0
    repaired: int = 0
    is_flagged: bool = False
    seconds: float = 0.0

    @property
    def is_usable(self) -> bool:
        """True where a reply can be read as a rating."""
        return not self.reason

    def for_key(self, key: str) -> "Outcome":
        """The same outcome under another key."""
        return replace(self, key=key)


Record = Started | Received | Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """What an endpoint and model were found to take."""

    rung: Rung
    dropped: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


ProblemCode = Literal[
    "no_json", "quote_missing", "no_quote", "level", "missing", "form",
    "sum", "many", "twice", "dimension",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a reply, for the judge to mend; the templates word it."""

    code: ProblemCode
    where: str = ""
    value: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.code, self.value) if part)
