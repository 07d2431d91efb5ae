"""Criteria asked of a judge, for questions that have none: each once, kept, within a budget."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path

from ..core.plan import key_of
from ..core.render import Templates, render_proposal
from ..core.validate import read_proposal
from ..engines.local import LocalEngine
from ..engines.permit import BudgetPermit
from ..errors import JudgeStopped, SettingError
from ..ports import Judge, Store
from ..records import (
    Answer,
    BareItem,
    Criterion,
    Dimension,
    Language,
    Outcome,
    Problem,
    Proposal,
    Run,
    Task,
)
from ..stores.journal import Journal
from ..wiring import JudgeSettings, make_judge, price_named, proposal_templates
from .limits import Account, Limits

Fallback = Callable[[BareItem], tuple[Criterion, ...]]


@dataclass(slots=True, kw_only=True)
class Proposals:
    """
    What was proposed, by the question's id, and what that took.

    `stopped` says why the judge was asked no further, where a key, a quota or the budget ended
    it: the questions it had not answered then have their paper's own list.
    """

    by_id: dict[str, Proposal] = field(default_factory=dict)
    run: Run = field(default_factory=Run)
    stopped: JudgeStopped | None = None

    @property
    def listed(self) -> dict[str, str]:
        """The questions that no judge gave criteria for, and why."""
        return {name: made.detail for name, made in self.by_id.items() if made.by == "list"}


@dataclass(slots=True, kw_only=True)
class Proposer:
    """
    Asks *judge* for criteria.

    Replies are kept in the *journal*, so that asking the same again costs nothing; *fallback*
    gives criteria where the judge gave none that can be used.
    """

    judge: Judge
    journal: Path
    dimensions: Sequence[Dimension]
    language: Language
    fallback: Fallback
    limits: Limits = field(default_factory=Limits)
    concurrency: int = 8
    step: Callable[[Outcome], None] = lambda _: None

    def propose(self, bare: Sequence[BareItem]) -> Proposals:
        """
        Criteria for each of *bare*.

        Raises:
            SettingError: the judge is no model, or a budget cannot be kept.
            StoreError: the journal cannot be written.
        """
        permit = self._permit()
        filled = proposal_templates(self.language)
        made = Proposals(run=Run(judge=self.judge.name, endpoint=self._endpoint))
        account = Account(run=made.run, limits=self.limits, permit=permit)
        engine = LocalEngine(filled, concurrency=self.concurrency, permit=permit)
        by_key = self._tasks(bare, filled)
        with closing(Journal(self.journal)) as journal:
            outcomes = dict(self._known(by_key, journal))
            missing = [pairs[0][1] for key, pairs in by_key.items() if key not in outcomes]
            try:
                for task, outcome in engine.run(missing, self.judge, journal):
                    outcomes[task.key] = outcome
                    account.add(outcome)
                    self.step(outcome)
            except JudgeStopped as stopped:
                made.stopped = stopped
            finally:
                account.price()
            # A reply that came in while the run was ended is kept, but was not handed on.
            outcomes |= dict(self._known(by_key, journal))
        made.by_id = self._proposals(bare, by_key, outcomes)
        return made

    def remembered(self, bare: Sequence[BareItem]) -> Proposals:
        """
        What `propose` would give if nothing more were asked; nothing is sent or written.

        Raises:
            StoreError: the journal cannot be read.
        """
        by_key = self._tasks(bare, proposal_templates(self.language))
        outcomes: dict[str, Outcome] = {}
        if self.journal.exists():
            with closing(Journal(self.journal)) as journal:
                outcomes = dict(self._known(by_key, journal))
        return Proposals(by_id=self._proposals(bare, by_key, outcomes))

    def _proposals(
        self,
        bare: Sequence[BareItem],
        by_key: dict[str, list[tuple[BareItem, Task]]],
        outcomes: dict[str, Outcome],
    ) -> dict[str, Proposal]:
        found = {
            each.id: self._proposal(each, outcomes.get(key))
            for key, pairs in by_key.items()
            for each, _ in pairs
        }
        return {each.id: found[each.id] for each in bare}

    @property
    def _endpoint(self) -> str:
        return str(getattr(self.judge, "endpoint", ""))

    def _permit(self) -> BudgetPermit | None:
        """Leave to make calls; see that the judge is a model, and that a budget can be kept."""
        if not self.judge.name.startswith("openai:"):
            raise SettingError(
                "--propose: the judge {judge!r} is no language model and proposes nothing; use "
                "--judge openai, or leave --propose out",
                judge=self.judge.name,
            )
        longest = getattr(self.judge, "parameters", {}).get("max_tokens", 0)
        self.limits.check(getattr(self.judge, "model", ""), self._endpoint, "local", longest)
        return self.limits.permit(self._endpoint, longest)

    def _tasks(
        self, bare: Sequence[BareItem], filled: Templates
    ) -> dict[str, list[tuple[BareItem, Task]]]:
        """What there is to ask, by key; equal questions of equal points are asked once."""
        made: dict[str, list[tuple[BareItem, Task]]] = {}
        for each in bare:
            prompt, lines = render_proposal(each, self.dimensions, self.language, filled)
            key = key_of(self.judge.identity, prompt, lines)
            task = Task(
                key=key,
                prompt=prompt,
                answer=Answer(candidate_id="", item_id=each.id, text=each.text),
                lines=lines,
                check=partial(self._wrong, each),
            )
            made.setdefault(key, []).append((each, task))
        return made

    def _wrong(self, bare: BareItem, text: str) -> tuple[Problem, ...]:
        found = self._read(bare, text)
        return () if isinstance(found, Proposal) else found

    def _read(self, bare: BareItem, text: str) -> Proposal | tuple[Problem, ...]:
        return read_proposal(text, bare, [each.id for each in self.dimensions])

    def _known(
        self, by_key: dict[str, list[tuple[BareItem, Task]]], store: Store
    ) -> Iterator[tuple[str, Outcome]]:
        for key, outcome in store.outcomes(by_key).items():
            if outcome.is_usable and not self._wrong(by_key[key][0][0], outcome.text):
                yield key, outcome

    def _proposal(self, bare: BareItem, outcome: Outcome | None) -> Proposal:
        detail = "not_reached"
        if outcome is not None and outcome.is_usable:
            found = self._read(bare, outcome.text)
            if isinstance(found, Proposal):
                return found
        elif outcome is not None:
            detail = f"{outcome.reason}: {outcome.detail}" if outcome.detail else outcome.reason
        return Proposal(criteria=self.fallback(bare), by="list", detail=detail)


def make_proposer(
    settings: JudgeSettings,
    *,
    journal: Path,
    dimensions: Sequence[Dimension],
    language: Language,
    fallback: Fallback,
    budget: Decimal | None = None,
    prices: Path | None = None,
    step: Callable[[Outcome], None] = lambda _: None,
) -> Proposer:
    """
    What asks the judge of *settings* for criteria; *journal* is the file that keeps replies.

    Raises:
        SettingError: the judge lacks something.
        InputError: *prices* is no price table.
    """
    judge = make_judge(settings)
    price = price_named(getattr(judge, "model", ""), getattr(judge, "endpoint", ""), prices)
    return Proposer(
        judge=judge,
        journal=journal,
        dimensions=dimensions,
        language=language,
        fallback=fallback,
        limits=Limits(price=price, budget=budget),
        step=step,
    )
