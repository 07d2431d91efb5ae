"""Handing in: which answers still need a request, and the files that carry them."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ...core.render import answer_message, fence, sent_digest
from ...records import (
    BatchEvent,
    BatchLine,
    BatchNews,
    BatchPart,
    Call,
    OpenPart,
    Outcome,
    Standing,
    Task,
    Turn,
)
from ..reading import read_task, repair_turn
from .bench import Bench
from .lines import request_line
from .part_file import PartFile
from .shelf import State
from .verdict import Scale


@dataclass(slots=True)
class Submitter:
    """Fills files with requests and makes batches of them; the intent is always stored first."""

    bench: Bench
    _file: PartFile | None = field(default=None)

    def recover(self) -> None:
        """Take up the parts of earlier runs: find the batches of those that may have one."""
        bench = self.bench
        for part in bench.store.open_parts(bench.judge.identity):
            if part.state == "created":
                bench.parts.append(part)
            elif part.state == "ingested":
                clear(bench, part)
            elif part.state == "uploaded":
                self._take_up(part)
            elif bench.remote.discard_of(part.id):
                bench.store.append([BatchEvent(part=part.id, state="abandoned")])

    def _take_up(self, part: OpenPart) -> None:
        remote = self.bench.remote
        batch = remote.find(part.id, part.digest)
        if not batch and not remote.has_file(part.file):
            self.bench.store.append([BatchEvent(part=part.id, state="abandoned")])
            return
        self._create(part, batch)

    def take_in(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Shelve *tasks* and hand in those that need it; yields those that turn out settled."""
        bench, left = self.bench, iter(tasks)
        under_way = {part.id for part in bench.parts}
        while not bench.must_stop() and (some := list(islice(left, bench.limits.group))):
            new = bench.shelf.add(some)
            yield from self._settled_before(some, new)
            standings = bench.store.standings([task.key for task in new])
            bench.shelf.mark(
                (
                    key
                    for key, standing in standings.items()
                    if not standing.end and standing.part in under_way
                ),
                State.OUT,
            )
            for task in new:
                standing = standings.get(task.key)
                if standing is not None and not standing.end and standing.part in under_way:
                    continue
                outcome = self._read_kept(task, standing)
                if outcome is not None:
                    yield task, outcome
                else:
                    self._add(task, standing)

    def _settled_before(
        self, some: Sequence[Task], new: Sequence[Task]
    ) -> Iterator[tuple[Task, Outcome]]:
        """Tasks whose key was settled while the tasks were still coming."""
        fresh = {id(task) for task in new}
        shelf, store = self.bench.shelf, self.bench.store
        for task in some:
            if id(task) not in fresh and shelf.state(task.key) is State.DONE:
                yield task, store.outcomes([task.key])[task.key]

    def _read_kept(self, task: Task, standing: Standing | None) -> Outcome | None:
        """The outcome of a reply that came while its answer was not part of the run."""
        if standing is None or standing.end != "kept" or standing.reply is None:
            return None
        verdict = Scale(standing.part, self.bench.judge, self.bench.judge.taken).read(
            standing.line, standing.reply, task
        )
        if verdict.outcome is None or not verdict.outcome.is_usable:
            return None
        self.bench.store.append([verdict.outcome])
        self.bench.shelf.mark([task.key], State.DONE)
        return verdict.outcome

    def ask_again(self) -> None:
        """Hand in what is ready once more."""
        bench = self.bench
        for keys in bench.shelf.ready(bench.limits.group):
            tasks, standings = bench.shelf.tasks(keys), bench.store.standings(keys)
            for key in keys:
                self._add(tasks[key][0], standings.get(key))

    def _add(self, task: Task, standing: Standing | None) -> None:
        line, turns = self._line(task, standing)
        bench = self.bench
        nonce = fence(bench.store.secret, task.key, line.attempt, task.lines)
        call = Call(
            user=answer_message(task.lines, nonce, bench.templates),
            rung=line.rung,
            turns=turns,
            more_room=line.more_room,
        )
        line = replace(line, sent=sent_digest(task.prompt, call))
        content = request_line(task.key, bench.judge.compose(task, call))
        if self._file is not None and not self._file.has_room(content):
            self.finish()
        if self._file is None:
            self._file = PartFile(bench.limits.lines, bench.limits.bytes)
        self._file.add(line, content)

    def _line(self, task: Task, standing: Standing | None) -> tuple[BatchLine, tuple[Turn, ...]]:
        """How to ask about *task*, given how it was asked before."""
        judge = self.bench.judge
        line: BatchLine | None = None
        reply = standing.reply if standing else None
        if standing is not None and standing.end == "kept" and reply is not None:
            line = (
                Scale(standing.part, judge, judge.taken).read(standing.line, reply, task).end.next
            )
        elif standing is not None:
            # Without an end, its part was given up before it was made.
            line = standing.next if standing.end else standing.line
        if line is None:
            return BatchLine(key=task.key, rung=judge.taken.rung), ()
        line = replace(line, rung=max(line.rung, judge.taken.rung, key=judge.rungs.index))
        if not line.mends or reply is None:
            return replace(line, mends=False), ()
        return line, (repair_turn(reply, read_task(task, reply), self.bench.templates),)

    def finish(self) -> None:
        """Hand in the file at hand, if there is one."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            self._hand_in(file)
        finally:
            file.close()

    def drop(self) -> None:
        """Let go of the file at hand: nothing of it has left this machine."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def _hand_in(self, file: PartFile) -> None:
        bench = self.bench
        part = BatchPart(
            id=uuid.uuid4().hex,
            identity=bench.judge.identity,
            digest=file.digest,
            sent=bench.judge.taken,
            lines=tuple(file.lines),
        )
        bench.store.append([part])
        remote_file = bench.remote.upload(part.id, file.open(), file.size)
        bench.store.append([BatchEvent(part=part.id, state="uploaded", file=remote_file)])
        handed_in = OpenPart(
            id=part.id,
            digest=part.digest,
            size=len(part.lines),
            sent=part.sent,
            state="uploaded",
            file=remote_file,
        )
        self._create(handed_in)
        bench.shelf.mark((line.key for line in part.lines), State.OUT)

    def _create(self, part: OpenPart, batch: str = "") -> None:
        bench = self.bench
        batch = batch or bench.remote.create(part.id, part.digest, part.file)
        bench.store.append([BatchEvent(part=part.id, state="created", batch=batch)])
        bench.parts.append(replace(part, state="created", batch=batch))
        bench.news(BatchNews(code="submitted", batch=batch, total=part.size))


def clear(bench: Bench, part: OpenPart) -> None:
    """Delete the remote files of a part that is taken in; what fails is left to the next run."""
    names = [name for name in (part.file, part.output, part.errors) if name]
    gone = [bench.remote.discard(name) for name in names]
    if all(gone):
        bench.store.append([BatchEvent(part=part.id, state="cleared")])
    else:
        bench.news(BatchNews(code="files_left", batch=part.batch))
