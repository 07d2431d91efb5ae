"""Requests that were sent, rendered again from what the stores of a run hold."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..core.controls import control_key
from ..core.render import Templates, answer_message, fence, sent_digest
from ..engines.reading import read_task, repair_turn
from ..records import Answer, Call, Reply, Rung, Task, Turn
from ..stores.intake import StagedAnswer
from ..stores.ratings import Keys
from ..stores.sent import KeptReply, Sent, SentRequest, digest_of
from ..wiring import templates
from .control_answers import answer_asked, controls_asked, payloads_for
from .opened import OpenRun, desk_of

State = Literal["reproduced", "unknown", "differs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduced:
    """
    A request with the messages it is rendered to now.

    `unknown` is one of an older version, which kept no digest of what it sent, or one that showed
    the words of somebody who was erased since.
    """

    request: SentRequest
    task: Task
    call: Call
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    All that was asked about one answer, and what came back.

    `fits` is False where the key is not the one that the answer, the rubric and the judge give
    now, None where it is not known which judge was asked.
    """

    answer: Answer
    key: str
    fits: bool | None
    requests: tuple[Reproduced, ...]
    replies: tuple[KeptReply, ...]


class Reproducer:
    """
    Renders the prompts of a run as they were, by the templates kept with it.

    `has_wording` is False where those are not kept or were changed; then the ones that come
    with this version stand in, which may well be the same.
    """

    def __init__(self, at: OpenRun) -> None:
        self._at = at
        self._identity = at.intake.kept("identity")
        self._identities = json.loads(at.intake.kept("identities") or "[]")
        name = at.intake.kept("wording")
        with at.journal.sent() as sent:
            sources, is_same = sent.wording(name)
        self.was_kept = bool(name)
        self.has_wording = is_same
        self._templates = Templates(sources) if is_same else templates(at.rubric.language)
        self._desk = desk_of(at.rubric, at.intake, self._templates)
        self._erased = _items_without_anchors(at)

    @property
    def has_same_rubric(self) -> bool:
        """False where the rubric in the intake is not the one the run began with."""
        known = self._at.run.rubric_digest
        return not known or known == digest_of(self._at.intake.kept("rubric"))

    def asked(self, block: Sequence[StagedAnswer], sent: Sent) -> Iterator[Asked]:
        """What was asked about the answers of *block*; those that were not are left out."""
        some = [staged for staged in block if staged.key]
        further = self._at.intake.ratings.of([staged.number for staged in some])
        tasks = [
            each for staged in some for each in self._tasks(staged, further.get(staged.number, {}))
        ]
        yield from self._brought(tasks, sent)

    def controls(self) -> Iterator[Asked]:
        """What was asked about control answers beside the run, as far as the rubric has them."""
        session = self._at.intake.kept("controls")
        if not session:
            return
        known = {each.id: each for each in controls_asked(self._desk, self._at.intake)}
        payloads = payloads_for(self._desk)
        tasks = []
        for each in self._at.journal.controls.asked(session):
            if each.control in known:
                answer = answer_asked(self._desk, known[each.control], payloads.get(each.payload))
                task = self._desk.task(answer, self._identity)
                is_known = self._identity and answer.item_id not in self._erased
                fits = control_key(task.key, each) == each.key if is_known else None
                tasks.append((replace(task, key=each.key), fits))
        with self._at.journal.sent() as sent:
            yield from list(self._brought(tasks, sent))

    def changed(self, copies: Sequence[StagedAnswer]) -> Iterator[Answer]:
        """Those of *copies* whose key is not the one their text gives."""
        for staged in copies:
            is_known = self._identity and staged.answer.item_id not in self._erased
            if is_known and self._desk.task(staged.answer, self._identity).key != staged.key:
                yield staged.answer

    def _brought(self, tasks: Sequence[tuple[Task, bool | None]], sent: Sent) -> Iterator[Asked]:
        """*tasks* with their requests and replies, and whether their keys fit."""
        keys = [task.key for task, _ in tasks]
        requests, replies = sent.requests(keys), sent.replies(keys)
        for task, fits in tasks:
            came = replies.get(task.key, [])
            made = (self._again(task, each, came) for each in requests.get(task.key, ()))
            yield Asked(
                answer=task.answer,
                key=task.key,
                fits=fits,
                requests=tuple(made),
                replies=tuple(came),
            )

    def _tasks(self, staged: StagedAnswer, further: Keys) -> Iterator[tuple[Task, bool | None]]:
        """Each opinion asked of an answer, under the key that was sent, and whether that fits."""
        task = self._desk.task(staged.answer, self._identity)
        is_known = self._identity and staged.answer.item_id not in self._erased
        fits = task.key == staged.key if is_known else None
        # Rendered under the key that was sent, so that one fault is not told as two.
        yield replace(task, key=staged.key), fits
        for opinion, key in further.items():
            task = self._desk.task(staged.answer, self._identities[opinion.judge], opinion)
            # Which words are left out is said by the checks of the version that is at work.
            if opinion.part == "whole" or task.key == key:
                yield replace(task, key=key), (task.key == key) if is_known else None

    def _again(self, task: Task, request: SentRequest, came: Sequence[KeptReply]) -> Reproduced:
        nonce = fence(self._at.journal.secret, task.key, request.attempt, task.lines)
        user = answer_message(task.lines, nonce, self._templates)
        rung: Rung = request.rung  # type: ignore[assignment]
        plain = Call(user=user, rung=rung)
        if not request.digest or task.answer.item_id in self._erased:
            return Reproduced(request=request, task=task, call=plain, state="unknown")
        for turns in ((), *self._turns(task, request, came)):
            call = Call(user=user, rung=rung, turns=turns)
            if sent_digest(task.prompt, call) == request.digest:
                return Reproduced(request=request, task=task, call=call, state="reproduced")
        return Reproduced(request=request, task=task, call=plain, state="differs")

    def _turns(
        self, task: Task, request: SentRequest, came: Sequence[KeptReply]
    ) -> Iterator[tuple[Turn, ...]]:
        """What may have been put to the judge again: an earlier reply, and what was wrong."""
        for reply in reversed(came):
            if reply.attempt < request.attempt:
                ended = Reply(text=reply.text, ended=reply.ended)  # type: ignore[arg-type]
                yield (repair_turn(ended, read_task(task, ended), self._templates),)


def _items_without_anchors(at: OpenRun) -> frozenset[str]:
    """The items whose prompts showed marked answers that are not kept any more."""
    told, kept = at.run.anchors.get("items", {}), at.intake.anchors.by_item()
    return frozenset(item for item, count in told.items() if len(kept.get(item, ())) < count)
