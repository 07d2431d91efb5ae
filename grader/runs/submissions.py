"""What becomes of candidates who handed in an item more than once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..core.duplicates import (
    Clock,
    Rule,
    all_texts,
    chosen,
    is_contested,
    is_written,
    reason_beside,
)
from ..errors import InputError
from ..message import Message
from ..records import Answer, RowProblem
from ..stores.connection import told
from ..stores.intake import Intake
from ..stores.submissions import Submitted

Duplicates = Literal["ask", "first", "last"]
MOST_EXAMPLES = 5
_FIX = Message("give --duplicates first or last, or keep one of the rows")

_HOW = {
    ("first", True): Message("the first by submission time"),
    ("first", False): Message("the first by order"),
    ("last", True): Message("the last by submission time"),
    ("last", False): Message("the last by order"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """How many items have different texts of one candidate, with up to five examples of them."""

    total: int
    examples: tuple[tuple[Answer, ...], ...]


Choose = Callable[[Contest], Rule | None]
"""Asks a person which submissions are to count; None is to stop."""


def settle_submissions(
    intake: Intake,
    duplicates: Duplicates,
    *,
    choose: Choose | None,
    report: Callable[[RowProblem], None] | None,
    note: Callable[[str], None],
) -> None:
    """
    Give every later submission in *intake* its state, and every item at most one answer.

    Equal texts count once, and what was left empty gives way to what was written. Of different
    texts the rule says which counts: *duplicates*, or what *choose* answers. Without a rule
    *report* is told of them; without *report* their answer is held, showing all of them.

    Raises:
        InputError: the person asked said to stop.
    """
    with told(intake.path):
        contest, clock = _survey(intake)
        rule: Rule | None = None if duplicates == "ask" else duplicates
        if contest.total and rule is None and choose is not None:
            rule = choose(contest)
            if rule is None:
                raise InputError("stopped before anything was sent; {fix}", fix=_FIX)
        used = clock if contest.total and clock.is_readable else None
        how = _HOW[rule, bool(used)] if rule else Message("")
        for submitted in intake.submissions:
            if rule is not None or not is_contested(submitted.answers):
                _decide(intake, submitted, chosen(submitted.answers, rule or "first", used), how)
            elif report is not None:
                for problem in _problems(submitted):
                    report(problem)
            else:
                _hold(intake, submitted)
        if contest.total and (rule is not None or report is None):
            note(_told(contest.total, how, is_held=rule is None))
        intake.submissions.clear()


def _survey(intake: Intake) -> tuple[Contest, Clock]:
    total, examples, clock = 0, [], Clock()
    for submitted in intake.submissions:
        if not is_contested(submitted.answers):
            continue
        total += 1
        if total <= MOST_EXAMPLES:
            examples.append(tuple(filter(is_written, submitted.answers)))
        for each in filter(is_written, submitted.answers):
            clock.learn(each.submitted)
    return Contest(total=total, examples=tuple(examples)), clock


def _decide(intake: Intake, submitted: Submitted, winner: int, how: Message) -> None:
    counts = submitted.answers[winner]
    if winner:
        intake.submissions.take(submitted, counts)
    for at, each in enumerate(submitted.answers):
        if at != winner:
            intake.set_aside(each, "duplicate", reason_beside(each, counts, how))


def _hold(intake: Intake, submitted: Submitted) -> None:
    """Neither wins unseen: the first stands for all in the tables, and is held for a person."""
    at = chosen(submitted.answers, "first")
    first = submitted.answers[at]
    others = [each for each in submitted.answers if each is not first]
    if at:
        intake.submissions.take(submitted, first)
    written = [each for each in others if is_written(each)]
    intake.submissions.contest(submitted, all_texts([first, *written]), written)
    for each in others:
        reason = f"another text than {first.place}; held, for no rule says which counts"
        if not is_contested([first, each]):
            reason = reason_beside(each, first, "")
        intake.set_aside(each, "duplicate", reason)


def _problems(submitted: Submitted) -> list[RowProblem]:
    first, *others = filter(is_written, submitted.answers)
    return [
        RowProblem(
            place=each.place,
            problem=Message(
                "{candidate!r} answered item {item!r} before, in {place}, with another text; {fix}",
                candidate=each.candidate_id,
                item=each.item_id,
                place=first.place,
                fix=_FIX,
            ),
            candidate_id=each.candidate_id,
            item_id=each.item_id,
        )
        for each in others
        if is_contested([first, each])
    ]


def _told(total: int, how: Message, *, is_held: bool) -> Message:
    if is_held:
        return Message(
            "different texts by one candidate to one item ({total} times): held, showing all "
            "texts; --duplicates first or last settles them",
            total=total,
        )
    return Message(
        "different texts by one candidate to one item ({total} times): {how} counts; intake.csv "
        "names the others",
        total=total,
        how=how,
    )
