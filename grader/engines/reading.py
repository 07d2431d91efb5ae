"""What engines make of a reply: read, worded, put to the judge again, counted."""

from ..core.render import Templates, repair_message
from ..core.validate import Reading, read_reply
from ..records import Reply, Task, Turn, Usage

_MOST_TOLD = 500


def read_task(task: Task, reply: Reply) -> Reading:
    """*reply* as what the task asks for; one that ended otherwise is nothing."""
    if reply.ended != "stop":
        return Reading(rating=None)
    if task.check is not None:
        problems = task.check(reply.text)
        return Reading(rating=None, problems=problems, is_other=not problems)
    return read_reply(reply.text, task.prompt, task.answer.text or "", task.lines)


def told(reading: Reading) -> str:
    """What is wrong with a reply, as one line."""
    return "; ".join(map(str, reading.problems))[:_MOST_TOLD]


def is_flagged(reading: Reading) -> bool:
    """True where a person must look at the rating."""
    rating = reading.rating
    return bool(reading.problems or (rating and (rating.critical or rating.addresses_grader)))


def reason_of(reply: Reply) -> str:
    """The reason of an answer whose last reply this is."""
    return "invalid" if reply.ended == "stop" else reply.ended


def passes_over_form(reply: Reply, rung: str) -> bool:
    """True for prose where a schema was asked for: the server does not know the form."""
    return rung in {"json_schema", "tool"} and "{" not in reply.text


def repair_turn(reply: Reply, reading: Reading, templates: Templates) -> Turn:
    """*reply* and the request to write it again."""
    problems = [
        {"code": each.code, "where": each.where, "value": each.value} for each in reading.problems
    ]
    return Turn(reply=reply.text, problem=repair_message(problems, templates))


def add_usage(one: Usage, other: Usage) -> Usage:
    """The tokens of both; what neither counted stays unknown."""

    def add(a: int | None, b: int | None) -> int | None:
        return b if a is None else a if b is None else a + b

    return Usage(
        input=add(one.input, other.input),
        cached=add(one.cached, other.cached),
        output=add(one.output, other.output),
    )
