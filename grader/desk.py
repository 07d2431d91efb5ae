"""A rubric laid out for grading: what is asked of each answer, and what stands of the replies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from .core.adjudicate import (
    SUSPECTED,
    Opinions,
    flagged_spans,
    jurors_differ,
    settle_rating,
    settle_ratings,
    settle_unrated,
)
from .core.alike import near_duplicate
from .core.checks import CHECKS, CONTENT, Check, grounds, off_language
from .core.gate import gate
from .core.people_marks import settle_people
from .core.plan import Panel, key_of
from .core.render import Templates, render_prompt
from .core.second_opinion import with_second
from .core.validate import read_reply
from .errors import RubricError
from .message import Message
from .records import (
    Answer,
    Edit,
    Estimate,
    Item,
    Likeness,
    Line,
    MarkedAnswer,
    Missing,
    Observation,
    Opinion,
    Outcome,
    PersonMark,
    Prompt,
    Rating,
    Rubric,
    Score,
    Task,
)
from .text import fold, merged, numbered

_MOST_PROMPTS = 4096
# A run asks for the same answer before it is sent, and when each of its opinions is settled.
_MOST_SEEN = 256
# With fewer characters left, nothing could be told from a rating of them.
_FEWEST_LEFT = 20
WHOLE = Opinion()
_CUT = Opinion(part="without_flagged")
Anchors = tuple[str | None, ...]
Heard = Mapping[Opinion, Outcome | None]
"""How each opinion that was asked for ended; None where it was not tried to the end."""


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

    *alike* tells how an answer is like those of other candidates, *anchors* are marked answers by
    item, shown in the prompts of all other answers to it, *second* what a small model makes of one.

    `unreached` is the reason of answers that were not tried to the end: `not_reached`, or
    `budget`.
    """

    def __init__(
        self,
        rubric: Rubric,
        templates: Templates,
        *,
        checks: Sequence[Check] = CHECKS,
        alike: Callable[[Answer], Likeness | None] = lambda _: None,
        anchors: Mapping[str, Sequence[MarkedAnswer]] = MappingProxyType({}),
        second: Callable[[Answer], Estimate | None] = lambda _: None,
    ) -> None:
        if rubric.undecided:
            raise RubricError(_undecided(rubric))
        self.rubric = rubric
        self.unreached = "not_reached"
        # Prompts in another language than the rubric's own tell nothing of the answers'.
        is_turned = rubric.written_in not in {None, rubric.language}
        self._checks = [each for each in checks if not (is_turned and each is off_language)]
        self._suspecting = [each for each in self._checks if each not in CONTENT]
        self._alike = alike
        self._anchors, self._second = anchors, second
        self._templates = templates
        self._prompts: dict[tuple[str, str, Anchors], Prompt] = {}
        self._seen: dict[tuple[Check, str | None, str, str], tuple[Observation, ...]] = {}

    def item(self, answer: Answer) -> Item:
        """The item *answer* is to."""
        return self.rubric.item(answer.item_id, answer.question)

    def prompt(self, answer: Answer) -> Prompt:
        """The prompt of that item, rendered once; an answer is never its own anchor."""
        anchors = self._anchors_beside(answer)
        name = (answer.item_id, answer.question, tuple(each.answer.text for each in anchors))
        made = self._prompts.get(name)
        if made is None:
            if len(self._prompts) >= _MOST_PROMPTS:
                self._prompts.clear()
            made = render_prompt(self.item(answer), self.rubric, self._templates, anchors)
            self._prompts[name] = made
        return made

    def _anchors_beside(self, answer: Answer) -> Sequence[MarkedAnswer]:
        """The anchors of its item that are of other candidates, and other texts."""
        anchors = self._anchors.get(answer.item_id, ())
        if not anchors:
            return ()
        said = fold(answer.text or "").text
        return [
            each
            for each in anchors
            if each.answer.candidate_id != answer.candidate_id
            and fold(each.answer.text or "").text != said
        ]

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
        found, like = self._seen_by(self._checks, answer), self._alike(answer)
        return (*found, near_duplicate(like)) if like else found

    def _seen_by(self, checks: Iterable[Check], answer: Answer) -> tuple[Observation, ...]:
        return tuple(each for check in checks for each in self._seen_once(check, answer))

    def _seen_once(self, check: Check, answer: Answer) -> tuple[Observation, ...]:
        """What *check* sees in *answer*, looked for once while it is among the last asked for."""
        name = (check, answer.text, answer.item_id, answer.question)
        seen = self._seen.pop(name, None)
        if seen is None:
            seen = tuple(check(answer, self.item(answer), self.rubric.language))
            if len(self._seen) >= _MOST_SEEN * len(self._checks):
                self._seen.pop(next(iter(self._seen)), None)
        self._seen[name] = seen
        return seen

    def task(self, answer: Answer, identity: str, opinion: Opinion = WHOLE) -> Task:
        """What there is to ask about *answer*, under the key it is stored by."""
        is_whole = opinion.part == "whole"
        lines = self.lines(answer) if is_whole else self._lines_left(answer)
        return self._task(answer, identity, opinion, lines)

    def _task(
        self, answer: Answer, identity: str, opinion: Opinion, lines: tuple[Line, ...]
    ) -> Task:
        prompt = self.prompt(answer)
        key = key_of(identity, prompt, lines, opinion.sample)
        return Task(key=key, prompt=prompt, answer=answer, lines=lines, opinion=opinion)

    def tasks(self, answer: Answer, panel: Panel) -> list[Task]:
        """Every opinion of *answer* that is asked for whatever the others say, the first first."""
        lines, who = self.lines(answer), panel.identities
        tasks = [self._task(answer, who[each.judge], each, lines) for each in panel.opinions]
        if panel.regrades and (cut := self._lines_left(answer)):
            tasks.append(self._task(answer, who[0], _CUT, cut))
        return tasks

    def third_tasks(self, answer: Answer, panel: Panel, heard: Heard) -> list[Task]:
        """The opinions of the third judge, where the first two of *heard* differ."""
        if not jurors_differ(self._opinions(answer, heard), self.rubric.adjudication.tolerance):
            return []
        lines, who = self.lines(answer), panel.identities
        return [self._task(answer, who[each.judge], each, lines) for each in panel.third]

    def _lines_left(self, answer: Answer) -> tuple[Line, ...]:
        """*answer* without the words meant for the grader; nothing where there are none."""
        # Asked of every answer before it is sent: what only tells of its content can wait.
        spans = flagged_spans(self._seen_by(self._suspecting, answer))
        lines = self._lines_without(answer, spans) if spans else ()
        return lines if _says_enough(lines) else ()

    def _lines_without(self, answer: Answer, spans: Sequence[tuple[int, int]]) -> tuple[Line, ...]:
        cut = [Edit(start, end) for start, end in spans]
        return numbered(answer.text or "", merged(cut, answer.redactions))

    def score(self, answer: Answer, heard: Heard) -> Score:
        """What stands for *answer*, given how each opinion that was asked for ended."""
        if not any(heard.values()):
            return settle_unrated(answer, self.item(answer), "unscored", self.unreached)
        score = self._settle(answer, self._opinions(answer, heard))
        tolerance = self.rubric.adjudication.tolerance
        return with_second(score, self.item(answer), self._second(answer), tolerance)

    def _settle(self, answer: Answer, opinions: Opinions) -> Score:
        item, seen = self.item(answer), self._told(self.observations(answer), answer)
        [*_, only] = opinions

        def look(rating: Rating) -> Iterable[Observation]:
            return grounds(item, rating, answer.text or "")

        if len(opinions) > 1:
            tolerance = self.rubric.adjudication.tolerance
            return settle_ratings(answer, item, opinions, seen=seen, look=look, tolerance=tolerance)
        if isinstance(only, Missing):
            return settle_unrated(answer, item, "unscored", only.reason, only.detail, seen=seen)
        return settle_rating(answer, item, only, (*seen, *look(only)))

    def _told(self, seen: tuple[Observation, ...], answer: Answer) -> tuple[Observation, ...]:
        """What was *seen*, and that nothing is left to compare with where that is so."""
        spans = flagged_spans(seen)
        if not spans or _says_enough(self._lines_without(answer, spans)):
            return seen
        told = Message("too little is left without that text to rate it")
        return (*seen, Observation(flag=SUSPECTED, told=told))

    def _opinions(self, answer: Answer, heard: Heard) -> Opinions:
        """What was *heard* of *answer*, read; the lines are those the judges saw."""
        whole = self.lines(answer)
        return [
            self._opinion(
                answer,
                opinion,
                outcome,
                whole if opinion.part == "whole" else self._lines_left(answer),
            )
            for opinion, outcome in sorted(heard.items())
        ]

    def _opinion(
        self, answer: Answer, opinion: Opinion, outcome: Outcome | None, lines: tuple[Line, ...]
    ) -> Rating | Missing:
        if outcome is None:
            return Missing(opinion=opinion, reason=self.unreached)
        if not outcome.is_usable:
            is_late = outcome.reason == "not_reached"
            reason = self.unreached if is_late else outcome.reason
            return Missing(opinion=opinion, reason=reason, detail=outcome.detail)
        # Evidence is looked for anew in each row: equal keys can be written differently.
        reading = read_reply(
            outcome.text, self.prompt(answer), answer.text or "", lines, rater=outcome.rater
        )
        if reading.rating is None:
            detail = Message("the stored reply is no rating")
            return Missing(opinion=opinion, reason="invalid", detail=detail)
        if opinion == WHOLE:
            return reading.rating
        return replace(reading.rating, opinion=opinion)

    def settle_people(self, score: Score, marks: Sequence[PersonMark]) -> Score:
        """What stands instead of *score* when people have given the answer *marks*."""
        tolerance = self.rubric.adjudication.people_tolerance
        return settle_people(self.item(score.answer), score, marks, tolerance=tolerance)


def _says_enough(lines: Iterable[Line]) -> bool:
    """True where *lines* hold as many characters as a rating needs, signs and spaces left out."""
    left = _FEWEST_LEFT
    for line in lines:
        left -= sum(char.isalnum() for char in fold(line.text).text)
        if left <= 0:
            return True
    return False
