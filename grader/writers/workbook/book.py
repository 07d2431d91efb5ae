"""The workbook as a file: begun beside its place, there whole or not at all."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from ...errors import StoreError
from ...message import cause
from ...records import OFFLINE, Run
from ..page import Look
from ..views import Words
from ..views.calibration import calibration_notes
from ..whole import in_place
from .cell import cell_text
from .styles import Styles, base_style

MOST_ROWS = 1_048_576
"""Rows that a sheet of a workbook holds."""

_NAME_MOST = 31
_SHORT = 100
_MOST_KNOWN = 4096


class Book:
    """
    A workbook whose rows go to the disk as they are written.

    `notices` stand at the head of every sheet, those of points where none are given; `about` is
    the label of what the workbook is. Sheets are filled side by side, each from top to bottom.

    Raises:
        StoreError: the folder or disk does not take it.
    """

    def __init__(
        self,
        path: Path,
        look: Look,
        most_rows: int = MOST_ROWS,
        *,
        notices: Sequence[str] | None = None,
        about: str = "report",
    ) -> None:
        self._about = about
        self.words = Words.of(look)
        self.title = look.rubric.title.of(look.language) or look.rubric.id
        self.notices = tuple(_notices(look, self.words) if notices is None else notices)
        self.most_rows = most_rows
        self._cut = self.words("book_cut")
        self._known: dict[str, str] = {}
        self.sheets: list[Worksheet] = []
        self._path = path
        # Rows wait here, not in the system's folder for such things, which can be memory.
        self._parts = path.with_name(f".{path.name}.parts")
        self._offline = OFFLINE.get(look.judge, "")
        with self.told():
            shutil.rmtree(self._parts, ignore_errors=True)
            self._parts.mkdir()
            self._file = Workbook(
                str(self._parts / path.name),
                {
                    "constant_memory": True,
                    "tmpdir": str(self._parts),
                    "strings_to_formulas": False,
                    "strings_to_urls": False,
                    "strings_to_numbers": False,
                    "use_zip64": True,
                    "default_format_properties": base_style(look.language),
                },
            )
        self.styles = Styles(self._file, look.language)

    @contextmanager
    def told(self) -> Iterator[None]:
        """
        Tell what the disk refuses in the words of the house.

        Raises:
            StoreError: it refused something.
        """
        try:
            yield
        except (OSError, XlsxWriterException) as error:
            raise StoreError(
                "{path}: cannot be written ({reason}); check the disk and the folder, and "
                "close the file if a program has it open",
                path=self._path,
                reason=cause(error),
            ) from error

    def text(self, text: str) -> str:
        """*text* made safe for a cell."""
        if len(text) > _SHORT:
            return cell_text(text, self._cut)
        # Ids, labels and criteria come again and again.
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = cell_text(text, self._cut)
        return known

    def sheet(self, name: str, *, is_wide: bool = True) -> Worksheet:
        """A new sheet, set up for A4 paper, one page wide."""
        made: Worksheet = self._file.add_worksheet(name[:_NAME_MOST])
        made.set_paper(9)
        made.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        made.fit_to_pages(1, 0)
        made.hide_gridlines(1)
        if is_wide:
            made.set_landscape()
        made.set_footer(self._footer())
        self.sheets.append(made)
        return made

    def chart(self, options: dict[str, str]) -> object:
        """A new chart of that type, not yet on a sheet."""
        return self._file.add_chart(options)

    def _footer(self) -> str:
        words, title = self.words, self.text(self.title)[:60].replace("&", "&&")
        parts = [f"&L{words(f'{self._offline}_short') if self._offline else title}"]
        parts.append(f"&C{words('book_page', page='&P', of='&N')}")
        if self._offline:
            parts.append(f"&R{title}")
        return "".join(parts)

    def finish(self, run: Run) -> None:
        """
        Put the workbook in its place.

        Raises:
            StoreError: the folder or disk does not take it.
        """
        self._file.set_properties(
            {
                "title": f"{self.text(self.title)} · {self.words(self._about)}",
                "subject": " ".join(self.notices),
                "comments": self.words("no_recommendation"),
                # The end of the run, so that the same run gives the same file again.
                "created": _moment(run.finished),
            }
        )
        with self.told():
            self._file.close()
            in_place(self._parts / self._path.name, self._path)
        self.discard()

    def discard(self) -> None:
        """Throw away what was begun."""
        for sheet in self.sheets:
            sheet.row_data_fh.close()
        shutil.rmtree(self._parts, ignore_errors=True)


def _notices(look: Look, words: Words) -> Iterator[str]:
    if look.judge in OFFLINE:
        yield words(f"{OFFLINE[look.judge]}_notice")
    yield from calibration_notes(look.calibration, words)
    if look.rubric.use == "practice":
        yield words("note_practice")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1)  # noqa: DTZ001 - the file's format knows no zones
