"""Collecting: looking after batches, and taking in what they bring."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...errors import JudgeStopped, JudgeUnreachable
from ...message import cause
from ...records import BatchEvent, BatchNews, OpenPart, Outcome, Task
from .bench import Bench
from .intake import Intake
from .lines import read_results
from .submit import clear
from .view import View

# Looks in a row without an answer, about an hour of them: then somebody should know.
MOST_MISSES = 60
_MOST_WAITS_FOR_FILES = 10
_MOST_READS = 3


@dataclass(slots=True)
class Collector:
    """Looks after the parts that are under way and takes in those that have ended."""

    bench: Bench
    _states: dict[str, tuple[str, int]] = field(default_factory=dict)
    _misses: int = 0
    _waits: Counter[str] = field(default_factory=Counter)

    def sweep(self) -> Iterator[tuple[Task, Outcome]]:
        """Look at every part once; yields what the ended ones brought."""
        bench = self.bench
        for part in list(bench.parts):
            try:
                view = bench.remote.look(part.batch)
                self._misses = 0
                if self._is_ready(part, view):
                    yield from self._take_in(part, view)
                    bench.parts.remove(part)
            except JudgeUnreachable as error:
                self._miss(part, error)
                return
            except JudgeStopped as stop:
                bench.stop(stop)

    def _miss(self, part: OpenPart, error: JudgeUnreachable) -> None:
        self._misses += 1
        if self._misses == 1:
            self.bench.news(BatchNews(code="unreachable", batch=part.batch, state=str(error)))
        if self._misses >= MOST_MISSES:
            self.bench.stop(
                JudgeStopped(
                    "{reason}; looked {most_misses} times without an answer; what is handed in "
                    "stays so, and the same command collects it",
                    reason=cause(error),
                    most_misses=MOST_MISSES,
                )
            )

    def _is_ready(self, part: OpenPart, view: View) -> bool:
        shown = (view.state, view.done)
        if self._states.get(part.id) != shown:
            self._states[part.id] = shown
            self.bench.news(
                BatchNews(
                    code="state",
                    batch=part.batch,
                    state=view.state,
                    done=view.done,
                    total=view.total or part.size,
                )
            )
        if not view.lacks_files:
            return view.is_over
        self._waits[part.id] += 1
        if self._waits[part.id] >= _MOST_WAITS_FOR_FILES:
            raise JudgeStopped(
                "batch {batch}: counts {count} results and names no file of them; run the "
                "same command later, or ask without it by --engine local",
                batch=part.batch,
                count=view.done,
            )
        return False

    def _read(self, file: str, count: int, intake: Intake) -> Iterator[tuple[Task, Outcome]]:
        """Take in a *file*; one that holds less than was counted may be whole when read again."""
        for _ in range(_MOST_READS):
            with self.bench.remote.fetch(file) as content:
                read = yield from intake.results(read_results(content))
            if read >= count:
                return

    def _take_in(self, part: OpenPart, view: View) -> Iterator[tuple[Task, Outcome]]:
        bench = self.bench
        taken = bench.judge.taken
        intake = Intake(bench, part, view)
        # Those that never had their turn are counted as failed, and may stand in the file or not.
        failed = view.failed if view.state == "completed" else 0
        for file, count in ((view.output, view.completed), (view.errors, failed)):
            if file:
                yield from self._read(file, count, intake)
        yield from intake.faults()
        yield from intake.rest()
        intake.learn()
        event = BatchEvent(part=part.id, state="ingested", output=view.output, errors=view.errors)
        bench.store.append([event])
        if intake.settled or bench.judge.taken != taken:
            bench.store.remember(bench.judge.identity, bench.judge.taken)
        bench.news(
            BatchNews(code="collected", batch=part.batch, done=intake.settled, total=part.size)
        )
        clear(bench, replace(part, output=view.output, errors=view.errors))
