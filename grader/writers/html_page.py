"""The report as one HTML file that asks for nothing from anywhere and runs nothing."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ..records import Person
from .page import Look, Page
from .views import Words, opening, people_tables, person_blocks, visible
from .whole import whole_file

# So few answers are shown opened up; of more, only those that need a person.
_SHOWN_OPEN = 12


class HtmlReport:
    """`report.html`, from the people chosen for a page."""

    written = "report.html"

    def __init__(self, look: Look) -> None:
        self._folder = look.folder

    def add(self, person: Person) -> None:
        """Nothing: the page holds its people."""

    def finish(self, page: Page) -> None:
        """Write the page."""
        with whole_file(self._folder / self.written) as file:
            file.write(html_page(page))

    def discard(self) -> None:
        """Nothing was begun."""


def html_page(page: Page) -> str:
    """*page* as HTML; whatever a candidate or a model wrote stays text."""
    words = Words(page.labels, page.language, page.rubric)
    head = opening(page, words)
    return (
        templates()
        .get_template("page.j2")
        .render(
            language={"zh": "zh-CN", "en": "en"}[page.language],
            words=words,
            opening=head,
            people=people_tables(page, words),
            persons=person_blocks(page, words),
            is_short=sum(len(person.scored) for person in page.people) <= _SHOWN_OPEN,
            style=Markup(style() + _on_paper(head.notice_short)),  # noqa: S704 -- our own words
        )
    )


def _file(name: str) -> str:
    return (files(__package__) / "html" / name).read_text(encoding="utf-8")


def _on_paper(notice: str) -> str:
    """The style that repeats *notice* at the top of every printed page."""
    if not notice:
        return ""
    told = notice.replace("\\", "").replace('"', "").replace("<", "").replace("\n", " ")
    return f'@page {{ @top-center {{ content: "{told}"; font: 600 7.5pt sans-serif; }} }}'


def _finalize(value: object) -> object:
    """Every expression of a template passes here: no hidden character reaches the page."""
    return visible(value) if type(value) is str else value


def style() -> str:
    """The style sheet of every page."""
    return _file("style.css")


@cache
def templates() -> Environment:
    """The pages' templates; whatever is put into them stays text."""
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_file),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
