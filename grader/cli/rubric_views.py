"""What grader rubric prints; imported only when it runs."""

from typing import Any

from rich.console import Console
from rich.table import Table

from ..readers.resources import shipped_rubrics
from ..readers.rubric_yaml import load_rubric
from ..text import json_text
from ..wiring import rubric_named
from .grading import language_named
from .rubric_objects import summary, whole
from .rubric_show import show_rubric


def _print(value: Any) -> int:
    print(json_text(value))
    return 0


def print_list(*, as_json: bool) -> int:
    """Every shipped rubric with its size."""
    rubrics = [load_rubric(path) for path in shipped_rubrics().values()]
    if as_json:
        return _print({"rubrics": [summary(rubric) for rubric in rubrics]})
    table = Table(box=None, pad_edge=False)
    for header in ("id", "标题 / title", "items", "points", "use"):
        table.add_column(header, justify="right" if header in {"items", "points"} else "left")
    for rubric in rubrics:
        made = summary(rubric)
        title = f"{rubric.title.zh} / {rubric.title.en}"
        table.add_row(rubric.id, title, str(made["items"]), str(made["points"]), rubric.use)
    # What a rubric says is text: no markup, no emoji codes.
    Console(markup=False, emoji=False).print(table)
    return 0


def print_rubric(name: str, lang: str, *, as_json: bool) -> int:
    """One rubric, as a table or as an object."""
    rubric = rubric_named(name)
    if as_json:
        return _print(whole(rubric))
    show_rubric(rubric, language_named("--lang", lang) or rubric.language)
    return 0
