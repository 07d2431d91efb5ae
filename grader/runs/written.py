"""What reports were written of a run, so that a file changed later shows."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from ..errors import StoreError
from ..message import cause
from ..records import Outcome
from ..stores.intake import Intake, StagedAnswer
from ..writers.csv_tables import TABLES
from ..writers.page import Look
from ..writers.pages import FORMATS, USUAL
from ..writers.reviews_csv import WRITTEN as REVIEWS


class Seal:
    """The SHA-256 of the answers, and of the replies that scores rest on, in their order."""

    def __init__(self) -> None:
        self._replies = hashlib.sha256()
        self._answers = hashlib.sha256()

    def add(self, staged: StagedAnswer, outcomes: Iterable[Outcome | None]) -> None:
        """Take in the next answer, asked about or not, and the replies its score rests on."""
        for outcome in tuple(outcomes) or (None,):
            _take(self._replies, f"{outcome.key} {outcome.text}" if outcome is not None else "")
        answer = staged.answer
        row = [answer.candidate_id, answer.item_id, answer.text, answer.question, answer.place.file,
               answer.place.sheet, answer.place.row, answer.submitted, answer.contested,
               staged.key, staged.is_copy]  # fmt: skip
        _take(self._answers, json.dumps(row))

    @property
    def replies(self) -> str:
        """The seal of the replies, in hexadecimal digits."""
        return self._replies.hexdigest()

    @property
    def answers(self) -> str:
        """The seal of the answers and the rows they stood in."""
        return self._answers.hexdigest()


def _take(into: "hashlib._Hash", text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    into.update(b"%d:" % len(content) + content)


class ChangedFile(NamedTuple):
    """A file that is not as it was written."""

    name: str
    state: Literal["changed", "gone"]


def note_written(look: Look, intake: Intake) -> None:
    """
    Keep the digests of the files that *look* had written, and what it takes to write them again.

    Raises:
        StoreError: one of them cannot be read.
    """
    kept = _kept(intake)
    formats = (FORMATS[name].written for name in look.formats or USUAL if name in FORMATS)
    for name in (*TABLES, REVIEWS, "run.json", *formats):
        if (look.folder / name).is_file():
            kept[name] = _digest(look.folder / name)
    still_there = {name: each for name, each in kept.items() if (look.folder / name).is_file()}
    intake.keep(written=json.dumps(still_there), tables_language=look.language)


def note_again(path: Path, intake: Intake) -> None:
    """
    Keep the digest of the file at *path*, of which a part was written anew.

    Raises:
        StoreError: it cannot be read.
    """
    kept = _kept(intake)
    if path.name in kept and path.is_file():
        intake.keep(written=json.dumps({**kept, path.name: _digest(path)}))


def count_written(intake: Intake) -> int:
    """How many files there are digests of."""
    return len(_kept(intake))


def changed_files(folder: Path, intake: Intake) -> Iterator[ChangedFile]:
    """The files of *folder* that are not as they were written."""
    for name, digest in sorted(_kept(intake).items()):
        if not (folder / name).is_file():
            yield ChangedFile(name, "gone")
        elif _digest(folder / name) != digest:
            yield ChangedFile(name, "changed")


def _kept(intake: Intake) -> dict[str, str]:
    kept: dict[str, str] = json.loads(intake.kept("written") or "{}")
    return kept


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(
            "{path}: cannot be read ({reason}); check the file", path=path, reason=cause(error)
        ) from error
