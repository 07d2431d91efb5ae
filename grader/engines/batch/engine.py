"""The batch engine: hands in, waits, collects, and hands in again what is missing."""

import hashlib
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator

from ...core.render import Templates
from ...errors import JudgeStopped, SettingError, StoreError
from ...message import cause
from ...ports import BatchStore, Judge, Store
from ...records import BatchNews, Outcome, Pace, Task
from .bench import Bench, Limits
from .collect import Collector
from .judge import BatchJudge
from .portal import Interrupted, Portal
from .remote import Remote
from .rhythm import Rhythm
from .shelf import Shelf
from .submit import Submitter

_LIMITS = Limits()


class BatchEngine:
    """
    Carries tasks by the provider's Batch API: half the price, within a day.

    What is handed in is written down first, so the same run started again collects it and never
    pays for a line twice. With *detach* it hands in, takes in what is ready, and ends; `waiting`
    then tells how many answers are under way.

    Args:
        templates: Words the requests.
        detach: Do not wait for what is under way.
        limits: What one batch may hold.
        pause: Waits some seconds between looks; left out, a wait that `stop` ends.
        news: Is told what becomes of batches.

    """

    # For whoever tells people what a stop does: here it does not stop the provider.
    leaves_work = True

    def __init__(
        self,
        templates: Templates,
        *,
        detach: bool = False,
        limits: Limits = _LIMITS,
        pause: Callable[[float], object] | None = None,
        news: Callable[[BatchNews], None] = lambda _: None,
    ) -> None:
        self._templates = templates
        self._detach = detach
        self._limits = limits
        self._stopping = threading.Event()
        self._pause = pause or self._stopping.wait
        self._news = news
        self._portal: Portal | None = None
        self.waiting = 0

    @property
    def is_stopping(self) -> bool:
        """True once it was told to stop."""
        return self._stopping.is_set()

    @property
    def pace(self) -> Pace:
        """Nothing to tell: its calls are few, and the provider sets the pace."""
        return Pace()

    def stop(self) -> None:
        """Send nothing more; what is handed in goes on at the provider."""
        self._stopping.set()

    def cancel(self) -> None:
        """Let go of the call under way as well."""
        self._stopping.set()
        if self._portal is not None:
            self._portal.cancel()

    def run(
        self, tasks: Iterable[Task], judge: Judge, store: Store
    ) -> Iterator[tuple[Task, Outcome]]:
        """
        Yield one outcome per task that is settled, as batches end; see `ports.Engine`.

        Raises:
            SettingError: the judge cannot be asked in batches, or the store keeps none.
            StoreError: the journal or the temporary folder does not take what is written.

        """
        judge = getattr(judge, "untraced", judge)
        if not isinstance(judge, BatchJudge):
            raise SettingError(
                "--engine batch: the judge {judge!r} has no Batch API; use --engine local",
                judge=judge.name,
            )
        if not isinstance(store, BatchStore):
            raise SettingError(
                "--engine batch: batches outlive the process, so their store must too; use a "
                "journal, or --engine local"
            )
        with Portal() as portal, Shelf() as shelf:
            self._portal = portal
            bench = self._bench(judge, store, portal, shelf)
            try:
                yield from self._carry(tasks, bench)
            except Interrupted:
                return
            except (OSError, sqlite3.Error) as error:
                raise StoreError(
                    "{folder}: {reason}; batches pass through the temporary folder: make room "
                    "there, or set TMPDIR to another one",
                    folder=tempfile.gettempdir(),
                    reason=cause(error),
                ) from error
            finally:
                self.waiting = shelf.count_waiting()
                self._portal = None
                portal.close(judge.close())

    def _bench(self, judge: BatchJudge, store: BatchStore, portal: Portal, shelf: Shelf) -> Bench:
        known = store.recall(judge.identity)
        if known is not None and known.rung in judge.rungs:
            judge.taken = known
        run = hashlib.sha256(b"batches of " + store.secret).hexdigest()[:16]
        return Bench(
            judge=judge,
            store=store,
            templates=self._templates,
            remote=Remote(judge, portal, run, self._wait),
            shelf=shelf,
            limits=self._limits,
            news=self._news,
            must_stop=self._stopping.is_set,
        )

    def _wait(self, seconds: float) -> None:
        """
        Wait between two calls.

        Raises:
            Interrupted: it was told to stop meanwhile.

        """
        self._pause(seconds)
        if self.is_stopping:
            raise Interrupted

    def _carry(self, tasks: Iterable[Task], bench: Bench) -> Iterator[tuple[Task, Outcome]]:
        submitter, collector, rhythm = Submitter(bench), Collector(bench), Rhythm()
        try:
            submitter.recover()
            yield from submitter.take_in(tasks)
            self._hand_in(submitter)
            while not self.is_stopping:
                yield from collector.sweep()
                if bench.fault is not None:
                    raise bench.fault
                if bench.shelf.has_waiting():
                    if self._detach:
                        return
                    self._wait(rhythm.next_s())
                elif not self._ask_again(bench, submitter):
                    return
                else:
                    rhythm.reset()
        finally:
            submitter.drop()

    def _hand_in(self, submitter: Submitter) -> None:
        if not self.is_stopping:
            submitter.finish()

    def _ask_again(self, bench: Bench, submitter: Submitter) -> bool:
        """Hand in what is missing; False where nothing is."""
        if bench.limited and not bench.has_progress:
            raise JudgeStopped(
                "{limited}; the account's queue has no room for a batch of this size; wait "
                "until others are done and run the same command, or use --engine local",
                limited=bench.limited,
            )
        bench.limited, bench.has_progress = "", False
        submitter.ask_again()
        self._hand_in(submitter)
        return bench.shelf.has_waiting()
