"""The pages beside the report of a large run: everyone's answers, and lists of everyone."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from markupsafe import Markup, escape

from ..errors import StoreError
from ..message import cause
from ..records import Person
from .html_index import Index
from .html_roll import Roll
from .html_sheet import Sheets, template
from .page import Look, Page
from .views import (
    PeopleRow,
    PeopleTables,
    Words,
    columns,
    dimension_cells,
    dimension_means,
    opening,
    people_row,
    person_block,
    visible,
)
from .views.placing import place_columns

FOLDER = "report-pages"
# A page ends at this many people or characters, so that it opens at once.
_MOST_PEOPLE, _MOST_CHARACTERS = 50, 4_000_000
# People on one page of the lists, and in each table of the report itself.
_LISTED, _FIRST = 500, 200
# Stands where only the end of the run tells what does; no text holds it, see `visible`.
_BLANK = Markup("\0")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The first people of both tables, and the names of the lists and of the search's files."""

    first: PeopleTables
    names: Sequence[str]
    shards: Sequence[str]


class Beside:
    """Pages of people, written as people come; they take their place when all are whole."""

    def __init__(self, look: Look) -> None:
        self._words = Words.of(look)
        self._place = look.folder / FOLDER
        self._part = look.folder / f".{FOLDER}.part"
        self._section = template("section.j2")
        self._number = self._people = self._characters = 0
        self._body: IO[str] | None = None
        self._places: tuple[str, ...] = ()
        self._bodies: list[Path] = []
        shutil.rmtree(self._part, ignore_errors=True)
        try:
            self._part.mkdir(parents=True)
            self._roll = Roll(self._part / "roll.part")
        except OSError as error:
            raise _refused(self._part, error) from error

    def add(self, person: Person) -> None:
        """
        Write the section of *person*, and keep the row.

        Raises:
            StoreError: the folder or disk does not take it.
        """
        self._number += 1
        anchor, words = f"p{self._number}", self._words
        html = self._section.render(
            block=person_block(anchor, person, words), words=words, notice=_BLANK
        )
        try:
            if self._body is None or self._is_full(len(html)):
                self._turn()
            assert self._body is not None  # noqa: S101 -- tells the type; _turn opened it
            self._body.write(html)
            self._people += 1
            self._characters += len(html)
            self._places = self._places or place_columns(person.placed, words)
            cells = dimension_cells(person, words)
            row = people_row(f"{_name(len(self._bodies))}#{anchor}", person, (), words)
            self._roll.add(row, cells, float(person.total.low))
        except OSError as error:
            raise _refused(self._part, error) from error

    def _is_full(self, more: int) -> bool:
        return self._people >= _MOST_PEOPLE or self._characters + more > _MOST_CHARACTERS

    def _turn(self) -> None:
        """Begin the next page."""
        if self._body is not None:
            self._body.close()
        self._bodies.append(self._part / f"body-{len(self._bodies) + 1}.part")
        self._body = self._bodies[-1].open("w", encoding="utf-8", newline="", errors="replace")
        self._people = self._characters = 0

    def finish(self, page: Page) -> Listing:
        """
        Write what only the end tells, and put the folder in its place.

        Raises:
            StoreError: the folder or disk does not take it.
        """
        words = self._words
        head = opening(page, words)
        sheets = Sheets(words, head, dimension_means(page, words))
        try:
            if self._body is not None:
                self._body.close()
            self._fill(sheets, head.notice_short)
            with self._roll:
                listing = self._lists(sheets)
            (self._part / "roll.part").unlink()
            remove_pages(self._place.parent)
            self._part.replace(self._place)
        except OSError as error:
            raise _refused(self._place, error) from error
        return listing

    def discard(self) -> None:
        """Throw away what was begun; nothing after `finish`."""
        self._roll.close()
        if self._body is not None:
            self._body.close()
        shutil.rmtree(self._part, ignore_errors=True)

    def _fill(self, sheets: Sheets, notice: str) -> None:
        """Put head and end around every page of people."""
        told = f'<p class="notice small">{escape(visible(notice))}</p>' if notice else ""
        for number, body in enumerate(self._bodies, start=1):
            before, _, after = self._page(sheets, number, len(self._bodies), _name).partition("\0")
            with (
                (self._part / _name(number)).open(
                    "w", encoding="utf-8", newline="", errors="replace"
                ) as file,
                body.open(encoding="utf-8", newline="") as written,
            ):
                file.write(before)
                while chunk := written.read(_CHUNK):
                    file.write(chunk.replace("\0", told))
                file.write(after)
            body.unlink()

    def _page(self, sheets: Sheets, number: int, pages: int, name: Callable[[int], str]) -> str:
        return sheets.render("beside.j2", body=_BLANK, **self._around(number, pages, name))

    def _around(self, number: int, pages: int, name: Callable[[int], str]) -> dict[str, Any]:
        """Where a page stands among those of its kind."""
        return {
            "place": self._words("page_of", n=number, all=pages),
            "before": name(number - 1) if number > 1 else "",
            "after": name(number + 1) if number < pages else "",
            "up": "",
        }

    def _lists(self, sheets: Sheets) -> Listing:
        """Write the lists of everyone and what the search reads, in one pass."""
        index, first = Index(self._part), _First()
        pages = -(-len(self._roll) // _LISTED)
        everyone = self._in_order(index, first)
        for number in range(1, pages + 1):
            rows = list(islice(everyone, _LISTED))
            html = sheets.render(
                "beside.j2",
                body="",
                people=self._tables([each for each in rows if each.is_open],
                                    [each for each in rows if not each.is_open]),
                **self._around(number, pages, _list_name),
            )  # fmt: skip
            (self._part / _list_name(number)).write_text(html, encoding="utf-8", newline="")
        index.close()
        return Listing(
            first=self._tables(first.open, first.settled),
            names=[_list_name(number) for number in range(1, pages + 1)],
            shards=index.names,
        )

    def _in_order(self, index: Index, first: "_First") -> Iterator[PeopleRow]:
        for row in self._roll.in_order(self._words):
            index.add(row)
            first.add(row)
            yield row

    def _tables(self, first: Sequence[PeopleRow], others: Sequence[PeopleRow]) -> PeopleTables:
        n = self._roll.open_people
        return PeopleTables(
            columns=columns(self._roll.even(), self._words),
            places=self._places,
            open=tuple(first),
            settled=tuple(others),
            open_people=n,
            settled_people=len(self._roll) - n,
        )


class _First:
    """The people who are listed in the report itself."""

    def __init__(self) -> None:
        self.open: list[PeopleRow] = []
        self.settled: list[PeopleRow] = []

    def add(self, row: PeopleRow) -> None:
        """Keep *row* if it is among the first of its table."""
        rows = self.open if row.is_open else self.settled
        if len(rows) < _FIRST:
            rows.append(row)


def remove_pages(folder: Path) -> None:
    """
    Remove the pages of an earlier report in *folder*.

    Raises:
        OSError: they are held open.
    """
    if (folder / FOLDER).exists():
        shutil.rmtree(folder / FOLDER)


def _name(number: int) -> str:
    return f"people-{number:04}.html"


def _list_name(number: int) -> str:
    return f"list-{number:04}.html"


def _refused(path: Path, error: OSError) -> StoreError:
    return StoreError(
        "{path}: cannot be written ({reason}); check the disk and the folder, and "
        "close the pages if a program has them open",
        path=path,
        reason=cause(error),
    )
