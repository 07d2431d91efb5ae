"""Erasing people from a folder, whether it holds one run or those of several posts."""

import json
from collections.abc import Callable
from pathlib import Path

from ..records import Language
from ..stores.intake_eraser import IntakeEraser
from ..stores.journal_eraser import JournalEraser
from .erase import BEGUN, HOLD, Purged, Wanted, purge_folder
from .kept import now
from .opened import opened

__all__ = ["Purged", "Wanted", "hold_folder", "language_of", "purge"]


def parts_of(folder: Path) -> list[Path]:
    """The folders of the runs in *folder*: itself, or those of the posts of grade --by."""
    if (folder / "intake.db").is_file() or not folder.is_dir():
        return [folder]
    return sorted(each.parent for each in folder.glob("*/intake.db")) or [folder]


def language_of(folder: Path) -> Language:
    """
    The language of the labels of the run in *folder*.

    Raises:
        InputError: there is no run in it.
        StoreError: its files cannot be read.
    """
    with opened(parts_of(folder)[0]) as at:
        return at.language


def purge(folder: Path, wanted: Wanted, agree: Callable[[int, int], None]) -> Purged:
    """
    Erase whom *wanted* names from every run in *folder*, as `purge_folder` does from one.

    Raises:
        InputError: what `purge_folder` refuses; a candidate that is in none of several runs.
        StoreError: a file cannot be read or written.
    """
    parts = parts_of(folder)
    if len(parts) > 1 and wanted.candidate_id:
        parts = [each for each in parts if _has(each, wanted.candidate_id)] or parts[:1]
    made = [purge_folder(each, wanted, agree) for each in parts]
    if len(made) == 1:
        return made[0]
    return Purged(
        candidates=sum(each.candidates for each in made),
        answers=sum(each.answers for each in made),
        replies=sum(each.replies for each in made),
        reviews=sum(each.reviews for each in made),
        searched=sum(each.searched for each in made),
        left=tuple(left._replace(file=f"{part.name}/{left.file}")
                   for part, each in zip(parts, made, strict=True) for left in each.left),
        sources=tuple(dict.fromkeys(name for each in made for name in each.sources)),
        quiet=tuple(dict.fromkeys(name for each in made for name in each.quiet)),
        endpoint=next((each.endpoint for each in made if each.endpoint), ""),
        without_letters=any(each.without_letters for each in made),
    )  # fmt: skip


def _has(folder: Path, candidate_id: str) -> bool:
    with opened(folder) as at, IntakeEraser(at.intake.path) as intake:
        begun = json.loads(intake.kept(BEGUN).get(BEGUN, "[]"))
        return candidate_id in begun or intake.owned(candidate_id) is not None


def hold_folder(folder: Path, reason: str) -> None:
    """
    Forbid erasing in *folder*, for *reason*; an empty one allows it again.

    Raises:
        InputError: there is no run in it.
        StoreError: its files cannot be written.
    """
    for part in parts_of(folder):
        with opened(part) as at, JournalEraser(at.journal.path) as journal:
            journal.keep(HOLD, json.dumps({"reason": reason, "since": now()}) if reason else "")
