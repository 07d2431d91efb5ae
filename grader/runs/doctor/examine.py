"""The examination of an endpoint: look, call once a rung, and put together what was seen."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...desk import Desk
from ...engines.reading import add_usage
from ...judges.openai_chat.watched import WatchedJudge
from ...readers.resources import folder
from ...readers.rubric_yaml import load_rubric
from ...records import Answer, Language, Price, Task, Usage
from ...wiring import JudgeSettings, templates, watched_judge
from .access import address_check, key_check, model_check
from .findings import CHECKS, Check, Findings
from .grade_line import Given, grade_line
from .reaching import Reached, find_other, models_check, reach, takes_requests
from .rest import Rest, rest_of
from .rungs import Tried, check_of, try_call, try_rungs, way_down
from .served import Served, served

_ANSWER: dict[Language, str] = {
    "zh": "我先查订单走到哪一步了。",
    "en": "First I look up where the order is.",
}
MOST_CALLS = 5
MOST_LOOKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What is to be examined.

    `key_from` says where the key comes from, empty where there is none. `price_of` knows prices
    by model and endpoint. `controls` is a rubric and how many control answers it has; `given` is
    what of the command goes into that of grader grade. `step` is told what is tried next.
    """

    settings: JudgeSettings
    language: Language
    key_from: str
    price_of: Callable[[str, str], Price | None]
    controls: tuple[str, int]
    given: Given
    step: Callable[[str], None]


def examine(wanted: Wanted) -> Findings:
    """
    Look into an endpoint with a handful of small calls, none of which is tried again.

    Raises:
        SettingError: the address or the key cannot be used; nothing was sent.
    """
    return asyncio.run(_Examination(wanted, watched_judge(wanted.settings)).run())


@dataclass(slots=True)
class _Examination:
    """One examination, as far as it has come."""

    wanted: Wanted
    judge: WatchedJudge
    reached: Reached = field(default_factory=Reached)
    tries: list[Tried] = field(default_factory=list)
    served: Served = field(default_factory=Served)
    seed: Tried | None = None
    elsewhere: str = ""
    is_sole: bool = False

    async def run(self) -> Findings:
        """All of it, in order; what makes the rest useless ends it early."""
        began = time.monotonic()
        try:
            await self._look()
            if self.reached.failed is None and self.judge.model:
                await self._call()
            elif self.reached.is_nowhere and not await takes_requests(
                self.judge, self.judge.base_url
            ):
                self.elsewhere = await self._other()
        finally:
            self.wanted.step("")
            await self.judge.close()
        return self._findings(time.monotonic() - began)

    async def _look(self) -> None:
        self.wanted.step("address")
        self.reached = await reach(self.judge)
        listed = self.reached.listed or {}
        if not self.judge.model and len(listed) == 1:
            self.is_sole, looked = True, self.judge.looked
            await self.judge.close()
            settings = replace(self.wanted.settings, model=next(iter(listed)))
            self.judge = watched_judge(settings)
            self.judge.looked = looked

    async def _call(self) -> None:
        task = self._task()
        filled = templates(self.wanted.language)
        self.tries = await try_rungs(self.judge, task, filled, self.wanted.step)
        if self.tries[-1].is_elsewhere:
            self.elsewhere = await self._other()
        answered = next((each for each in reversed(self.tries) if each.reply), None)
        usable = next((each for each in self.tries if each.is_usable), None)
        if answered is not None:
            self.wanted.step("server")
            self.served = await served(self.judge, self.reached, answered.seen)
        if usable is not None and self.wanted.settings.seed is None:
            self.wanted.step("seed")
            self.seed = await self._with_seed(task, usable)

    async def _other(self) -> str:
        return self.reached.moved_to or await find_other(self.judge)

    def _task(self) -> Task:
        rubric = load_rubric(folder("trials") / "check.yaml").with_language(self.wanted.language)
        desk = Desk(rubric, templates(self.wanted.language))
        text = _ANSWER[self.wanted.language]
        answer = Answer(candidate_id="doctor", item_id="1", text=text)
        return desk.task(answer, self.judge.identity)

    async def _with_seed(self, task: Task, usable: Tried) -> Tried:
        """What went well once more, with a seed: models that take everything else refuse one."""
        settings = replace(self.wanted.settings, model=self.judge.model, seed=1)
        judge = watched_judge(settings)
        judge.taken = self.judge.taken
        try:
            tried = await try_call(judge, task, usable.call)
        finally:
            await judge.close()
        self.judge.asked += judge.asked
        return replace(tried, what="dropped") if "seed" in judge.taken.dropped else tried

    def _findings(self, seconds: float) -> Findings:
        judge, first = self.judge, next(iter(self.tries), None)
        price = self.wanted.price_of(judge.model, judge.endpoint)
        rest = rest_of(judge, self.tries, self.served, price)
        way, stuck = way_down(self.tries)
        return Findings(
            endpoint=judge.endpoint,
            model_asked=judge.model,
            model=next((each.reply.model for each in self.tries if each.reply), ""),
            checks=tuple(sorted(self._checks(rest), key=lambda each: CHECKS.index(each.name))),
            rung=way or "",
            dropped=judge.taken.dropped,
            renamed=judge.taken.renamed,
            models=tuple(self.reached.listed or ()),
            calls=judge.asked,
            looks=judge.looked,
            seconds=first.reply.seconds if first and first.reply else 0.0,
            took=seconds,
            tokens=(self._used.input, self._used.output),
            cost=self._cost(price),
            command=grade_line(self.wanted.given, judge, rest) if way else (),
            reason=_reason(self.reached, stuck),
            detail=str(stuck.error or stuck.values.get("start", "")) if stuck else "",
        )

    def _checks(self, rest: Rest) -> Iterator[Check]:
        reached, judge = self.reached, self.judge
        yield address_check(judge.base_url, reached, self.tries, self.elsewhere)
        if reached.failed is not None:
            yield from rest.checks(self.seed, self.wanted)
            return
        yield models_check(reached)
        yield key_check(reached, self.tries, self.wanted.key_from)
        yield model_check(
            judge.model, reached, self.tries, is_given=not self.is_sole, server=self.served.name
        )
        yield from (check_of(each, self.tries) for each in self.tries)
        yield from rest.checks(self.seed, self.wanted)

    @property
    def _used(self) -> Usage:
        used = Usage()
        for each in [*self.tries, *([self.seed] if self.seed else [])]:
            used = add_usage(used, each.usage)
        return used

    def _cost(self, price: Price | None) -> Decimal | None:
        return price.of(self._used, self.judge.asked) if price else None


def _reason(reached: Reached, stuck: Tried | None) -> str:
    if reached.failed is not None:
        return "unreachable"
    if stuck is None:
        return ""
    if stuck.stops:
        return "stopped"
    return stuck.reason
