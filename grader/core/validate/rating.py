"""A reply read as a rating of one answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...records import Criterion, Evidence, Finding, Item, Line, Mark, Problem, Prompt, Rating
from .form import MarkForm, QuoteForm, ReplyForm, read_form
from .locate import Haystack

_MOST_REMARKS = 3
_MOST_TOLD = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    What a reply says.

    `rating` is None where the reply cannot be used, or was asked for something else than a
    rating and `is_other` says that it is that. `problems` is what a judge could mend: with a
    rating, they are quotes that were not found.
    """

    rating: Rating | None
    problems: tuple[Problem, ...] = ()
    is_other: bool = False

    @property
    def is_usable(self) -> bool:
        """True where the reply can be kept as the outcome."""
        return self.rating is not None or self.is_other


def read_reply(
    text: str, prompt: Prompt, answer: str, lines: Sequence[Line], *, rater: str = ""
) -> Reading:
    """
    *text* as a rating of *answer* on the criteria of the item in *prompt*.

    Levels become points here; nothing the judge says of points or totals is used. A level is
    kept as judged even where its quote is not found: the mark then `lacks_evidence`.
    """
    item = prompt.item
    form = read_form(text)
    if isinstance(form, list):
        return Reading(rating=None, problems=tuple(form))
    problems = _mismatches(form, prompt)
    if problems:
        return Reading(rating=None, problems=tuple(problems))
    hay = Haystack(answer, lines)
    marks = []
    for criterion in item.criteria:
        mark, unfound = _mark(form.criteria[criterion.id], criterion, item, hay)
        marks.append(mark)
        problems += unfound
    rating = Rating(
        rater=rater,
        marks=tuple(marks),
        critical=tuple(_finding(each.id, each, hay) for each in form.critical),
        strengths=_remarks(form.strengths),
        improvements=_remarks(form.improvements),
        addresses_grader=form.addresses_grader,
    )
    return Reading(rating=rating, problems=tuple(problems))


def _mismatches(form: ReplyForm, prompt: Prompt) -> list[Problem]:
    wanted = {criterion.id: criterion for criterion in prompt.item.criteria}
    problems = [Problem("missing", f"criteria.{name}") for name in wanted.keys() - form.criteria]
    problems += [
        Problem("form", f"criteria.{name[:_MOST_TOLD]}", "no such criterion")
        for name in form.criteria.keys() - wanted.keys()
    ]
    for name, mark in form.criteria.items():
        if name in wanted and not 0 <= mark.level < len(wanted[name].steps):
            problems.append(Problem("level", f"criteria.{name}", str(mark.level)[:_MOST_TOLD]))
    problems += [
        Problem("form", "critical", f"no such finding: {each.id[:_MOST_TOLD]}")
        for each in form.critical
        if each.id not in prompt.critical
    ]
    return sorted(problems, key=str)


def _mark(
    form: MarkForm, criterion: Criterion, item: Item, hay: Haystack
) -> tuple[Mark, list[Problem]]:
    where = f"criteria.{criterion.id}.evidence"
    found, unfound = [], []
    for quote in form.evidence:
        place = hay.find(quote.quote, quote.line)
        if place is None:
            unfound.append(Problem("quote_missing", where, quote.quote[:200]))
        elif place not in found:
            found.append(place)
    lacks = criterion.evidence == "span" and form.level > 0 and not found
    mark = Mark(
        criterion_id=criterion.id,
        level=form.level,
        points=item.worth(criterion, form.level),
        max_points=item.worth(criterion, len(criterion.steps) - 1),
        lowest=item.worth(criterion, 0),
        rationale=form.rationale.strip(),
        evidence=tuple(found),
        lacks_evidence=lacks,
        quotes_others=lacks and any(hay.is_of_others(each.quote) for each in form.evidence),
    )
    if not lacks:
        return mark, []
    return mark, unfound or [Problem("no_quote", where)]


def _finding(name: str, quote: QuoteForm, hay: Haystack) -> Finding:
    place = hay.find(quote.quote, quote.line)
    evidence: tuple[Evidence, ...] = (place,) if place else ()
    return Finding(critical_id=name, quote=quote.quote, evidence=evidence)


def _remarks(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())[:_MOST_REMARKS]
