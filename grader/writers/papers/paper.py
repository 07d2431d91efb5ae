"""A document from its template, in the form its file's ending asks for."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from ...records import Language
from ..html_sheet import policy
from ..markdown_page import escaped
from ..whole import whole_file
from .plain import plain_text

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


class _Ready(str):
    """A text that is Markdown already."""

    __slots__ = ()


def paper(
    name: str, language: Language, values: Mapping[str, Any], words: Mapping[str, str]
) -> str:
    """
    The document *name* in *language*, as Markdown.

    Whatever *values* and *words* hold stays text on one line. A template calls words by their
    names: `{{ say("status_held") }}`.
    """

    def say(label: str, **parts: object) -> str:
        return words[label].format(**parts)

    made = _environment().get_template(f"{language}/{name}.md.j2").render(**values, say=say)
    return made.strip() + "\n"


def in_form(text: str, ending: str, language: Language) -> str:
    """The Markdown *text* as the file's *ending* wants it: `.md`, `.html` or `.txt`."""
    return ENDINGS[ending](text, language)


def write_paper(path: Path, text: str, language: Language) -> None:
    """
    Write the Markdown *text* to *path*, in the form its ending names.

    Raises:
        StoreError: the folder or disk does not take it.
    """
    with whole_file(path) as file:
        file.write(in_form(text, path.suffix.lower(), language))


def _as_page(text: str, language: Language) -> str:
    tokens = _markdown().parse(text)
    title = next((token.content for token in tokens if token.type == "inline"), "")
    style = _file("paper.css")
    return _pages().get_template("paper.j2").render(
        language=_LANGUAGES[language],
        title=title,
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own words
        body=Markup(_markdown().render(text)),  # noqa: S704 - HTML in the text stays text
    )  # fmt: skip


def _as_text(text: str, _language: Language) -> str:
    return plain_text(_markdown().parse(text))


ENDINGS: dict[str, Callable[[str, Language], str]] = {
    ".html": _as_page,
    ".md": lambda text, _language: text,
    ".txt": _as_text,
}


def _finalize(value: object) -> object:
    return escaped(value) if isinstance(value, str) and not isinstance(value, _Ready) else value


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _environment() -> Environment:
    # Markdown, not HTML: `escaped` takes from every value what either would act on.
    return Environment(
        autoescape=False,  # noqa: S701 - see above
        undefined=StrictUndefined,
        loader=FunctionLoader(_file),
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _pages() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_file))


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
