"""What every page of the HTML report shares: templates, style, script, and what it may load."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from .charts import drawn
from .views import Mean, Opening, Words, visible


class Sheets:
    """Pages in the words, and under the head, of one run."""

    def __init__(self, words: Words, head: Opening, means: Sequence[Mean]) -> None:
        self._words = words
        self._head = head
        self._means = means
        self._style = f"{style()}{_on_paper(head.notice_short)}{_ticks(means)}"
        self._script = script()

    def render(self, name: str, *, loads_pages: bool = False, **values: Any) -> str:
        """
        The page that the template *name* makes of *values*.

        One that *loads_pages* may have its script load files beside it; no other loads anything.
        """
        return template(name).render(
            language={"zh": "zh-CN", "en": "en"}[self._words.language],
            words=self._words,
            opening=self._head,
            means=self._words.join([each.told for each in self._means]),
            policy=policy(self._style, self._script, loads_pages=loads_pages),
            style=Markup(self._style),  # noqa: S704 -- our own words
            script=Markup(self._script),  # noqa: S704
            drawn=drawn,
            **values,
        )


def policy(style: str, script: str = "", *, loads_pages: bool = False) -> str:
    """Nothing from anywhere but a page's own *style* and *script*, told by their hashes."""
    # What a known script adds is trusted; the word for it is no address.
    more = " 'strict-dynamic'" if loads_pages else ""
    runs = f"'{_hash(script)}'{more}" if script else "'none'"
    return (
        f"default-src 'none'; script-src {runs}; style-src '{_hash(style)}'; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def style() -> str:
    """The style sheet of every page."""
    return _file("style.css")


def measured_style() -> str:
    """What pages of measured figures add to the style sheet."""
    return _file("measured.css")


def script() -> str:
    """The script of pages that have one."""
    return _file("script.js")


@cache
def _file(name: str) -> str:
    return (files(__package__) / "html" / name).read_text(encoding="utf-8")


def _on_paper(notice: str) -> str:
    """The style that repeats *notice* at the top of every printed page."""
    if not notice:
        return ""
    told = notice.replace("\\", "").replace('"', "").replace("<", "").replace("\n", " ")
    return f'@page {{ @top-center {{ content: "{told}"; font: 600 7.5pt sans-serif; }} }}\n'


def _ticks(means: Sequence[Mean]) -> str:
    """The style that puts each dimension's mean where it is on a bar."""
    # One place for all pages of people: they are written before the means are known.
    return "".join(
        f".mean-{each.code} {{ display: block; transform: translateX({min(each.at, 99.0)}px); }}\n"
        for each in means
    )


def _finalize(value: object) -> object:
    """Every expression of a template passes here: no hidden character reaches the page."""
    return visible(value) if type(value) is str else value


@cache
def template(name: str) -> Template:
    """The template *name* of the report; what it is given stays text."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_file),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
