"""One call at each rung, each by itself, and what came back at it."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...core.render import Templates, answer_message, fence
from ...engines.conversation import MOST_REPLIES
from ...engines.reading import passes_over_form, read_task, reason_of
from ...errors import JudgeError, JudgeStopped, JudgeUnreachable, ModeRefused, ParameterRefused
from ...judges.openai_chat.watched import Seen, WatchedJudge
from ...records import LADDER, Call, Reply, Rung, Task, Usage
from .findings import Check, State

_MOST_ADAPTATIONS = 8
_MOST_SHOWN = 60
_MOST_WORDS = 160
_BUSY = {429, 502, 503, 504}
# Where a web page comes with one of these, the path is wrong, or something stands before it.
_NOWHERE = {200, 403, 404, 405}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """
    How a rung went.

    `is_usable`: a rating could be read. `leads_on`: where not, grader grade would go on to the
    next rung. `ends`: no other rung needs to be tried, none can go better.
    """

    call: Call
    state: State
    what: str
    values: Mapping[str, object] = field(default_factory=dict)
    advice: str = ""
    is_usable: bool = False
    leads_on: bool = False
    ends: bool = False
    reply: Reply | None = None
    seen: Seen | None = None
    error: JudgeError | None = None

    @property
    def rung(self) -> Rung:
        """The rung that was tried."""
        return self.call.rung

    @property
    def stops(self) -> str:
        """What made every request fail, in the words of `Seen.stops`."""
        return self.seen.stops if self.seen and isinstance(self.error, JudgeStopped) else ""

    @property
    def is_elsewhere(self) -> bool:
        """True where nothing of the kind answers at this path: an error, or a web page."""
        status = self.seen.status if self.seen else 0
        return self.what == "page" or self.stops == "path" or status == 405

    @property
    def reason(self) -> str:
        """Why there is no rating, in the words of `scores.csv`; empty where there is one."""
        if self.is_usable:
            return ""
        return (
            self.error.reason if self.error else reason_of(self.reply) if self.reply else "invalid"
        )

    @property
    def usage(self) -> Usage:
        """The tokens of the reply."""
        return self.reply.usage if self.reply else Usage()


async def try_rungs(
    judge: WatchedJudge, task: Task, templates: Templates, step: Callable[[str], None]
) -> list[Tried]:
    """Each rung in turn, *step* told of it, until one shows that none can go better."""
    tries: list[Tried] = []
    secret = secrets.token_bytes(32)
    for attempt, rung in enumerate(LADDER, start=1):
        step(rung)
        nonce = fence(secret, task.key, attempt, task.lines)
        call = Call(user=answer_message(task.lines, nonce, templates), rung=rung)
        tries.append(await try_call(judge, task, call))
        # A server that keeps one waiting for nothing twice would do so a third time.
        if tries[-1].ends or [each.what for each in tries].count("timeout") > 1:
            break
    return tries


async def try_call(judge: WatchedJudge, task: Task, call: Call) -> Tried:
    """One call, without what the model turns out to refuse."""
    for _ in range(_MOST_ADAPTATIONS):
        try:
            reply = await judge.ask(task, call)
        except ParameterRefused:
            continue
        except JudgeError as error:
            return _of_error(error, call, judge)
        return _of_reply(reply, task, call, judge.seen)
    return Tried(call=call, state="refused", what="parameters")


def way_down(tries: list[Tried]) -> tuple[Rung | None, Tried | None]:
    """
    The rung that grader grade would end at, else the try at which it would be stuck.

    An answer has a few replies at most: one that is no rating takes one of them, and the first
    that is worth mending another.
    """
    replies, is_mended = 0, False
    for each in tries:
        if each.is_usable:
            return each.rung, None
        if each.reply is not None:
            is_worth_mending = not (each.what == "prose" and each.rung in {"json_schema", "tool"})
            replies += 1 + (is_worth_mending and not is_mended)
            is_mended = is_mended or is_worth_mending
        if not each.leads_on or replies >= MOST_REPLIES:
            return None, each
    return None, tries[-1] if tries else None


def check_of(tried: Tried, tries: list[Tried]) -> Check:
    """*tried* as a row; a fault where grader grade gets no further, or nowhere at all."""
    _, stuck = way_down(tries)
    # What stops every request has its mark in the row of the key, the model or the address.
    is_stuck = tried is stuck and not tried.stops and tried.what != "page"
    advice = tried.advice
    if is_stuck and any(each.is_usable for each in tries):
        advice = "stuck"
    elif is_stuck and not advice:
        advice = "weak_model" if tried.reply else "status"
    return Check(
        name=tried.rung,
        state=tried.state,
        what=tried.what,
        values=tried.values,
        advice=advice,
        is_fault=is_stuck,
    )


def _of_reply(reply: Reply, task: Task, call: Call, seen: Seen | None) -> Tried:
    rung = call.rung
    values = {"seconds": brief_s(reply.seconds), "start": _start(reply.text)}

    def tried(state: State, what: str, **more: Any) -> Tried:
        return Tried(
            call=call, state=state, what=what, values=values, reply=reply, seen=seen, **more
        )

    if reply.ended != "stop":
        return tried("failed", reply.ended, advice=reply.ended)
    reading = read_task(task, reply)
    if reading.is_usable:
        if not _keeps_form(rung, seen):
            what = "as_text" if rung == "tool" else "wrapped"
            return tried("ignored", what, is_usable=True)
        return tried("ok", "quote_missing" if reading.problems else "well", is_usable=True)
    is_prose = "{" not in reply.text
    is_level = {each.code for each in reading.problems} == {"level"}
    is_broken = [each.code for each in reading.problems] == ["no_json"]
    what = "prose" if is_prose else "bad_level" if is_level else "other_shape"
    what = "bad_json" if is_broken and not is_prose else what
    if rung == "text":
        return tried("failed", what, advice="weak_model")
    if rung == "json_object" and not is_prose:
        return tried("failed", what, advice="weak_model", leads_on=True)
    # What is no prose is asked to be mended first, and then goes down as well.
    leads_on = passes_over_form(reply, rung) or not is_prose or rung == "json_object"
    return tried("ignored", what, leads_on=leads_on)


def _keeps_form(rung: Rung, seen: Seen | None) -> bool:
    """True where the reply has the form that was asked for, and not just a rating somewhere."""
    if rung == "text":
        return True
    message = message_of(seen)
    if rung == "tool":
        return bool(message.get("tool_calls"))
    content = message.get("content")
    # Parts, or a stream put together: whoever sends those is not asked for more.
    if not isinstance(content, str):
        return True
    bare = content.rpartition("</think>")[2].strip()
    return bare[:1] == "{" and bare[-1:] == "}"


def message_of(seen: Seen | None) -> dict[str, Any]:
    """The message of the first choice in a response, empty where there is none."""
    body = seen.body if seen and isinstance(seen.body, dict) else {}
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    return message if isinstance(message, dict) else {}


def _of_error(error: JudgeError, call: Call, watched: WatchedJudge) -> Tried:
    seen = watched.seen
    status = seen.status if seen else 0
    values = {"status": status, "words": words_of(seen), "timeout": f"{watched.timeout_s:g}"}

    def tried(state: State, what: str, **more: Any) -> Tried:
        return Tried(
            call=call, state=state, what=what, values=values, seen=seen, error=error, **more
        )

    if isinstance(error, ModeRefused):
        return tried("refused", "mode", leads_on=True)
    if isinstance(error, JudgeStopped):
        return tried("refused", "stopped", ends=True)
    if seen is None:
        failure = watched.failure
        if failure is not None and failure.kind != "timeout":
            return tried("failed", "lost", ends=True)
        return tried("failed", "timeout", advice="timeout")
    if seen.is_page and status in _NOWHERE:
        return tried("failed", "page", ends=True)
    if status in _BUSY:
        return tried("failed", "busy", advice="busy", ends=True)
    if status == 200:
        return tried("failed", "no_answer", advice="no_answer")
    if isinstance(error, JudgeUnreachable):
        return tried("failed", "status", advice="status")
    return tried("refused", error.reason if error.reason == "too_long" else "status")


def words_of(seen: Seen | None) -> str:
    """What a server says of an error, short and in one line."""
    if seen is None:
        return ""
    told = title_of(seen) if seen.is_page else " ".join(seen.refusal.message.split())
    return told[:_MOST_WORDS] + ("…" if len(told) > _MOST_WORDS else "")


def title_of(seen: Seen) -> str:
    """The title of a web page, else what kind of thing it is."""
    _, _, behind = " ".join(str(seen.body).split()).partition("<title>")
    return behind.partition("</title>")[0][:_MOST_SHOWN] or "HTML"


def brief_s(seconds: float) -> str:
    """*seconds* as people read them: to a hundredth below one, else to a tenth."""
    return f"{seconds:.2f}" if seconds < 1 else f"{seconds:.1f}"


def _start(text: str) -> str:
    told = " ".join(text.split())
    return told[:_MOST_SHOWN] + ("…" if len(told) > _MOST_SHOWN else "")
