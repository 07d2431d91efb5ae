"""The list of answers that need a person, as files to be filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..core.review_queue import Listed, Queue
from ..pipeline import people
from ..records import Language
from ..wiring import made_folder
from ..writers.marking_csv import write_marking_csv
from ..writers.run_json import write_review
from ..writers.workbook.marking import write_marking_book
from .opened import OpenRun, opened
from .reports import look_of
from .reviews import keep_draw, marks_in, review_object, seed_of
from .sheets import check_not_filled, note_sheet
from .written import note_again


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """
    What one review lists: `doubtful` answers in all, of which `left_out` found no room.

    `drawn` were chosen by chance with `seed`, a `share` of the unflagged ones; some of them may
    be marked already. `language` is that of the labels.
    """

    listed: Sequence[Listed]
    doubtful: int
    left_out: int
    drawn: int
    seed: str
    share: Decimal
    files: tuple[Path, ...]
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What list is wanted: with which `share` of the unflagged answers, and in which folder.

    `is_blind` is for a second marker: nothing of what machines or others gave is shown, and the
    order is chance's.
    """

    share: Decimal
    is_blind: bool = False
    out: Path | None = None
    language: Language | None = None


def list_review(folder: Path, wanted: Wanted) -> ReviewList:
    """
    List what needs a person in the run of *folder*, and write the sheets to mark it in.

    Raises:
        InputError: there is no run in it, or a sheet there was filled in and not taken in.
        StoreError: its files cannot be read or written.
    """
    with opened(folder) as at:
        # Everything that can be refused is, before seed, share and draw are kept.
        sheets = _sheets(at, wanted)
        at.desk.unreached = at.run.unreached
        seed = seed_of(at.journal)
        queue = Queue(seed, wanted.share, is_blind=wanted.is_blind)
        for person in people(at.intake, at.desk, at.journal, marks=marks_in(at.journal)):
            queue.add(person)
        drawn = keep_draw(at.journal, wanted.share, queue)
        write_review(folder / "run.json", review_object(at.journal))
        note_again(folder / "run.json", at.intake)
        listed = queue.listed()
        return ReviewList(
            listed=listed,
            doubtful=queue.doubtful,
            left_out=queue.left_out,
            drawn=drawn,
            seed=seed,
            share=wanted.share,
            files=_write(at, wanted, listed, sheets),
            language=wanted.language or at.language,
        )


def _sheets(at: OpenRun, wanted: Wanted) -> tuple[Path, Path]:
    """Where the workbook and the table go; refused where marks would be lost there."""
    place = wanted.out or at.folder
    made_folder(place)
    name = "review-blind" if wanted.is_blind else "review"
    book, table = place / f"{name}.xlsx", place / f"{name}.csv"
    for path in (book, table):
        check_not_filled(path, at.journal)
    return book, table


def _write(
    at: OpenRun, wanted: Wanted, listed: Sequence[Listed], sheets: tuple[Path, Path]
) -> tuple[Path, ...]:
    book, table = sheets
    language = wanted.language or at.language
    look = look_of(at.folder, at.rubric, language, judge=at.run.judge, formats="csv")
    write_marking_book(book, look, listed, at.run, is_blind=wanted.is_blind)
    write_marking_csv(table, listed, is_blind=wanted.is_blind)
    for path in sheets:
        note_sheet(path, at.journal)
    return sheets
