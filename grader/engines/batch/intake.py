"""Taking in one batch: each result judged and committed, once."""

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from ...errors import JudgeStopped
from ...message import Message
from ...records import BatchLine, BatchRecord, OpenPart, Outcome, Record, Task
from .bench import Bench
from .lines import Result, error_result
from .shelf import State
from .verdict import Scale, Verdict
from .view import Fault, View

# So many answers of a first batch failing for one reason mean that the cause is common to all.
ALIKE = 5
_QUEUE_IS_FULL = re.compile(r"token_limit|enqueued|too_many_(?:batches|requests)|rate_limit")
_WITHOUT = {
    "completed": "the batch completed without a result for it",
    "expired": "the batch expired before its turn",
    "failed": "the batch failed, and nothing was said about why",
}


@dataclass(slots=True)
class Intake:
    """
    The results of one part on their way into the journal.

    Every line's end is committed with what came of it, in groups; whatever a kill interrupts, a
    line without an end is taken in by the next run and one with an end is passed over.
    """

    bench: Bench
    part: OpenPart
    view: View
    settled: int = 0
    _failures: Counter[str] = field(default_factory=Counter)
    _last_failure: str = ""
    _passed_over: int = 0

    def _scale(self) -> Scale:
        return Scale(self.part.id, self.bench.judge, self.part.sent)

    def results(self, results: Iterable[Result]) -> Generator[tuple[Task, Outcome], None, int]:
        """
        Take in *results* and return how many there were.

        Names that are not of this part, or ended before, are passed over.
        """
        left, count = iter(results), 0
        while some := list(islice(left, self.bench.limits.group)):
            count += len(some)
            by_key: dict[str, Result] = {}
            for result in some:
                by_key.setdefault(result.key, result)
            lines = self.bench.store.unended(self.part.id, list(by_key), len(by_key))
            yield from self._settle(lines, by_key)
        return count

    def _settle(
        self, lines: list[BatchLine], results: Mapping[str, Result]
    ) -> Iterator[tuple[Task, Outcome]]:
        scale = self._scale()
        tasks = self.bench.shelf.tasks([line.key for line in lines])
        verdicts = [
            scale.weigh(line, results[line.key], next(iter(tasks.get(line.key, ())), None))
            for line in lines
        ]
        yield from self._commit(verdicts, tasks)

    def faults(self) -> Iterator[tuple[Task, Outcome]]:
        """Take in what the validation of the file found wrong with single lines."""
        named = {fault.line: fault for fault in self.view.faults if fault.line > 0}
        numbers = sorted(named)
        group = self.bench.limits.group
        for start in range(0, len(numbers), group):
            some = numbers[start : start + group]
            keys = self.bench.store.line_keys(self.part.id, some)
            results = {
                key: _as_result(key, named[number]) for number, key in zip(some, keys, strict=True)
            }
            yield from self._settle(
                self.bench.store.unended(self.part.id, keys, len(keys)), results
            )

    def rest(self) -> Iterator[tuple[Task, Outcome]]:
        """Take in the lines that brought nothing."""
        weigh = self._without()
        store = self.bench.store
        while lines := store.unended(self.part.id, None, self.bench.limits.group):
            tasks = self.bench.shelf.tasks([line.key for line in lines])
            yield from self._commit([weigh(line) for line in lines], tasks)

    def _without(self) -> Callable[[BatchLine], Verdict]:
        """How to weigh lines without a result, by what became of the whole."""
        scale, view = self._scale(), self.view
        if view.state == "cancelled":
            # Somebody did that on purpose: to hand it in again is theirs to say.
            stop = JudgeStopped(
                "batch {batch} was cancelled; what it brought is kept, and the same command "
                "hands in the rest again",
                batch=view.batch,
            )
            return lambda line: scale.again(line, str(stop), stop=stop)
        if view.state != "failed" or not view.faults:
            why = _WITHOUT.get(view.state, _WITHOUT["completed"])
            return lambda line: scale.missing(line, why)
        fault = next((each for each in view.faults if not each.line), None)
        if fault is None:
            return lambda line: scale.innocent(line, f"another line of its file: {view.faults[0]}")
        if _QUEUE_IS_FULL.search(f"{fault.code} {fault.message}"):
            self.bench.limited = str(fault)
            return lambda line: scale.again(line, str(fault))
        return lambda line: scale.blame(line, _as_result(line.key, fault))

    def _commit(
        self, verdicts: list[Verdict], tasks: Mapping[str, list[Task]]
    ) -> Iterator[tuple[Task, Outcome]]:
        records: list[Record | BatchRecord] = [
            record for verdict in verdicts for record in verdict.records
        ]
        bench = self.bench
        bench.store.append(records)
        bench.shelf.mark((each.end.key for each in verdicts if each.outcome), State.DONE)
        bench.shelf.mark((each.end.key for each in verdicts if each.end.next), State.READY)
        for verdict in verdicts:
            self._note(verdict)
            if verdict.outcome is not None:
                for task in tasks.get(verdict.end.key, ()):
                    yield task, verdict.outcome

    def _note(self, verdict: Verdict) -> None:
        if verdict.stop is not None:
            self.bench.stop(verdict.stop)
        if verdict.failure:
            self._failures[verdict.failure] += 1
            self._last_failure = verdict.end.detail
        self._passed_over += verdict.passed_over
        self.settled += verdict.end.end == "settled"

    def learn(self) -> None:
        """Note what the part as a whole tells of the endpoint; end where all failed alike."""
        bench = self.bench
        bench.has_progress |= self.view.state != "failed"
        if 2 * self._passed_over > self.part.size:
            self._scale().step_down(bench.judge.taken.rung)
            return
        if self.settled or bench.has_settled:
            bench.has_settled = True
            return
        failed = self._failures.total()
        if len(self._failures) == 1 and failed == self.part.size >= ALIKE:
            reason = next(iter(self._failures))
            bench.stop(
                JudgeStopped(
                    "the first {count} answers failed alike ({cause}): {detail}",
                    count=failed,
                    cause=Message(reason),
                    detail=self._last_failure,
                )
            )


def _as_result(key: str, fault: Fault) -> Result:
    error = {"code": fault.code, "message": fault.message, "param": fault.param}
    return error_result(key, error, status=400)
