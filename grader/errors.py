"""
What can go wrong, as one tree.

    GraderError
    ├── InputError            the caller's mistake; a retry cannot help (exit 2)
    │   ├── RubricError       a rubric file is not what the format asks for
    │   ├── AnswersError      rows of an answers file cannot be used; carries one line each
    │   │   └── MarksError    so do rows of a marking sheet
    │   └── SettingError      an option, a key or a folder that does not fit
    ├── JudgeError            a judge gave no usable reply
    │   ├── JudgeUnreachable  the wire or the server failed; a later attempt may succeed
    │   ├── AnswerRefused     the endpoint refuses this one request; others may pass
    │   ├── ModeRefused       the endpoint does not take this way of asking for JSON
    │   ├── ParameterRefused  the model does not take one parameter
    │   └── JudgeStopped      no request can succeed: key, quota, model (exit 3)
    │       └── BudgetReached the next call could pass the budget
    ├── StoreError            the local store, disk or lock (exit 4)
    └── DefectError           a promise of this package is broken; nothing is written (exit 70)

A failed answer is a record, never an exception that ends a run: of the judge errors only
`JudgeStopped` leaves the engine.
"""

from collections.abc import Sequence

from .message import Message, joined


class GraderError(Exception):
    """
    Anything this package raises on purpose, told in a `Message`.

    Args:
        text: What to tell: a text with named places, or a message.
        values: What fills the places.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(text if isinstance(text, Message) else Message(text, **values))

    @property
    def message(self) -> Message:
        """What is told."""
        told: Message = self.args[0]
        return told


class InputError(GraderError):
    """The caller's mistake, told as where, what, and how to fix it."""


class RubricError(InputError):
    """A rubric file that does not keep to the format."""


class AnswersError(InputError):
    """Rows of an answers file that cannot be used, all of them at once."""

    def __init__(self, problems: Sequence[str], total: int | None = None) -> None:
        self.problems: tuple[str, ...] = tuple(problems)
        self.total = len(self.problems) if total is None else total
        more = self.total - len(self.problems)
        rest = (Message("… and {count} more rows with problems", count=more),) if more else ()
        self.shown = self.problems + rest
        super().__init__(joined(self.shown))

    @property
    def remedy(self) -> Message:
        """What can be done about them."""
        return Message(
            "{count} rows cannot be used, nothing was sent; mend them, or grade the others with "
            "--skip-bad-rows",
            count=self.total,
        )


class MarksError(AnswersError):
    """Rows of a marking sheet that cannot be used, all of them at once."""

    @property
    def remedy(self) -> Message:
        """What can be done about them."""
        return Message(
            "{count} rows cannot be used, no mark was taken; mend them, or take the others with "
            "--skip-bad-rows",
            count=self.total,
        )


class SettingError(InputError):
    """An option, an environment variable or a folder that does not fit."""


class JudgeError(GraderError):
    """A judge gave no usable reply; `reason` is one of the reasons of `scores.csv`."""

    reason = "unreachable"


class JudgeUnreachable(JudgeError):
    """
    The wire or the server failed; `retry_after_s` is what the server asked to wait.

    `status` is the HTTP status it answered with, 0 where it did not answer.
    """

    def __init__(
        self, message: str, *, retry_after_s: float | None = None, status: int = 0
    ) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.status = status


class AnswerRefused(JudgeError):
    """The endpoint refuses this one request (too long, filtered, invalid)."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class ModeRefused(JudgeError):
    """The endpoint does not take this way of asking for JSON."""

    reason = "invalid"


class ParameterRefused(JudgeError):
    """The model does not take `parameter`; `rename` is what it wants instead, if anything."""

    reason = "invalid"

    def __init__(self, message: str, *, parameter: str, rename: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.rename = rename


class JudgeStopped(JudgeError):
    """
    No request can succeed as things stand: key, balance, quota or model.

    `unreached` is the reason of the answers that were not come to; `requests` were sent for
    answers that got no outcome by it.
    """

    unreached = "not_reached"
    requests = 0


class BudgetReached(JudgeStopped):
    """The next call could cost more than is left of the budget."""

    reason = unreached = "budget"


class StoreError(GraderError):
    """The local store cannot be read or written, or another run holds it."""


class DefectError(GraderError):
    """What this package promises does not hold; it writes nothing rather than something wrong."""
