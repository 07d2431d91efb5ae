"""A batch as its provider tells of it."""

from dataclasses import dataclass

from ...errors import JudgeUnreachable
from ...message import Message

_OVER = frozenset({"completed", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What was wrong with a file as a whole, or with its line number `line` (0: none named)."""

    code: str
    message: str
    param: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.code} {self.message}".strip()[:300]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a batch stands: state, files, counts, and what its validation found."""

    batch: str
    state: str
    output: str = ""
    errors: str = ""
    completed: int = 0
    failed: int = 0
    total: int = 0
    faults: tuple[Fault, ...] = ()

    @property
    def done(self) -> int:
        """Requests that have a result, good or bad."""
        return self.completed + self.failed

    @property
    def is_over(self) -> bool:
        """True where nothing more will come; a word not known here is taken for under way."""
        return self.state in _OVER

    @property
    def lacks_files(self) -> bool:
        """True where results are counted and no file is named: it will be, in a moment."""
        return self.is_over and self.done > 0 and not (self.output or self.errors)


def view_of(batch: object) -> View:
    """
    What the client made of a batch; servers leave out much of it.

    Raises:
        JudgeUnreachable: it is no batch at all.

    """
    state = getattr(batch, "status", None)
    if not isinstance(state, str) or not state:
        raise JudgeUnreachable(Message("the endpoint answered 200 without the status of a batch"))
    counts = getattr(batch, "request_counts", None)
    return View(
        batch=str(getattr(batch, "id", "")),
        state=state,
        output=getattr(batch, "output_file_id", None) or "",
        errors=getattr(batch, "error_file_id", None) or "",
        completed=getattr(counts, "completed", 0) or 0,
        failed=getattr(counts, "failed", 0) or 0,
        total=getattr(counts, "total", 0) or 0,
        faults=tuple(_faults(getattr(batch, "errors", None))),
    )


def _faults(errors: object) -> list[Fault]:
    found = getattr(errors, "data", None) or []
    return [
        Fault(
            code=str(getattr(each, "code", "") or ""),
            message=str(getattr(each, "message", "") or ""),
            param=str(getattr(each, "param", "") or ""),
            line=getattr(each, "line", 0) or 0,
        )
        for each in found
    ]
