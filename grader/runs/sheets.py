"""Marking sheets on the disk: one that somebody has filled in is never written over."""

import hashlib
import json
from pathlib import Path

from ..errors import InputError, StoreError
from ..message import cause
from ..stores.journal import Journal

_KNOWN = "review_sheets"
_MOST_KNOWN = 200


def check_not_filled(path: Path, journal: Journal) -> None:
    """
    See that no marks are lost when *path* is written again.

    Raises:
        InputError: it was changed since it was written, and was not taken in.
    """
    if path.is_file() and _digest(path) not in _known(journal):
        raise InputError(
            "{path}: was changed since it was written and its marks were not taken in; take them "
            "with --import, move the file away, or write elsewhere with -o",
            path=path,
        )


def note_sheet(path: Path, journal: Journal) -> None:
    """Keep in mind that nothing is lost with *path* as it is: it was just written, or taken in."""
    known = [*_known(journal), _digest(path)]
    journal.reviews.keep(_KNOWN, json.dumps(known[-_MOST_KNOWN:]))


def remove_sheets(folder: Path, journal: Journal) -> None:
    """Take away the sheets in *folder*, but for those with marks that were not taken in."""
    ours = [folder / f"{stem}.{ending}" for stem in ("review", "review-blind")
            for ending in ("xlsx", "csv")]  # fmt: skip
    for path in (*ours, *sorted(folder.glob("marking-*.xlsx"))):
        if path.is_file() and _digest(path) in _known(journal):
            path.unlink()
    # What people differ on is told again by the next grader calibrate.
    (folder / "calibration-gaps.csv").unlink(missing_ok=True)


def _known(journal: Journal) -> list[str]:
    found: list[str] = json.loads(journal.reviews.kept(_KNOWN) or "[]")
    return found


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StoreError(
            "{path}: cannot be read ({reason}); check the file", path=path, reason=cause(error)
        ) from error
