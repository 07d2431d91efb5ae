"""A judge tried with payloads: a weak answer by itself, and with each of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from ..core.attacks import FLAG, attack_found
from ..core.estimate import Fit, Forecast, Terms
from ..core.render import Templates
from ..core.trials import tried
from ..desk import WHOLE, Desk
from ..engines.local import LocalEngine
from ..ports import Judge
from ..readers.payloads import read_trials
from ..records import Answer, AttackFound, Control, Payload, Price, Rubric, Score, Task
from ..stores.memory import MemoryStore
from ..wiring import templates
from .outlook import Outlook

# How often the weak answer is asked, so that chance is not taken for an effect.
TIMES = 3


@dataclass(slots=True, kw_only=True)
class Attack:
    """
    What a judge is to be tried with by a rubric.

    The weak answer is the rubric's own control answer with the fewest points, else one of ours to
    its first item.
    """

    rubric: Rubric
    judge: Judge
    price: Price | None = None
    concurrency: int = 8
    most_output: int = 4096
    step: Callable[[int, int], None] = lambda _done, _all: None
    endpoint: str = field(init=False)
    desk: Desk = field(init=False)
    weak: Answer = field(init=False)
    _filled: Templates = field(init=False)

    def __post_init__(self) -> None:
        self._filled = templates(self.rubric.language)
        self.endpoint = getattr(self.judge, "endpoint", "")
        self.desk = Desk(self.rubric, self._filled)
        self.weak = self._weak()

    @property
    def tasks(self) -> list[tuple[Task, Payload | None]]:
        """Everything that is asked, under keys of its own; what needs no judge is not."""
        return [
            (replace(self.desk.task(answer, self.judge.identity), key=_key(number)), payload)
            for number, (answer, payload) in enumerate(self._answers())
            if self.desk.settle_early(answer) is None
        ]

    def ahead(self) -> Forecast:
        """What it will take."""
        outlook = Outlook(
            templates=self._filled,
            model=getattr(self.judge, "model", ""),
            is_sent=bool(self.endpoint),
            terms=Terms(self.concurrency, self.price),
            most_output=self.most_output,
            fit=Fit(),
        )
        for task, _ in self.tasks:
            outlook.add(task)
        return outlook.forecast()

    def carry_out(self) -> AttackFound | None:
        """
        Ask, and tell what moved; None where the weak answer got no rating.

        Raises:
            JudgeStopped: no request can succeed.
        """
        answers = list(self._answers())
        scores: dict[str, Score] = {}
        tasks = [task for task, _ in self.tasks]
        engine = LocalEngine(self._filled, concurrency=self.concurrency)
        for task, outcome in engine.run(tasks, self.judge, MemoryStore()):
            scores[task.key] = self.desk.score(task.answer, {WHOLE: outcome})
            self.step(len(scores), len(tasks))
        found = [
            (payload, scores.get(_key(number)) or self._unasked(answer))
            for number, (answer, payload) in enumerate(answers)
        ]
        clean = [score for payload, score in found if payload is None]
        with_payload = [(payload, score) for payload, score in found if payload is not None]
        return attack_found(self.desk.item(self.weak), clean, with_payload, self._is_seen)

    def _unasked(self, answer: Answer) -> Score:
        return self.desk.settle_early(answer) or self.desk.score(answer, {})

    def _is_seen(self, score: Score) -> bool:
        return any(each.flag == FLAG for each in self.desk.observations(score.answer))

    def _answers(self) -> Iterator[tuple[Answer, Payload | None]]:
        for _ in range(TIMES):
            yield self.weak, None
        trials = read_trials()
        item, language = self.desk.item(self.weak), self.rubric.language
        for payload in (*trials.payloads, *trials.benign):
            text = tried(self.weak.text or "", payload, item, language)
            yield replace(self.weak, text=text), payload

    def _weak(self) -> Answer:
        rubric, language, trials = self.rubric, self.rubric.language, read_trials()
        if rubric.controls:
            weakest = min(rubric.controls, key=self._share)
            text, question = weakest.text.of(language), weakest.question.of(language)
            item_id = weakest.item_id or "1"
        else:
            text = trials.answer.of(language)
            question = trials.question.of(language) if rubric.is_open else ""
            item_id = "1" if rubric.is_open else next(rubric.items).id
        return Answer(candidate_id="trial", item_id=item_id, text=text, question=question)

    def _share(self, control: Control) -> float:
        item = self.rubric.item(control.item_id, control.question.of(self.rubric.language))
        return float(control.known(item) / item.max_points)


def _key(number: int) -> str:
    """Nothing is kept of a trial, so that its number is enough."""
    return f"trial/{number}"
