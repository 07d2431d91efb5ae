"""What a run has still to ask, and what it learns from what it has asked."""

from dataclasses import dataclass, field

from ..core.estimate import (
    Fit,
    Forecast,
    Load,
    Sizes,
    Terms,
    Work,
    expected_output,
    forecast,
    measure,
    together,
)
from ..core.estimate.scripts import Ratio
from ..core.plan import THIRD, Panel, Planned
from ..core.render import Templates, answer_message
from ..records import Outcome, Prompt, Task

_NONCE = "0" * 16
_MOST_PROMPTS = 4096
# After so many answers, every sixteenth is enough to learn from.
_LEARNED, _EVERY = 400, 16


@dataclass(slots=True, kw_only=True)
class Outlook:
    """
    Adds up what one judge has still to be asked, learns from outcomes, and forecasts.

    `learned` counts the outcomes seen. Where nothing `is_sent` nothing is reckoned. `most_output`
    is the longest reply that is asked for.
    """

    templates: Templates
    model: str
    terms: Terms
    is_sent: bool = True
    most_output: int | None = None
    fit: Fit = field(default_factory=Fit)
    load: Load = field(default_factory=Load)
    learned: int = 0
    _prompts: dict[str, tuple[Sizes, Ratio]] = field(default_factory=dict)
    _sent: set[str] = field(default_factory=set)
    _last: Outcome | None = None

    def add(self, task: Task) -> None:
        """One opinion more that is still to be asked for."""
        if not self.is_sent:
            return
        digest = task.prompt.digest
        if len(self._sent) >= _MOST_PROMPTS:
            self._sent.clear()
        self.load.add(self._work(task), is_first=digest not in self._sent)
        self._sent.add(digest)

    def learn(self, task: Task, outcome: Outcome) -> None:
        """Take in how *task* went; equal answers share one outcome, which counts once."""
        if outcome is self._last:
            return
        self._last = outcome
        self.learned += 1
        if self.learned <= _LEARNED or self.learned % _EVERY == 0:
            self.fit.learn(self._work(task), outcome)

    def forecast(self) -> Forecast:
        """What the opinions added will take."""
        return forecast(self.load, self.fit, self.terms)

    def _work(self, task: Task) -> Work:
        prefix, output = self._prompt(task.prompt)
        own = measure(answer_message(task.lines, _NONCE, self.templates))
        return Work(prefix, own, output)

    def _prompt(self, prompt: Prompt) -> tuple[Sizes, Ratio]:
        made = self._prompts.get(prompt.digest)
        if made is None:
            if len(self._prompts) >= _MOST_PROMPTS:
                self._prompts.clear()
            schema = Sizes(json=len(str(prompt.schema)), messages=2)
            output = expected_output(
                len(prompt.item.criteria), prompt.language, model=self.model, most=self.most_output
            )
            made = self._prompts[prompt.digest] = (measure(prompt.system).plus(schema), output)
        return made


@dataclass(slots=True, kw_only=True)
class Outlooks:
    """
    The same for a whole *panel*, with an outlook for each of its judges.

    `answers` counts what was added, copies too, `fresh` those that are not, and `regrades` the
    requests about flagged answers without the flagged words.
    """

    panel: Panel
    judges: tuple[Outlook, ...]
    answers: int = 0
    fresh: int = 0
    regrades: int = 0

    def add(self, planned: Planned) -> None:
        """One answer more that is still to be rated; a copy is not asked on its own."""
        self.answers += 1
        self.fresh += not planned.is_copy
        fresh = [task for task in planned.tasks if task.key not in planned.copies]
        for task in fresh:
            self.judges[task.opinion.judge].add(task)
            self.regrades += task.opinion.part != "whole"
        whole = next((task for task in fresh if task.opinion.part == "whole"), None)
        if whole is not None:
            for _ in self.panel.third:
                self.judges[THIRD].add(whole)

    def learn(self, task: Task, outcome: Outcome) -> None:
        """Take in how *task* went."""
        self.judges[task.opinion.judge].learn(task, outcome)

    def forecast(self) -> Forecast:
        """What the answers added will take; a third judge may be asked for none or all of them."""
        parts = [judge.forecast() for judge in self.judges[:THIRD]]
        maybe = [judge.forecast() for judge in self.judges[THIRD:]]
        return together(parts, maybe, regrades=self.regrades)
