"""What is made of one line that came back: an outcome, or how to ask once more."""

from dataclasses import dataclass, replace

from ...errors import (
    AnswerRefused,
    JudgeStopped,
    JudgeUnreachable,
    ModeRefused,
    ParameterRefused,
)
from ...records import (
    BatchEnd,
    BatchLine,
    BatchRecord,
    Call,
    Capability,
    Outcome,
    Received,
    Record,
    Reply,
    Rung,
    Task,
    Usage,
)
from ..reading import add_usage, is_flagged, passes_over_form, read_task, reason_of, told
from .judge import BatchJudge
from .lines import Result

MOST_ROUNDS = 3
# Refusals of a form or a parameter cost nothing, but one batch each: bounded all the same.
MOST_ATTEMPTS = MOST_ROUNDS + 8
_MOST_TOLD = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What came of a line.

    `records` belong in one transaction; `failure` is the reason where a reply was of no use or
    the answer is given up, `passed_over` where the server did not know the form; `stop` is there
    where no request can succeed.
    """

    end: BatchEnd
    received: Received | None = None
    outcome: Outcome | None = None
    failure: str = ""
    passed_over: bool = False
    stop: JudgeStopped | None = None

    @property
    def records(self) -> list[Record | BatchRecord]:
        """What is to be committed."""
        return [each for each in (self.received, self.outcome, self.end) if each is not None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Weighs the lines of one part, which were composed while the judge took what was *sent*."""

    part: str
    judge: BatchJudge
    sent: Capability

    def weigh(self, line: BatchLine, result: Result, task: Task | None) -> Verdict:
        """The verdict on *result*; a reply to an answer that is not at hand is kept unread."""
        call = Call(user="", rung=line.rung, more_room=line.more_room)
        try:
            reply = self.judge.read(result.status, result.content, result.headers, call, self.sent)
        except JudgeStopped as stop:
            return self.again(line, str(stop), stop=stop)
        except ParameterRefused as error:
            return self.innocent(line, str(error))
        except ModeRefused as error:
            rung = self.step_down(line.rung)
            if rung is None:
                return self.fail(line, error.reason, str(error))
            return self.innocent(replace(line, rung=rung, mends=False), str(error))
        except AnswerRefused as error:
            return self.fail(line, error.reason, str(error))
        except JudgeUnreachable as error:
            return self.missing(line, str(error))
        if task is None:
            return self._keep(line, reply)
        return self.read(line, reply, task)

    def read(self, line: BatchLine, reply: Reply, task: Task) -> Verdict:
        """The verdict on a *reply*: the first that is a rating stands, held or not."""
        reading = read_task(task, reply)
        used = add_usage(line.used, reply.usage)
        if reading.rating:
            outcome = replace(
                self._outcome(line, used),
                text=reply.text,
                model=reply.model,
                reason="",
                is_flagged=is_flagged(reading),
            )
            end = BatchEnd(part=self.part, key=line.key, end="settled")
            return Verdict(end=end, received=_received(line, reply, ""), outcome=outcome)
        reason = reason_of(reply)
        why = reply.detail or told(reading)
        ended = "" if reply.ended == "stop" else f"{reply.ended}: {reply.detail}"
        received = _received(line, reply, ended or why)
        if line.round >= MOST_ROUNDS:
            return replace(self.fail(line, reason, why, used), received=received)
        after = self._after(replace(line, used=used), reply)
        end = BatchEnd(
            part=self.part,
            key=line.key,
            end="again",
            next=after,
            reply=reply if after.mends else None,
            detail=why[:_MOST_TOLD],
        )
        passed_over = reply.ended == "stop" and passes_over_form(reply, line.rung)
        return Verdict(end=end, received=received, failure=reason, passed_over=passed_over)

    def _after(self, line: BatchLine, reply: Reply) -> BatchLine:
        """How to ask after a reply that is no rating."""
        after = replace(line, attempt=line.attempt + 1, round=line.round + 1, mends=False)
        if reply.ended != "stop":
            return replace(after, more_room=line.more_room or reply.ended == "truncated")
        if passes_over_form(reply, line.rung) or line.repaired:
            return replace(after, rung=self._lower(line.rung))
        return replace(after, mends=True, repaired=1)

    def again(self, line: BatchLine, why: str, *, stop: JudgeStopped | None = None) -> Verdict:
        """Ask the same once more: nothing was wrong with the line."""
        return self._next(line, line, why, stop)

    def missing(self, line: BatchLine, why: str) -> Verdict:
        """The verdict on a line that brought no reply."""
        if line.round >= MOST_ROUNDS:
            return self.fail(line, "unreachable", why)
        after = replace(line, attempt=line.attempt + 1, round=line.round + 1)
        return self._next(line, after, why)

    def fail(self, line: BatchLine, reason: str, why: str, used: Usage | None = None) -> Verdict:
        """Give up on this answer."""
        outcome = replace(
            self._outcome(line, used or line.used), reason=reason, detail=why[:_MOST_TOLD]
        )
        end = BatchEnd(part=self.part, key=line.key, end="failed", detail=why[:_MOST_TOLD])
        return Verdict(end=end, outcome=outcome, failure=reason)

    def innocent(self, line: BatchLine, why: str) -> Verdict:
        """Ask once more, without counting a round: the answer was not looked at yet."""
        if line.attempt >= MOST_ATTEMPTS:
            return self.fail(line, "invalid", why)
        return self._next(line, replace(line, attempt=line.attempt + 1), why)

    def blame(self, line: BatchLine, result: Result) -> Verdict:
        """The verdict on a line whose whole file was refused with *result*: it may be innocent."""
        verdict = self.weigh(line, result, None)
        return self.missing(line, verdict.end.detail) if verdict.outcome else verdict

    def _keep(self, line: BatchLine, reply: Reply) -> Verdict:
        end = BatchEnd(part=self.part, key=line.key, end="kept", reply=reply)
        return Verdict(end=end, received=_received(line, reply, ""))

    def _next(
        self, line: BatchLine, after: BatchLine, why: str, stop: JudgeStopped | None = None
    ) -> Verdict:
        end = BatchEnd(
            part=self.part, key=line.key, end="again", next=after, detail=why[:_MOST_TOLD]
        )
        return Verdict(end=end, stop=stop)

    def _outcome(self, line: BatchLine, used: Usage) -> Outcome:
        return Outcome(
            key=line.key,
            reason="invalid",
            rater=self.judge.name,
            rung=line.rung,
            attempt=line.attempt,
            usage=used,
            requests=line.attempt,
            retries=max(0, line.attempt - 1 - line.repaired),
            repaired=line.repaired,
        )

    def step_down(self, rung: Rung) -> Rung | None:
        """The next lower rung, for all from now on; None where there is none."""
        lower = self._lower(rung)
        if lower == rung:
            return None
        if self.judge.taken.rung == rung:
            self.judge.taken = replace(self.judge.taken, rung=lower)
        return lower

    def _lower(self, rung: Rung) -> Rung:
        rungs = self.judge.rungs
        return rungs[min(rungs.index(rung) + 1, len(rungs) - 1)]


def _received(line: BatchLine, reply: Reply, verdict: str) -> Received:
    return Received(
        key=line.key, attempt=line.attempt, rung=line.rung, reply=reply, verdict=verdict[:500]
    )
