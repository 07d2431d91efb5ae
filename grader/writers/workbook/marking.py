"""The workbook to be marked in: the list of one review, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

from ...core.review_queue import Listed
from ...records import Run
from ..page import Look
from .book import Book
from .review import ReviewSheet


def write_marking_book(
    path: Path,
    look: Look,
    listed: Sequence[Listed],
    run: Run,
    *,
    is_blind: bool,
    reviewer: str = "",
) -> None:
    """
    Write *listed* to *path* in its order; for a second marker without what machines gave.

    The name of a *reviewer* who is known stands in every row.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    book = Book(path, look)
    try:
        with book.told():
            sheet = ReviewSheet(
                book, look.language, look.rubric, is_blind=is_blind, reviewer=reviewer
            )
            for each in listed:
                why = book.words.name("doubt", each.doubt)
                sheet.add_answer(each.item, each.score, why)
            sheet.end()
        book.finish(run)
    finally:
        book.discard()
