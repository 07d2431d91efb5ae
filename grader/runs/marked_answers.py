"""Answers that people have marked: from a sheet with their texts, or from a review log."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..core.adjudicate import settle_unrated
from ..core.arrange.named import names_in
from ..core.people_marks import answer_hash, item_hash, settle_people
from ..core.redact import Names, redactions
from ..core.review_rows import Given
from ..errors import InputError
from ..records import (
    Answer,
    Edit,
    GivenPoints,
    Item,
    MarkedAnswer,
    PersonMark,
    Redaction,
    Rubric,
    Score,
    level_of,
)
from ..stores.intake import Intake
from ..stores.journal import Journal
from ..text import merged
from .marked_sheet import read_marked_sheet
from .opened import opened
from .reviews import marks_in

REVIEW = "review"
# No two levels are further apart.
_ANY = 10_000
# A shorter id would be found in words and numbers that are nobody's.
_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """
    The answers of `source` that people marked, by item.

    Of what they marked, `unclear` answers were left out, because reviewers differ, scoring points
    were passed over, or the item or text is another one since.
    """

    source: str
    by_item: Mapping[str, Sequence[MarkedAnswer]]
    unclear: int = 0


@dataclass(slots=True)
class _Gathered:
    rubric: Rubric
    redact: bool
    takes_middle: bool = False
    by_item: dict[str, list[MarkedAnswer]] = field(default_factory=dict)
    unclear: int = 0

    def add(
        self, answer: Answer, item: Item, marks: Sequence[PersonMark], names: Iterable[str]
    ) -> None:
        """Take *answer* in, where its *marks* leave nothing open."""
        base = settle_unrated(answer, item, "unscored")
        tolerance = _ANY if self.takes_middle else self.rubric.adjudication.people_tolerance
        said = [_by_criterion(item, each) for each in marks]
        if self.takes_middle:
            said = _with_one_whole(said)
        score = settle_people(item, base, said, tolerance=tolerance)
        if score.points is None:
            self.unclear += 1
            return
        self._take(answer, item, score, marks, names)

    def _take(
        self, answer: Answer, item: Item, score: Score, marks: Sequence[PersonMark],
        names: Iterable[str],
    ) -> None:  # fmt: skip
        rated = score.rating.marks if score.rating else ()
        known = Names([*names, *(each.reviewer for each in marks)])
        made = MarkedAnswer(
            answer=self._private(answer, known),
            points=score.points or Decimal(0),
            levels=tuple((each.criterion_id, each.level) for each in rated),
            reasons=tuple(
                (each.criterion_id, self._said(each.rationale, answer.candidate_id, known))
                for each in rated
                if each.rationale
            ),
        )
        self.by_item.setdefault(item.id, []).append(made)

    def _private(self, answer: Answer, names: Names) -> Answer:
        text, own = answer.text or "", _ids_in(answer.text or "", answer.candidate_id)
        if not self.redact:
            return replace(answer, redactions=tuple(own))
        found = answer.redactions or redactions(text, names, self.rubric.language)
        edits = merged([*own], found)
        return replace(
            answer, redactions=tuple(Redaction(each.start, each.end, each.put) for each in edits)
        )

    def _said(self, reason: str, candidate_id: str, names: Names) -> str:
        """A reviewer's reason without anybody's name, number or id."""
        edits: Sequence[Edit] = _ids_in(reason, candidate_id)
        if self.redact:
            edits = merged(edits, redactions(reason, names, self.rubric.language))
        parts, last = [], 0
        for each in edits:
            parts += [reason[last : each.start], each.put]
            last = each.end
        return "".join([*parts, reason[last:]])


def find_marked(
    source: str,
    rubric: Rubric,
    intake: Intake,
    *,
    journal: Path,
    redact: bool,
    takes_middle: bool = False,
    note: Callable[[str], None] = lambda _: None,
) -> Marked:
    """
    What people gave to answers, in *source*: a sheet of marks, the folder of a run, or `review`.

    `review` is the log in *journal*, of the answers in *intake*. A sheet tells the answers' texts
    or has them from the intake. Where people differ, the lower middle counts if it *takes_middle*;
    else such answers are left out.

    Raises:
        InputError: it cannot be read, rows of it cannot be used, or nobody marked anything.
        StoreError: a journal cannot be read.
    """
    gathered = _Gathered(rubric, redact, takes_middle=takes_middle)
    if source == REVIEW:
        if journal.is_file():
            with closing(Journal(journal)) as log:
                _from_log(gathered, rubric, intake, log)
    elif Path(source).is_dir():
        with opened(Path(source)) as at:
            _from_log(gathered, rubric, at.intake, at.journal)
    else:
        sheet = read_marked_sheet(Path(source), rubric, intake, note)
        for (answer, item), given in sheet.answers():
            gathered.add(answer, item, [_mark(each) for each in given], sheet.names)
    if not gathered.by_item:
        raise InputError(
            "{source}: no answer in it that people marked on every scoring point and agree about; "
            "mark some first (grader review)",
            source=source,
        )
    return Marked(source=source, by_item=gathered.by_item, unclear=gathered.unclear)


def _from_log(gathered: _Gathered, rubric: Rubric, intake: Intake, journal: Journal) -> None:
    marks = marks_in(journal)
    if marks is None:
        return
    known = {each.id for each in rubric.items}
    for block in intake.candidates():
        given = marks([candidate_id for candidate_id, _ in block])
        for candidate_id, answers in block:
            for staged in answers:
                answer = staged.answer
                said = given.get((candidate_id, answer.item_id), ())
                if said and answer.text and (rubric.is_open or answer.item_id in known):
                    item = rubric.item(answer.item_id, answer.question)
                    gathered.add(answer, item, said, names_in({"candidate_id": candidate_id}))


def _mark(given: Given) -> PersonMark:
    return PersonMark(
        candidate_id=given.score.candidate_id,
        item_id=given.item.id,
        reviewer=given.reviewer,
        given=given.given,
        item_hash=item_hash(given.item),
        answer_hash=answer_hash(given.score.answer),
    )


def _by_criterion(item: Item, mark: PersonMark) -> PersonMark:
    """Of an item with one scoring point, points of the whole are points of that one."""
    if len(item.criteria) > 1:
        return mark
    [only] = item.criteria
    given = tuple(
        each
        if each.criterion_id or level_of(item, only, each.points) is None
        else GivenPoints(criterion_id=only.id, points=each.points, reason=each.reason)
        for each in mark.given
    )
    return replace(mark, given=given)


def _with_one_whole(marks: list[PersonMark]) -> list[PersonMark]:
    """*marks*; of points for the whole item, where there is nothing else, the lower middle."""
    wholes = sorted((each for each in marks if not each.given[-1].criterion_id),
                    key=lambda each: each.given[-1].points)  # fmt: skip
    if not wholes or len(wholes) < len(marks):
        return [each for each in marks if each not in wholes] or marks
    return [wholes[(len(wholes) - 1) // 2]]


def _ids_in(text: str, candidate_id: str) -> list[Redaction]:
    """Where *text* names its own candidate by id."""
    if len(candidate_id) < _SHORTEST_ID:
        return []
    return list(_found(text, candidate_id))


def _found(text: str, sought: str) -> Iterator[Redaction]:
    at = text.find(sought)
    while at >= 0:
        yield Redaction(at, at + len(sought), "[…]")
        at = text.find(sought, at + len(sought))
