"""A sheet for one person to mark in, blind to what machines and others gave."""

import re
from collections.abc import Sequence
from pathlib import Path

from ..core.review_queue import Listed
from ..errors import SettingError
from ..records import Language
from ..writers.workbook.marking import write_marking_book
from .opened import OpenRun
from .reports import look_of
from .sheets import check_not_filled, note_sheet

_UNFIT = re.compile(r"[^\w-]+")


def sheet_name(rater: str) -> str:
    """
    The name of *rater*'s sheet.

    Raises:
        SettingError: nothing of the name can stand in one.
    """
    plain = _UNFIT.sub("-", rater).strip("-")
    if not plain:
        raise SettingError("{rater!r}: no name for a sheet; use letters or digits", rater=rater)
    return f"marking-{plain}.xlsx"


def write_marking(
    at: OpenRun,
    rater: str,
    listed: Sequence[Listed],
    language: Language | None,
    *,
    is_named: bool = True,
) -> Path:
    """
    Write *listed* as *rater*'s sheet into the folder *at* hand; nothing filled in is lost.

    Where *is_named* is False, it is for whoever writes a name into it.

    Raises:
        InputError: the sheet there was filled in and not taken in.
        StoreError: the folder or disk does not take it.
    """
    path = at.folder / sheet_name(rater)
    check_not_filled(path, at.journal)
    look = look_of(at.folder, at.rubric, language or at.language, judge="", formats="csv")
    write_marking_book(path, look, listed, at.run, is_blind=True,
                       reviewer=rater if is_named else "")  # fmt: skip
    note_sheet(path, at.journal)
    return path
