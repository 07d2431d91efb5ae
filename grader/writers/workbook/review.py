"""The sheet for a person: what is open or flagged, with room for a person's marks."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...core.report import decimal
from ...records import Criterion, Item, Language, Mark, Person, Rubric, Score
from ..page import Page
from ..views.seen import seen_lines, untold_flags
from ..views.wording import points
from .book import Book
from .table import Cell, Column, Table
from .wording import OPEN, ends_of, level_text, question_of, quotes_of, why_of

# Tells of the item, not of the answer: it would bring everyone here.
_OF_THE_ITEM = {"proposed_criteria"}
_NOT_BLIND = {"status", "why", "evidence", "rationale", "judged", "low", "high"}


class ReviewSheet:
    """
    A row per criterion of each answer that is held, unscored or flagged.

    The columns `candidate_id, item_id, criterion_id, points, reviewer, reason` are those by
    which people's marks are read back; the other ones are there to be looked at. For a second
    marker (*is_blind*) those are left out that tell what machines or other people gave. Where it
    is known who is to fill it in, the name of that *reviewer* is there already.
    """

    def __init__(
        self,
        book: Book,
        language: Language,
        rubric: Rubric,
        *,
        is_blind: bool = False,
        reviewer: str = "",
    ) -> None:
        self._reviewer = reviewer or None
        self.about = book.words("book_about_review")
        self._words, self._language = book.words, language
        self._critical = {each.id: each.description.of(language) for each in rubric.critical}
        steps = [len(each.steps) for item in rubric.items for each in item.criteria]
        self._most_steps = max([*steps, *(len(each.steps) for each in rubric.criteria)], default=1)
        told = "book_told_blind" if is_blind else "book_told_review"
        columns = [each for each in self._columns() if not (is_blind and each.id in _NOT_BLIND)]
        self._ids = [each.id for each in columns]
        self._table = Table(
            book, book.words("book_review"), columns, frozen=3, group=2, has_codes=True,
            told=(book.words(told), book.words("book_told_review_how")),
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
            Column(id="levels", label=words("book_levels"), width=26, kind="text"),
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
            is_flagged = bool(set(score.flags) - _OF_THE_ITEM)
            if score.status in OPEN or (is_flagged and not score.is_settled_by_people):
                self.add_answer(item, score)

    def add_answer(self, item: Item, score: Score, why: str = "") -> None:
        """Rows for one answer, whatever is to be seen in it; *why* is told first."""
        rating = score.of_machine.rating
        marks = rating.marks if rating else (None,) * len(item.criteria)
        for number, (criterion, mark) in enumerate(zip(item.criteria, marks, strict=True)):
            row = self._row(item, score, criterion, mark)
            # What concerns the whole answer stands once: repeated, it would hide the marks.
            if not number:
                told = filter(None, (why, *self._why(score)))
                row["why"] = "\n".join(dict.fromkeys(told))
                row["item_text"] = question_of(item, self._language)
                row["answer_text"] = score.answer.text
            self._table.add([row.get(name) for name in self._ids])

    def _why(self, score: Score) -> Iterator[str]:
        words = self._words
        yield from filter(None, (why_of(score, words), *untold_flags(score, words)))
        yield from seen_lines(score, words)
        rating = score.of_machine.rating
        for finding in rating.critical if rating else ():
            quote = finding.evidence[0].quote if finding.evidence else finding.quote
            told = self._critical.get(finding.critical_id, finding.critical_id)
            yield words("fact", name=told, value=words("book_quote", text=quote))

    def _row(
        self, item: Item, score: Score, criterion: Criterion, mark: Mark | None
    ) -> dict[str, Cell]:
        words = self._words
        low, high = ends_of(item, criterion, mark)
        steps = [_exact(item.worth(criterion, level)) for level in range(len(criterion.steps))]
        why = [mark.rationale] if mark else []
        return {
            "candidate_id": score.candidate_id,
            "item_id": item.id,
            "criterion_id": criterion.id,
            "status": words.name("status", score.status),
            "criterion": criterion.description.of(self._language),
            "levels": "\n".join(self._levels(criterion, steps)),
            "evidence": quotes_of(criterion, mark, words) if mark else None,
            "rationale": "\n".join([*why, *self._differing(score, criterion)]),
            "judged": mark.points if mark else None,
            "low": low,
            "high": high,
            "reviewer": self._reviewer,
            **{f"allowed_{n}": points for n, points in enumerate(steps, start=1)},
        }

    def _levels(self, criterion: Criterion, steps: Sequence[Decimal]) -> Iterator[str]:
        for level, worth in enumerate(steps):
            told = level_text(criterion, level, self._language, self._words)
            yield self._words("fact", name=points(worth), value=told)

    def _differing(self, score: Score, criterion: Criterion) -> Iterator[str]:
        """What people gave who differ, for the one who is to settle it."""
        for each in score.people:
            if each.state == "disputed" and each.given.criterion_id in {"", criterion.id}:
                name, got = each.mark.reviewer, points(each.given.points)
                label = "person_gave" if each.given.criterion_id else "person_gave_whole"
                yield self._words(label, name=name, points=got, reason=each.given.reason)

    def finish(self, _page: Page) -> None:
        """End the sheet."""
        self.end()

    def end(self) -> None:
        """End the sheet; nothing that the end of a run tells stands on it."""
        self._table.finish()


def _exact(points: Decimal) -> Decimal:
    """As the tables write it, so that what is entered by the list is what is read back."""
    return Decimal(decimal(points))
