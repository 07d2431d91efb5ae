"""Criteria that a judge is asked for: what is asked, and what is told of it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..core.paper import Paper, PaperItem, proposed_criteria
from ..errors import SettingError
from ..message import Message
from ..records import BareItem, Criterion, Dimension, Outcome, Rubric
from ..runs import Proposals, Proposer, make_proposer
from ..wiring import JudgeSettings
from .grading import budget_named
from .told import say, shown_command, worded

Words = dict[str, str]
Make = Callable[..., Rubric]
_LINE_EVERY_S = 10.0
# As long as a rubric's texts may be.
_MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Which judge drafts criteria, what that may cost, and the command as it was `typed`."""

    settings: JudgeSettings
    budget: float | None
    prices: Path | None
    typed: list[str]

    def draft(
        self, paper: Paper, make: Make, dimensions: Sequence[Dimension], journal: Path
    ) -> "Draft":
        """
        The rubric that *make* gives of *paper*, with its drafts still to be asked for.

        Raises:
            SettingError: there is no such judge, or it lacks something.
            InputError: the price table is none.
        """
        items = {item.id: item for item in paper.items}
        bare: list[BareItem] = []

        def collect(item: PaperItem, points: Decimal) -> tuple[Criterion, ...]:
            bare.append(_bare(item, points))
            return ()

        counted = _Counted()
        proposer = make_proposer(
            self.settings,
            journal=journal,
            dimensions=dimensions,
            language=make(propose=collect).language,
            fallback=lambda each: proposed_criteria(items[each.id], each.points),
            budget=budget_named(self.budget),
            prices=self.prices,
            step=counted.step,
        )
        return Draft(make=make, bare=bare, proposer=proposer, counted=counted)


def asking_of(
    *, propose: bool, typed: list[str], budget: float | None, prices: Path | None, **judge: Any
) -> Asking | None:
    """
    What is to be asked, from the options of a command; None without --propose.

    Raises:
        SettingError: options of a judge were given, but not --propose.
    """
    if propose:
        otherwise = Message("leave --propose out, and no model is asked")
        settings = JudgeSettings(**judge, otherwise=otherwise)
        return Asking(settings=settings, budget=budget, prices=prices, typed=typed)
    given = {**judge, "budget": budget, "prices": prices}
    names = [
        f"--{name.replace('_', '-')}" for name, each in given.items() if each not in {None, ""}
    ]
    if names:
        raise SettingError(
            "{options}: nothing is sent without --propose; add it, or leave this out",
            options=", ".join(names),
        )
    return None


def _bare(item: PaperItem, points: Decimal) -> BareItem:
    return BareItem(
        id=item.id,
        text=item.text[:_MOST_TEXT],
        points=points,
        reference=item.answer[:_MOST_TEXT],
        examines=item.examines,
    )


@dataclass(slots=True)
class _Counted:
    """Tells how far the asking is, a line every ten seconds."""

    words: Words = field(default_factory=dict)
    total: int = 0
    done: int = 0
    told: float = 0.0

    def begin(self, total: int, words: Words) -> None:
        self.total, self.words, self.told = total, words, time.monotonic()

    def step(self, _: Outcome) -> None:
        self.done += 1
        if time.monotonic() - self.told > _LINE_EVERY_S:
            self.told = time.monotonic()
            say(self.words["propose_progress"].format(done=self.done, total=self.total))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rubric that *proposer* is to draft the criteria of; `bare` are the items without any."""

    make: Make
    bare: list[BareItem]
    proposer: Proposer
    counted: _Counted

    def remembered(self) -> Rubric:
        """The rubric with what was drafted before; nothing is sent."""
        return self._rubric(self.proposer.remembered(self.bare))

    def asked(self, words: Words) -> tuple[Rubric, Proposals]:
        """The rubric with what a judge drafts now, and what that took."""
        self.counted.begin(len(self.bare), words)
        made = self.proposer.propose(self.bare)
        return self._rubric(made), made

    def _rubric(self, made: Proposals) -> Rubric:
        judge = self.proposer.judge.name
        return self.make(
            propose=lambda item, _: made.by_id[item.id].criteria,
            drafted={name: judge for name, each in made.by_id.items() if each.by == "judge"},
        )


def tell_proposals(made: Proposals, words: Words, typed: Sequence[str]) -> int:
    """
    Tell who drafted how many, what it cost, where the paper's own points stand in, and why.

    Where the judge was asked no further, the command as it was *typed* goes on. Returns the exit
    code.
    """
    count = len(made.by_id) - len(made.listed)
    label = "propose_done_one" if count == 1 else "propose_done_many"
    usd = made.run.cost_usd
    cost = words["propose_cost"].format(usd=f"{usd:.4f}") if usd else ""
    say(words[label].format(n=count, requests=made.run.counts.requests, cost=cost))
    by_detail: dict[str, list[str]] = {}
    for name, detail in made.listed.items():
        by_detail.setdefault(detail, []).append(name)
    for detail, names in by_detail.items():
        items = words["between"].join(names)
        say(words["propose_listed"].format(items=items, detail=detail))
    if made.stopped is None:
        return 0
    say(words["propose_stopped"].format(reason=worded(made.stopped.message)))
    say(words["propose_next"].format(command=shown_command(typed)))
    return 3


def proposals_object(made: Proposals) -> dict[str, Any]:
    """What was drafted, for machines."""
    usd = made.run.cost_usd
    return {
        "judge": made.run.judge,
        "items": {
            name: {"by": each.by, "why": list(each.why), "detail": each.detail or None}
            for name, each in made.by_id.items()
        },
        "requests": made.run.counts.requests,
        "cost_usd": None if usd is None else f"{usd:f}",
        "stopped": None if made.stopped is None else str(made.stopped),
    }
