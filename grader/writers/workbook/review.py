"""The sheet for a person: what is open or flagged, with room for a person's marks."""

from collections.abc import Iterator
from decimal import Decimal

from ...core.report import decimal
from ...records import Criterion, Item, Language, Mark, Person, Rubric, Score
from ..page import Page
from ..views.seen import seen_lines, untold_flags
from .book import Book
from .table import Cell, Column, Table
from .wording import OPEN, ends_of, question_of, quotes_of, why_of

# Tells of the item, not of the answer: it would bring everyone here.
_OF_THE_ITEM = {"proposed_criteria"}


class ReviewSheet:
    """
    A row per criterion of each answer that is held, unscored or flagged.

    The columns `candidate_id, item_id, criterion_id, points, reviewer, reason` are those by
    which people's marks are read back; the other ones are there to be looked at.
    """

    def __init__(self, book: Book, language: Language, rubric: Rubric) -> None:
        self.about = book.words("book_about_review")
        self._words, self._language = book.words, language
        self._critical = {each.id: each.description.of(language) for each in rubric.critical}
        steps = [len(each.steps) for item in rubric.items for each in item.criteria]
        self._most_steps = max([*steps, *(len(each.steps) for each in rubric.criteria)], default=1)
        self._table = Table(
            book, book.words("book_review"), self._columns(), frozen=3, group=2, has_codes=True,
            told=(book.words("book_told_review"), book.words("book_told_review_how")),
        )  # fmt: skip

    @property
    def names(self) -> list[str]:
        """The sheets it takes."""
        return self._table.names

    def _columns(self) -> list[Column]:
        words, keep = self._words, self._keep
        allowed = [f"allowed_{n}" for n in range(1, self._most_steps + 1)]
        return [
            Column(id="candidate_id", label=keep("candidate"), width=12, kind="id"),
            Column(id="item_id", label=keep("book_item"), width=10, kind="id"),
            Column(id="criterion_id", label=keep("book_criterion_id"), width=12, kind="id"),
            Column(id="status", label=words("book_status"), width=11, kind="text"),
            Column(id="why", label=words("book_why"), width=22, kind="text"),
            Column(id="item_text", label=words("book_question"), width=20, kind="text"),
            Column(id="answer_text", label=words("answer_text"), width=48, kind="text"),
            Column(id="criterion", label=words("criterion"), width=28, kind="text"),
            Column(id="evidence", label=words("book_evidence"), width=26, kind="text"),
            Column(id="rationale", label=words("book_rationale"), width=26, kind="text"),
            Column(id="judged", label=words("book_machine"), width=8),
            Column(id="low", label=words("book_low"), width=7),
            Column(id="high", label=words("book_high"), width=7),
            *(
                Column(id=name, label=words("book_allowed", n=n), width=7)
                for n, name in enumerate(allowed, start=1)
            ),
            Column(
                id="points", label=words("book_entry_points"), width=9, kind="entry",
                among=(allowed[0], allowed[-1]),
            ),
            Column(id="reviewer", label=words("book_entry_reviewer"), width=11, kind="entry"),
            Column(id="reason", label=words("book_entry_reason"), width=26, kind="entry"),
        ]  # fmt: skip

    def _keep(self, label: str) -> str:
        return self._words("book_keep", label=self._words(label))

    def add(self, person: Person) -> None:
        """Rows for those of *person*'s answers that somebody must look at."""
        for item, score in person.scored:
            if score.status in OPEN or set(score.flags) - _OF_THE_ITEM:
                self._add(item, score)

    def _add(self, item: Item, score: Score) -> None:
        marks = score.rating.marks if score.rating else (None,) * len(item.criteria)
        why = "\n".join(self._why(score))
        for number, (criterion, mark) in enumerate(zip(item.criteria, marks, strict=True)):
            row = self._row(item, score, criterion, mark)
            # What concerns the whole answer stands once: repeated, it would hide the marks.
            if not number:
                row[4:7] = [why, question_of(item, self._language), score.answer.text]
            self._table.add(row)

    def _why(self, score: Score) -> Iterator[str]:
        words = self._words
        yield from filter(None, (why_of(score, words), *untold_flags(score, words)))
        yield from seen_lines(score, words)
        for finding in score.rating.critical if score.rating else ():
            quote = finding.evidence[0].quote if finding.evidence else finding.quote
            told = self._critical.get(finding.critical_id, finding.critical_id)
            yield words("fact", name=told, value=words("book_quote", text=quote))

    def _row(self, item: Item, score: Score, criterion: Criterion, mark: Mark | None) -> list[Cell]:
        words = self._words
        low, high = ends_of(item, criterion, mark)
        steps = [_exact(item.worth(criterion, level)) for level in range(len(criterion.steps))]
        return [
            score.candidate_id,
            item.id,
            criterion.id,
            words.name("status", score.status),
            *[None] * 3,
            criterion.description.of(self._language),
            quotes_of(criterion, mark, words) if mark else None,
            mark.rationale if mark else None,
            mark.points if mark else None,
            low,
            high,
            *steps,
            *[None] * (self._most_steps - len(steps)),
            *[None] * 3,
        ]

    def finish(self, _page: Page) -> None:
        """End the sheet."""
        self._table.finish()


def _exact(points: Decimal) -> Decimal:
    """As the tables write it, so that what is entered by the list is what is read back."""
    return Decimal(decimal(points))
