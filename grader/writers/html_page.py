"""The report as HTML that asks for nothing from anywhere: a file, and pages beside it for many."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from ..core.selection import MOST_ANSWERS
from ..records import Person
from .html_beside import FOLDER, Beside, Listing, remove_pages
from .html_sheet import Sheets
from .page import Look, Page
from .views import (
    Words,
    controls_view,
    dimension_means,
    item_charts,
    opening,
    people_charts,
    people_tables,
    person_blocks,
)
from .views.alike import alike_rows
from .views.analysis import analysis_view
from .whole import whole_file

# So few answers are shown opened up; of more, only those that need a person.
_SHOWN_OPEN = 12


class HtmlReport:
    """
    `report.html`; beyond *most_answers*, everyone's answers go to pages in a folder beside it.

    Up to that many are kept, because only then is it known that there are more.
    """

    written = "report.html"

    def __init__(self, look: Look, *, most_answers: int = MOST_ANSWERS) -> None:
        self._look = look
        self._most_answers = most_answers
        self._kept: list[Person] = []
        self._answers = 0
        self._beside: Beside | None = None

    def add(self, person: Person) -> None:
        """Keep *person*, or write the section where there are too many to keep."""
        if self._beside is not None:
            self._beside.add(person)
            return
        self._kept.append(person)
        self._answers += len(person.scored)
        if self._answers > self._most_answers:
            self._beside = Beside(self._look)
            for each in self._kept:
                self._beside.add(each)
            self._kept.clear()

    def finish(self, page: Page) -> None:
        """Put the pages in their place, then the report."""
        listing = self._beside.finish(page) if self._beside is not None else None
        with whole_file(self._look.folder / self.written) as file:
            file.write(html_page(page) if listing is None else _head_page(page, listing))
        if listing is None:
            with suppress(OSError):
                remove_pages(self._look.folder)

    def discard(self) -> None:
        """Throw away the pages that were begun."""
        if self._beside is not None:
            self._beside.discard()


def html_page(page: Page) -> str:
    """*page* as one file of HTML; whatever a candidate or a model wrote stays text."""
    words = Words.of(page)
    means = dimension_means(page, words)
    return Sheets(words, opening(page, words), means).render(
        "page.j2",
        people=people_tables(page, words),
        persons=person_blocks(page, words),
        figures=list(people_charts(page, words)),
        charts=list(item_charts(page, words)),
        **_alike(page, words),
        analysis=analysis_view(page, words),
        controls=controls_view(page.run.controls, words),
        is_short=sum(len(person.scored) for person in page.people) <= _SHOWN_OPEN,
        lists=(),
        up="",
    )


def _alike(page: Page, words: Words) -> dict[str, Any]:
    """Groups of answers written alike, and how many are left out."""
    more = page.alike_left_out
    return {
        "alike": list(alike_rows(page, words)),
        "alike_more": words.number("alike_left_out", more) if more else "",
    }


def _head_page(page: Page, listing: Listing) -> str:
    """The report without anyone's answers: what *listing* lists, and where the rest is."""
    words = Words.of(page)
    # Nobody is left out here: everyone has a section on a page beside.
    head = opening(replace(page, left_out=0, unlisted=0), words)
    return Sheets(words, head, dimension_means(page, words)).render(
        "page.j2",
        loads_pages=True,
        people=listing.first,
        figures=list(people_charts(page, words)),
        charts=list(item_charts(page, words)),
        **_alike(page, words),
        analysis=analysis_view(page, words),
        controls=controls_view(page.run.controls, words),
        lists=listing.names,
        shards=" ".join(listing.shards),
        folder=FOLDER,
        up=f"{FOLDER}/",
    )
