"""failures: when so many answers fail for one cause that the cause is not in the answers."""

from collections import Counter
from dataclasses import dataclass, field

from ..message import Message
from ..records import Outcome

FEWEST_FINISHED = 20
FEWEST_ALIKE = 5
# These tell about one answer's words, and would come again however the run is set up.
OWN = frozenset({"content_filter", "refusal", "too_long"})
# This is known of an item before any answer to it is come to, and told before.
FORESEEN = frozenset({"too_few_marks"})
# These say that an answer was not tried to the end.
_UNTRIED = frozenset({"not_reached", "budget"})


@dataclass(slots=True)
class FailureCount:
    """
    Finished answers, and those that failed, by cause.

    A run is failing when at least 20 answers have finished, at least 5 of them failed for one
    cause, and that is more than `most` (a share of the finished).
    """

    most: float
    finished: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    _details: dict[str, str] = field(default_factory=dict)

    def note(self, outcome: Outcome) -> str:
        """Count *outcome*; returns what to tell where the run is failing, else nothing."""
        if outcome.reason in _UNTRIED | FORESEEN:
            return ""
        self.finished += 1
        if not outcome.is_usable and outcome.reason not in OWN:
            self.failed[outcome.reason] += 1
            self._details[outcome.reason] = outcome.detail
        cause, alike = next(iter(self.failed.most_common(1)), ("", 0))
        is_many = alike >= FEWEST_ALIKE and alike > self.most * self.finished
        if self.finished < FEWEST_FINISHED or not is_many:
            return ""
        return Message(
            "{alike} of {finished} answers failed for one cause ({cause}), more than --fail-over "
            "{most:g} allows: {detail}",
            alike=alike,
            finished=self.finished,
            cause=Message(cause),
            most=self.most,
            detail=self._details[cause],
        )
