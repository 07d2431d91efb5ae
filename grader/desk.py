"""A rubric laid out for grading: what is asked of each answer, and what stands of the replies."""

from collections.abc import Sequence
from dataclasses import replace

from .core.adjudicate import settle_rating, settle_unrated
from .core.checks import CHECKS, Check, grounds, off_language
from .core.gate import gate
from .core.plan import key_of
from .core.render import Templates, render_prompt
from .core.validate import read_reply
from .errors import RubricError
from .records import Answer, Item, Line, Observation, Outcome, Prompt, Rubric, Score, Task
from .text import numbered

_MOST_PROMPTS = 4096


def _undecided(rubric: Rubric) -> str:
    """One line: which items wait for a choice, and what the choices are."""
    told = [
        f"{item.id!r} ({item.marks.normalize():f} marks, {item.points.normalize():f} points)"
        for item in rubric.undecided
    ]
    return (
        f"rubric {rubric.id!r}: over: choose on item {', '.join(told)}; write over: scale (marks "
        "count in proportion to the points) or over: raise (the item is worth its marks)"
    )


class Desk:
    """
    A rubric laid out for grading: the item and the prompt of every answer, and what *checks* see.

    `unreached` is the reason of answers that were not tried to the end: `not_reached`, or
    `budget`.
    """

    def __init__(
        self, rubric: Rubric, templates: Templates, *, checks: Sequence[Check] = CHECKS
    ) -> None:
        if rubric.undecided:
            raise RubricError(_undecided(rubric))
        self.rubric = rubric
        self.unreached = "not_reached"
        # Prompts in another language than the rubric's own tell nothing of the answers'.
        is_turned = rubric.written_in not in {None, rubric.language}
        self._checks = [each for each in checks if not (is_turned and each is off_language)]
        self._templates = templates
        self._prompts: dict[tuple[str, str], Prompt] = {}

    def item(self, answer: Answer) -> Item:
        """The item *answer* is to."""
        return self.rubric.item(answer.item_id, answer.question)

    def prompt(self, answer: Answer) -> Prompt:
        """The prompt of that item, rendered once."""
        name = (answer.item_id, answer.question)
        made = self._prompts.get(name)
        if made is None:
            if len(self._prompts) >= _MOST_PROMPTS:
                self._prompts.clear()
            made = render_prompt(self.item(answer), self.rubric, self._templates)
            self._prompts[name] = made
        return made

    def settle_early(self, answer: Answer) -> Score | None:
        """The score of an answer that needs no judge; None for one that does."""
        item = self.item(answer)
        if answer.contested:
            detail = f"{answer.place}, {answer.contested}"
            return settle_unrated(answer, item, "held", "duplicate", detail)
        found = gate(answer.text, item.text.of(self.rubric.language))
        return settle_unrated(answer, item, found.status, found.reason) if found else None

    def lines(self, answer: Answer) -> tuple[Line, ...]:
        """What a judge sees of *answer*: numbered, its private data replaced."""
        return numbered(answer.text or "", answer.redactions)

    def observations(self, answer: Answer) -> tuple[Observation, ...]:
        """What our own checks see in the text of *answer*."""
        item, language = self.item(answer), self.rubric.language
        return tuple(seen for check in self._checks for seen in check(answer, item, language))

    def task(self, answer: Answer, identity: str) -> Task:
        """What there is to ask about *answer*, under the key it is stored by."""
        prompt, lines = self.prompt(answer), self.lines(answer)
        key = key_of(identity, prompt, lines)
        return Task(key=key, prompt=prompt, answer=answer, lines=lines)

    def score(self, answer: Answer, outcome: Outcome | None) -> Score:
        """What stands for *answer*, given how the conversation about its key ended."""
        item = self.item(answer)
        if outcome is None:
            return settle_unrated(answer, item, "unscored", self.unreached)
        if outcome.is_usable:
            # Evidence is looked for anew in each row: equal keys can be written differently.
            prompt, lines = self.prompt(answer), self.lines(answer)
            reading = read_reply(
                outcome.text, prompt, answer.text or "", lines, rater=outcome.rater
            )
            if reading.rating is not None:
                text, rating = answer.text or "", reading.rating
                seen = (*self.observations(answer), *grounds(item, rating, text))
                return settle_rating(answer, item, reading.rating, seen)
            outcome = replace(outcome, reason="invalid", detail="the stored reply is no rating")
        reason = self.unreached if outcome.reason == "not_reached" else outcome.reason
        seen = self.observations(answer)
        return settle_unrated(answer, item, "unscored", reason, outcome.detail, seen=seen)
