"""Person, item, criterion: every mark with the words it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...core.report import percent
from ...records import Criterion, DimensionSum, Evidence, Item, Mark, Person, Rating, Score
from ..page import Page
from .marked import Piece, Span, pieces
from .people import below_told, in_order, no_part
from .placing import person_place
from .reviewed import PersonRow, person_rows, who_decides
from .seen import SeenRow, seen_rows, seen_spans
from .wording import Words, between, points, share_of

# A longer quote is cut in the table of criteria; all of it is marked in the answer.
_LONGEST_QUOTE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of the answer; `note` says how they were found or cut, empty where as written."""

    text: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """One criterion as rated; `open_why` says why a person is needed, else empty."""

    number: str
    anchor: str
    dimension: str
    description: str
    level: str
    level_text: str
    points: str
    quotes: tuple[Quote, ...]
    whole: bool
    rationale: str
    open_why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """Words that need a person whatever the points."""

    label: str
    anchor: str
    description: str
    quote: str
    is_located: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBlock:
    """
    One answer; `pieces` is empty where nothing was written.

    `criteria`, and all that comes from a rating, is the machine's; `people` is what people gave
    beside it, and `decides` says which of them counts.
    """

    anchor: str
    item_id: str
    question: str
    status: str
    status_text: str
    is_open: bool
    points: str
    why: str
    detail: str
    notes: tuple[str, ...]
    rule: str
    flags: tuple[str, ...]
    rater: str
    pieces: tuple[Piece, ...]
    seen: tuple[SeenRow, ...]
    criteria: tuple[CriterionRow, ...]
    people: tuple[PersonRow, ...]
    decides: str
    findings: tuple[FindingRow, ...]
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    A person's points in one dimension, in words and as a bar.

    `length` is the share of its points, 0 to 100; None while it is open.
    """

    code: str
    name: str
    told: str
    length: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonBlock:
    """One person's section; `below` are the minima out of reach, in words."""

    anchor: str
    candidate_id: str
    is_open: bool
    points: str
    percent: str
    place: str
    answered: str
    dimensions: tuple[Part, ...]
    answers: tuple[AnswerBlock, ...]
    below: tuple[str, ...] = ()


def person_blocks(page: Page, words: Words) -> Iterator[PersonBlock]:
    """A section for everyone whose answers are at hand, in the order of the table."""
    for anchor, person in in_order(page):
        if person.scored:
            yield person_block(anchor, person, words)


def person_block(anchor: str, person: Person, words: Words) -> PersonBlock:
    """The section of *person*, at *anchor*."""
    total = person.total
    share = percent(total.total, total.max_total)
    return PersonBlock(
        anchor=anchor,
        candidate_id=total.candidate_id,
        is_open=total.needs_person,
        points=words(
            "points_of", points=between(total.low, total.high), of=points(total.max_total)
        ),
        percent=f"{share}%" if share else "",
        place=person_place(person, words),
        answered=words("answered_of", n=total.answered, of=total.asked),
        dimensions=tuple(
            _part(name, part, words, no_part(total, words))
            for name, part in total.by_dimension.items()
        ),
        answers=tuple(
            _Answer(f"{anchor}-{number}", item, score, words).block()
            for number, (item, score) in enumerate(person.scored, start=1)
        ),
        below=tuple(below_told(total, words)),
    )


def _part(code: str, part: DimensionSum, words: Words, none: str) -> Part:
    got = none if part.points is None else points(part.points)
    of, share = points(part.max_points), share_of(part.points, part.max_points)
    told = words.number("on_criteria", part.criteria, points=got, of=of)
    return Part(code=code, name=words.dimension(code), told=told, length=share)


