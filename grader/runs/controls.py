"""Control answers asked beside a run: at its start, among the answers and at its end."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..core.controls import control_key, spacing
from ..core.plan import Pick, Planned
from ..desk import Desk
from ..message import Message
from ..ports import Judge
from ..records import Control, ControlAsked, ControlPlace, Outcome, Payload, Task
from ..stores.controls import ControlSession
from ..stores.intake import Intake
from ..stores.journal import Journal
from .control_answers import answer_asked, controls_asked, payloads_for
from .kept import now
from .plan import RunPlan


def control_run(
    plan: RunPlan, desk: Desk, intake: Intake, journal: Journal | None
) -> "ControlRun | None":
    """The control answers of *plan*; None where none were wished, or none are to what is asked."""
    if not plan.controls:
        return None
    made = ControlRun(plan=plan, desk=desk, intake=intake, journal=journal)
    if not made.controls:
        plan.watch.note(
            Message("--controls: none of the control answers is to an item that is asked here")
        )
        return None
    return made


@dataclass(slots=True, kw_only=True)
class ControlRun:
    """
    What is asked of control answers in the course of one run.

    A session that was cut short is gone on with; where the last one has ended, another begins
    with the first answer that is asked, and where none is asked, nothing is.
    """

    plan: RunPlan
    desk: Desk
    intake: Intake
    journal: Journal | None
    controls: tuple[Control, ...] = field(init=False)
    payloads: dict[str, Payload] = field(init=False)
    every: int = field(init=False)
    keys: set[str] = field(default_factory=set)
    _digest: str = field(init=False)
    _folder: str = field(init=False)
    _session: ControlSession | None = None
    _asked: list[ControlAsked] = field(default_factory=list)
    _missing: list[ControlAsked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.controls = controls_asked(self.desk, self.intake)
        self.payloads = payloads_for(self.desk)
        self.every = spacing(self.plan.limits.count(self.intake.count()))
        self._folder = _digest_of(str(self.plan.folder.resolve()))
        tasks = [self._plain(each, payload) for each, payload in self._pairs("start")]
        lines = [[task.prompt.digest, [line.text for line in task.lines]] for task in tasks]
        self._digest = _digest_of([self.judge.name, lines])
        self._recall()

    @property
    def judge(self) -> Judge:
        """Whoever rates the answers, and these too."""
        return self.plan.judge

    def woven(self, pick: Pick) -> Pick:
        """*pick* with the control answers among what it picks."""

        def weave(blocks: Iterable[list[Planned]]) -> Iterator[Planned]:
            count = 0
            for planned in pick(blocks):
                if not count:
                    yield from _alone(self._begin())
                elif count % self.every == 0 and not self._has_ended:
                    yield from _alone(self._sit("among"))
                count += 1
                yield planned
            if not count:
                yield from _alone(self._again())
            if (count or self._session) and not self._has_ended:
                yield from _alone(self._sit("end"))

        return weave

    def is_control(self, outcome: Outcome | None) -> bool:
        """True for the outcome of a control answer, which is no candidate's."""
        return outcome is not None and outcome.key in self.keys

    def ahead(self, answers: int) -> Iterator[Task]:
        """What would be asked beside so many *answers*, no key being the one it would have."""
        if not answers and self._session is None:
            return
        yield from (self._plain(*self._of(each)) for each in self._missing)
        if self._session is None:
            yield from (self._plain(*pair) for pair in self._pairs("start"))
        if not self._has_ended:
            for _ in range(max(0, answers - 1) // self.every + 1):
                yield from (self._plain(*pair) for pair in self._pairs("end"))

    def _recall(self) -> None:
        """Go on with the last session where something of it is missing."""
        log = self.journal.controls if self.journal else None
        last = log.last(self._folder, self._digest) if log else None
        if log is None or self.journal is None or last is None:
            return
        asked = log.asked(last.id)
        known = self.journal.outcomes(each.key for each in asked)
        missing = [each for each in asked if not _is_usable(known.get(each.key))]
        self.intake.keep(controls=last.id)
        if missing or not any(each.place == "end" for each in asked):
            self._session, self._asked, self._missing = last, asked, missing

    @property
    def _has_ended(self) -> bool:
        return any(each.place == "end" for each in self._asked)

    def _begin(self) -> Iterator[Task]:
        if self._session is not None:
            yield from self._again()
            return
        self._session = ControlSession(secrets.token_hex(8), self._digest, now())
        if self.journal is not None:
            self.journal.controls.begin(self._session, self._folder)
        self.intake.keep(controls=self._session.id)
        yield from self._sit("start")

    def _again(self) -> Iterator[Task]:
        """What was asked before and has no rating."""
        missing, self._missing = self._missing, []
        for each in missing:
            self.keys.add(each.key)
            yield replace(self._plain(*self._of(each)), key=each.key)

    def _sit(self, place: ControlPlace) -> Iterator[Task]:
        """Ask every control answer once more; at the start with the payloads too."""
        assert self._session is not None  # noqa: S101 -- tells the type; _begin opened it
        turn = 1 + max((each.round for each in self._asked), default=-1)
        asked, tasks = [], []
        for control, payload in self._pairs(place):
            task = self._plain(control, payload)
            if self.desk.settle_early(task.answer) is not None:
                continue
            one = ControlAsked(
                session=self._session.id,
                place=place,
                round=turn,
                control=control.id,
                payload=payload.id if payload else "",
                key="",
            )
            one = replace(one, key=control_key(task.key, one))
            asked.append(one)
            tasks.append(replace(task, key=one.key))
        # Before the first of them leaves, so that a run cut short knows what it asked.
        if self.journal is not None:
            self.journal.controls.note(asked)
        self._asked += asked
        self.keys.update(each.key for each in asked)
        yield from tasks

    def _pairs(self, place: ControlPlace) -> list[tuple[Control, Payload | None]]:
        tried_with = self.payloads.values() if place == "start" else ()
        return [(control, payload) for control in self.controls for payload in (None, *tried_with)]

    def _of(self, asked: ControlAsked) -> tuple[Control, Payload | None]:
        control = next(each for each in self.controls if each.id == asked.control)
        return control, self.payloads.get(asked.payload)

    def _plain(self, control: Control, payload: Payload | None) -> Task:
        return self.desk.task(answer_asked(self.desk, control, payload), self.judge.identity)


def _alone(tasks: Iterable[Task]) -> Iterator[Planned]:
    """Each of *tasks* as an answer of its own."""
    return (Planned(task.key, (task,)) for task in tasks)


def _digest_of(content: object) -> str:
    told = json.dumps(content, ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def _is_usable(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.is_usable
