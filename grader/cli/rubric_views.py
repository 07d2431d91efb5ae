"""What grader rubric prints; imported only when it runs."""

from typing import Any

from rich.console import Console
from rich.table import Table

from ..readers.resources import labels, shipped_rubrics
from ..readers.rubric_yaml import load_rubric
from ..records import Rubric
from ..text import json_text
from ..wiring import rubric_named
from .grading import language_named
from .rubric_objects import summary, whole
from .rubric_show import show_rubric
from .told import spoken


def _print(value: Any) -> int:
    print(json_text(value))
    return 0


def print_list(*, as_json: bool) -> int:
    """Every shipped rubric with its size."""
    rubrics = [load_rubric(path) for path in shipped_rubrics().values()]
    if as_json:
        return _print({"rubrics": [summary(rubric) for rubric in rubrics]})
    words = labels(spoken() or "en", "rubric")
    table = Table(box=None, pad_edge=False)
    for header in ("id", "title", "items", "points", "use"):
        is_number = header in {"items", "points"}
        table.add_column(words[f"list_{header}"], justify="right" if is_number else "left")
    for rubric in rubrics:
        made = summary(rubric)
        sizes = str(made["items"]), str(made["points"])
        table.add_row(rubric.id, _title(rubric), *sizes, words[f"show_use_{rubric.use}"])
    # What a rubric says is text: no markup, no emoji codes.
    Console(markup=False, emoji=False).print(table)
    return 0


def _title(rubric: Rubric) -> str:
    language = spoken()
    both = f"{rubric.title.zh} / {rubric.title.en}"
    return rubric.title.of(language) if language else both


def print_rubric(name: str, lang: str, *, as_json: bool) -> int:
    """One rubric, as a table or as an object."""
    rubric = rubric_named(name)
    if as_json:
        return _print(whole(rubric))
    show_rubric(rubric, language_named("--lang", lang) or rubric.language)
    return 0