class _Answer:
    """One answer on its way to a block."""

    def __init__(self, anchor: str, item: Item, score: Score, words: Words) -> None:
        self._anchor = anchor
        self._item = item
        self._score = score
        self._words = words
        self._language = words.language

    def block(self) -> AnswerBlock:
        """The block of this answer."""
        score, words, item = self._score, self._words, self._item
        rating = score.of_machine.rating
        is_pending = score.status in ("held", "unscored")
        text = score.answer.text or ""
        return AnswerBlock(
            anchor=self._anchor,
            item_id=item.id,
            question=item.text.of(self._language),
            status=score.status,
            status_text=words("settled_by_people")
            if score.is_settled_by_people
            else words.name("status", score.status),
            is_open=is_pending,
            points=self._points(),
            why=words.name("reason", score.reason) if score.reason else "",
            detail=words.detail(score),
            notes=tuple(self._notes()),
            rule=self._rule(),
            flags=words.flags(score),
            rater=words.rater(score.of_machine.rater) if score.of_machine.rater else "",
            pieces=pieces(text, self._spans(rating)) if text else (),
            seen=seen_rows(score, self._anchor, words),
            criteria=tuple(self._criteria(rating)) if rating else (),
            people=person_rows(item, score, words),
            decides=who_decides(score, words),
            findings=tuple(self._findings(rating)) if rating else (),
            strengths=rating.strengths if rating else (),
            improvements=rating.improvements if rating else (),
        )

    def _points(self) -> str:
        score = self._score
        got = between(score.points_low, score.points_high)
        return self._words("points_of", points=got, of=points(score.max_points))

    def _notes(self) -> Iterator[str]:
        """What the status means for the points."""
        words, score = self._words, self._score
        if score.status in ("held", "unscored"):
            ends = {"low": points(score.points_low), "high": points(score.points_high)}
            same = ends["low"] == ends["high"]
            yield words("note_one" if same else "note_range", **ends)
        elif score.status in ("gated", "not_answered"):
            yield words(f"note_{score.status}", points=points(score.points_low))

    def _rule(self) -> str:
        """How the criteria's own marks became the item's points, where they do not add up."""
        item = self._item
        if not item.over:
            return ""
        told = {"marks": points(item.marks), "points": points(item.points)}
        return self._words(f"note_over_{item.over}", **told)

    def _spans(self, rating: Rating | None) -> list[Span]:
        seen = list(seen_spans(self._score.observations, self._anchor))
        if rating is None:
            return seen
        found = [
            Span(each.start, each.end, str(number), f"{self._anchor}-{number}")
            for number, mark in enumerate(rating.marks, start=1)
            for each in mark.evidence
        ]
        return (
            found
            + seen
            + [
                Span(each.start, each.end, _letter(number), f"{self._anchor}-{_letter(number)}")
                for number, finding in enumerate(rating.critical)
                for each in finding.evidence
            ]
        )

    def _criteria(self, rating: Rating) -> Iterator[CriterionRow]:
        pairs = zip(self._item.criteria, rating.marks, strict=True)
        for number, (criterion, mark) in enumerate(pairs, start=1):
            yield self._criterion(number, criterion, mark)

    def _criterion(self, number: int, criterion: Criterion, mark: Mark) -> CriterionRow:
        words = self._words
        top = len(criterion.steps) - 1
        label, name = criterion.label.of(self._language), words.dimension(criterion.dimension)
        got = between(mark.lowest if mark.lacks_evidence else mark.points, mark.points)
        return CriterionRow(
            number=str(number),
            anchor=f"{self._anchor}-{number}",
            dimension=words("labelled", dimension=name, label=label) if label else name,
            description=criterion.description.of(self._language),
            level=words("level_of", level=mark.level, top=top),
            level_text=self._level_text(criterion, mark.level),
            points=words("of", points=got, of=points(mark.max_points)),
            quotes=tuple(self._quote(each) for each in mark.evidence),
            whole=criterion.evidence == "whole" and bool(mark.level) and not mark.evidence,
            rationale=mark.rationale,
            open_why=self._open_why(mark)
            if mark.lacks_evidence and not self._score.is_settled_by_people
            else "",
        )

    def _level_text(self, criterion: Criterion, level: int) -> str:
        if criterion.levels:
            return criterion.levels[level].description.of(self._language)
        return self._words(f"level_{level}")

    def _open_why(self, mark: Mark) -> str:
        label = "quotes_others" if mark.quotes_others else "lacks_evidence"
        return self._words(label, range=between(mark.lowest, mark.points))

    def _quote(self, evidence: Evidence) -> Quote:
        note = "" if evidence.kind == "exact" else self._words.name("evidence", evidence.kind)
        if len(evidence.quote) <= _LONGEST_QUOTE:
            return Quote(text=evidence.quote, note=note)
        half = _LONGEST_QUOTE // 2
        notes = [*([note] if note else []), self._words("quote_cut")]
        text = f"{evidence.quote[:half]} … {evidence.quote[-half:]}"
        return Quote(text=text, note=self._words("semicolon").join(notes))

    def _findings(self, rating: Rating) -> Iterator[FindingRow]:
        for number, finding in enumerate(rating.critical):
            yield FindingRow(
                label=_letter(number),
                anchor=f"{self._anchor}-{_letter(number)}",
                description=self._words.critical(finding.critical_id),
                quote=finding.evidence[0].quote if finding.evidence else finding.quote,
                is_located=bool(finding.evidence),
            )


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"Z{number - 24}"
