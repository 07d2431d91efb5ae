"""A letter as a page that runs and loads nothing."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from ...records import Language
from .sheet import Sheet


def page_letter(sheet: Sheet, language: Language) -> str:
    """*sheet* as HTML; whatever a candidate or a model wrote stays text."""
    return _template().render(sheet=sheet, language={"zh": "zh-CN", "en": "en"}[language])


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = (files(__package__) / "letter.j2").read_text(encoding="utf-8")
    return environment.from_string(source)
