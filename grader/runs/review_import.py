"""People's marks taken from a filled-in sheet into the log, and the reports written again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.people_marks import answer_hash, item_hash
from ..core.review_rows import Given, Marking
from ..errors import InputError, MarksError
from ..message import Message
from ..records import (
    GivenPoints,
    Head,
    Language,
    MarkKind,
    PersonMark,
    RowProblem,
    Run,
)
from .kept import now
from .marks_read import AnswerFinder, read_marks
from .opened import OpenRun, opened
from .reports import rewrite
from .reviews import draw_of
from .sheets import note_sheet

_MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """
    What one file brought: `added` marks of `rows` with points, and what was left out.

    `known` marks were in the log already, `outdated` ones too, and the same person has given
    others since; `problems` are rows that could not be used.
    """

    run: Run
    rows: int
    added: int
    known: int
    outdated: int
    problems: Sequence[RowProblem]
    head: Head
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksFile:
    """A filled-in sheet; the marks of `adjudicator` in it settle what reviewers leave open."""

    path: Path
    sheet: str = ""
    adjudicator: str = ""
    skip_bad_rows: bool = False


def import_marks(
    folder: Path,
    file: MarksFile,
    *,
    labels_language: Language | None = None,
    note: Callable[[str], None] = lambda _: None,
) -> Taken:
    """
    Take the marks of *file* into the log of the run in *folder*, and write its reports again.

    Raises:
        InputError: there is no run in it, or the file or rows of it cannot be used; nothing was
            taken.
        StoreError: the files of the run cannot be read or written.
    """
    with opened(folder) as at:
        at.desk.unreached = at.run.unreached
        rows, problems = read_marks(file.path, note, sheet=file.sheet)
        marking = Marking(find=AnswerFinder(at, rows).find, problems=problems)
        given = marking.given(rows)
        problems += _wrong_adjudications(given, file.adjudicator, file.path)
        if problems and not file.skip_bad_rows:
            raise MarksError([each.message for each in problems[:_MOST_PROBLEMS]], len(problems))
        sifted = _Sifted(at, file.adjudicator)
        sifted.add(given, problems)
        head = at.journal.reviews.head()
        if sifted.new:
            head = at.journal.reviews.append(sifted.new, now())
        note_sheet(file.path, at.journal)
        run = rewrite(at, labels_language=labels_language, note=note)
        return Taken(
            run=run,
            rows=len(rows),
            added=sum(len(each.given) for each in sifted.new),
            known=sifted.known,
            outdated=sifted.outdated,
            problems=problems,
            head=head,
            language=labels_language or at.language,
        )


def _wrong_adjudications(
    given: Sequence[Given], adjudicator: str, path: Path
) -> Iterator[RowProblem]:
    """What an adjudicator cannot settle, having been one of those who differ."""
    if adjudicator and adjudicator not in {each.reviewer for each in given}:
        raise InputError(
            "{path}: no mark by {name!r}, who is to settle where reviewers differ; write the name "
            "in the column of the reviewer",
            path=path,
            name=adjudicator,
        )
    for each in given:
        own = [seen for seen in each.score.people if seen.mark.reviewer == adjudicator]
        if each.reviewer == adjudicator and any(
            seen.mark.kind == "mark" and seen.state != "stale" for seen in own
        ):
            yield RowProblem(
                place=each.place,
                problem=Message(
                    "{name} has marked this answer as a reviewer; let somebody else settle it",
                    name=adjudicator,
                ),
                candidate_id=each.score.candidate_id,
                item_id=each.item.id,
            )


class _Sifted:
    """What is new among marks, and how many are not."""

    def __init__(self, at: OpenRun, adjudicator: str) -> None:
        self.new: list[PersonMark] = []
        self.known = 0
        self.outdated = 0
        self._draw = draw_of(at.journal)
        self._adjudicator = adjudicator

    def add(self, given: Sequence[Given], problems: Sequence[RowProblem]) -> None:
        """Take those of *given* that are new, and not among the *problems*."""
        refused = {(each.candidate_id, each.item_id, each.place) for each in problems}
        for each in given:
            if (each.score.candidate_id, each.item.id, each.place) not in refused:
                self._add(each)

    def _add(self, each: Given) -> None:
        kind: MarkKind = "adjudication" if each.reviewer == self._adjudicator else "mark"
        item, score = each.item, each.score
        bound = item_hash(item), answer_hash(score.answer)
        earlier = [
            seen.given
            for seen in score.people
            if (seen.mark.reviewer, seen.mark.kind) == (each.reviewer, kind)
            and (seen.mark.item_hash, seen.mark.answer_hash) == bound
        ]
        fresh = tuple(given for given in each.given if given not in earlier)
        in_force = _in_force(earlier)
        known = sum(in_force.get(given.criterion_id) == given for given in each.given)
        self.known += known
        self.outdated += len(each.given) - len(fresh) - known
        if fresh:
            self.new.append(
                PersonMark(
                    candidate_id=score.candidate_id,
                    item_id=item.id,
                    reviewer=each.reviewer,
                    given=fresh,
                    item_hash=bound[0],
                    answer_hash=bound[1],
                    kind=kind,
                    is_drawn=bool(self._draw and self._draw.has(score)),
                )
            )


def _in_force(given: Sequence[GivenPoints]) -> dict[str, GivenPoints]:
    """Of what one person *given* in turn, what counts."""
    found: dict[str, GivenPoints] = {}
    for each in given:
        if not each.criterion_id or "" in found:
            found.clear()
        found[each.criterion_id] = each
    return found
