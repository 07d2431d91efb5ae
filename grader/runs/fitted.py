"""A small model learnt from people's marks: as the judge of a run, or beside another."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from ..desk import Desk
from ..errors import InputError
from ..message import Message
from ..records import Answer, Estimate, Item, Language, Learnt, Line, MarkedAnswer, Rubric
from ..stores.intake import Intake
from .marked_answers import find_marked


class Learner(Protocol):
    """What can be fitted on marked answers; `identity` tells on which."""

    identity: str

    def learn(
        self, items: dict[str, Item], marked: dict[str, list[MarkedAnswer]], language: Language
    ) -> tuple[Learnt, ...]:
        """Fit a model for each of *items* with enough marked answers."""
        ...

    def estimate(self, answer: Answer, lines: tuple[Line, ...]) -> Estimate | None:
        """What it makes of *answer*; None where its item was not learnt."""
        ...


def learn_from(
    source: str,
    learner: Learner,
    rubric: Rubric,
    intake: Intake,
    *,
    journal: Path,
    redact: bool,
    note: Callable[[str], None],
) -> dict[str, Any]:
    """
    Fit *learner* on the marks of *source*, for the items asked; returns what a run tells of it.

    Raises:
        InputError: there are no marks, or too few for every item.
        StoreError: a file of a run cannot be read.
    """
    marked = find_marked(
        source, rubric, intake, journal=journal, redact=redact, takes_middle=True, note=note
    )
    answers = {item_id: list(each) for item_id, each in marked.by_item.items()}
    items = {item_id: rubric.item(item_id, question) for item_id, question in intake.items()}
    learnt = learner.learn(items, answers, rubric.language)
    _check_enough(source, items, answers, learnt)
    if len(learnt) < len(items):
        note(Message("--marks: {count} of {items} items have fewer than 25 different marked "
                     "answers and are not learnt", count=len(items) - len(learnt),
                     items=len(items)))  # fmt: skip
    return {
        "source": Path(source).name,
        "digest": learner.identity.rpartition("|")[2][:12],
        "items": {each.item_id: len(each.candidates) for each in learnt},
        "qwk": _agreement(learnt),
        "by_criterion": {
            each.item_id: {
                name: None if qwk is None else round(qwk, 4) for name, qwk in each.qwk.items()
            }
            for each in learnt
        },
    }


def _check_enough(
    source: str,
    items: dict[str, Item],
    answers: dict[str, list[MarkedAnswer]],
    learnt: tuple[Learnt, ...],
) -> None:
    if not learnt:
        most = max((len(answers.get(item_id, ())) for item_id in items), default=0)
        raise InputError(
            "{source}: at most {count} marked answers to an item, 25 different ones are needed to "
            "learn from; mark more",
            source=source,
            count=most,
        )


def _agreement(learnt: tuple[Learnt, ...]) -> dict[str, Any]:
    """How the marks foretold agree with those given, over all scoring points or items learnt."""
    import numpy as np

    from ..core.agreement.pairs import Pairs, agreement

    given: list[float] = []
    foretold: list[float] = []
    who: list[str] = []
    where: list[str] = []
    for each in learnt:
        for name, values in each.given.items():
            given += values
            foretold += each.foretold[name]
            who += each.candidates
            where += [f"{each.item_id}|{name}"] * len(values)
    person, item = (np.unique(names, return_inverse=True)[1] for names in (who, where))
    found = agreement(
        Pairs(first=np.array(given), second=np.array(foretold), person=person, item=item)
    )
    figure = {"value": found.qwk.value, "low": found.qwk.low, "high": found.qwk.high}
    rounded = {name: None if one is None else round(one, 4) for name, one in figure.items()}
    within = found.within_qwk.value
    return {
        **rounded,
        "within_items": None if within is None else round(within, 4),
        "n": found.n,
        "candidates": found.candidates,
    }


def keep_second(learner: Learner, intake: Intake, desk: Desk) -> None:
    """
    Keep beside every staged answer what *learner* makes of it.

    Raises:
        StoreError: the intake cannot be read or written.
    """
    intake.second.keep(list(_estimates(learner, intake, desk)))


def _estimates(learner: Learner, intake: Intake, desk: Desk) -> Iterator[tuple[int, Estimate]]:
    for block in intake.blocks():
        for staged in block:
            if staged.answer.text and desk.settle_early(staged.answer) is None:
                found = learner.estimate(staged.answer, desk.lines(staged.answer))
                if found is not None:
                    yield staged.number, found
