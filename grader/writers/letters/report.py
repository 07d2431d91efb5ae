"""The folder of letters: written one by one, in its place as a whole."""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from ...core.letter import letter, why_no_letter
from ...errors import StoreError
from ...message import cause
from ...records import Person
from ..csv_tables import inert
from ..page import Look, Page
from .page_letter import page_letter
from .sheet import Wording

INDEX = ("file", "candidate_id", "state", "reason")


class LettersReport:
    """
    `letters/`: a page and a document for everyone with nothing open, and `index.csv`.

    Files are numbered in the order of the answers; only the index says whose is which, and who
    got none and why. They are not flushed to the disk one by one: what a power cut takes is
    written again from the store.
    """

    written = "letters"

    def __init__(self, look: Look) -> None:
        self._look = look
        self._place = look.folder / self.written
        self._part = look.folder / f".{self.written}.part"
        self._index: IO[str] | None = None
        self._rows: Any = None
        self._documents: Any = None
        self._wording = Wording(look)
        self._count = 0

    def add(self, person: Person) -> None:
        """Write the letter to *person*, or the reason why there is none."""
        with self._told():
            self._begin()
            self._rows.writerow([inert(cell) for cell in self._row(person)])

    def finish(self, page: Page) -> None:  # noqa: ARG002 - a letter tells nothing of the run
        """Put the folder in its place; what an earlier run wrote there goes."""
        with self._told():
            self._begin()
            if self._index is not None:
                self._index.close()
            old = self._place.with_name(f".{self.written}.old")
            shutil.rmtree(old, ignore_errors=True)
            if self._place.exists():
                self._place.rename(old)
            try:
                self._part.rename(self._place)
            except OSError:
                with suppress(OSError):
                    old.rename(self._place)
                raise
            shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Throw away what was begun."""
        if self._index is not None:
            with suppress(OSError):
                self._index.close()
            shutil.rmtree(self._part, ignore_errors=True)

    def _begin(self) -> None:
        if self._index is not None:
            return
        shutil.rmtree(self._part, ignore_errors=True)
        self._part.mkdir()
        self._index = (self._part / "index.csv").open("w", encoding="utf-8-sig", newline="",
                                                      errors="replace")  # fmt: skip
        self._rows = csv.writer(self._index, lineterminator="\n", quoting=csv.QUOTE_ALL)
        self._rows.writerow(INDEX)

    def _row(self, person: Person) -> list[str]:
        who, why = person.total.candidate_id, why_no_letter(person)
        if why:
            return ["", who, "none", why]
        self._count += 1
        name = f"letter-{self._count:04}"
        self._write(name, person)
        return [f"{name}.docx", who, "letter", ""]

    def _write(self, name: str, person: Person) -> None:
        look = self._look
        made = letter(person, look.rubric, look.language, instructions=look.instructions)
        sheet = self._wording.sheet(made)
        if self._documents is None:
            from .document import Documents  # only where letters are written: an extra

            self._documents = Documents(sheet.title, sheet.author, look.language)
        page = page_letter(sheet, look.language)
        (self._part / f"{name}.html").write_text(page, encoding="utf-8", newline="")
        (self._part / f"{name}.docx").write_bytes(self._documents.document(sheet))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                "{path}: cannot be written ({reason}); check the disk and the folder, and "
                "close the letters if a program has them open",
                path=self._place,
                reason=cause(error),
            ) from error
