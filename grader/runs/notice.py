"""Documents about a run for candidates and those who answer for it, from its own settings."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..readers.resources import labels
from ..records import LANGUAGES, Language
from ..wiring import made_folder
from ..writers.papers import paper, write_paper
from .explain import Signed, rubric_values, run_values
from .opened import OpenRun, opened

PAPERS = ("candidate-notice", "data-flow", "impact-assessment")
_ENDINGS = (".md", ".html")
_MOST_COLUMNS = 40


def write_notices(folder: Path, place: Path, signed: Signed) -> list[Path]:
    """
    Write the notice, the data-flow page and the draft assessment of a run into *place*.

    Each in Chinese and English, as Markdown and as a page. What the program cannot know is left
    open and marked.

    Raises:
        InputError: there is no run in *folder*.
        StoreError: files cannot be read or written.
    """
    with opened(folder) as at:
        made_folder(place)
        return list(_written(at, place, signed))


def _written(at: OpenRun, place: Path, signed: Signed) -> Iterator[Path]:
    for language in LANGUAGES:
        values = _values(at, language, signed)
        for name in PAPERS:
            text = paper(name, language, values, labels(language, "report"))
            for ending in _ENDINGS:
                path = place / f"{name}.{language}{ending}"
                write_paper(path, text, language)
                yield path


def _values(at: OpenRun, language: Language, signed: Signed) -> dict[str, object]:
    words = labels(language, "accounts")
    between = words["between"]
    columns = at.intake.accounts.columns()
    shown = between.join(columns[:_MOST_COLUMNS])
    return {
        "organisation": signed.organisation or at.intake.kept("signed_by"),
        "contact": signed.contact,
        "run": {
            **run_values(at.run, language),
            "endpoint": at.run.endpoint,
            "model_asked": at.run.model_asked,
            "parameters": json.dumps(at.run.parameters, sort_keys=True)
            if at.run.parameters
            else "",
        },
        "rubric": rubric_values(at.rubric, language),
        "engine_is_batch": at.run.engine == "batch",
        "own_store": bool(at.intake.kept("store")),
        "candidates": at.intake.accounts.candidates(),
        "answers": at.intake.count(),
        "columns": shown + (" …" if len(columns) > _MOST_COLUMNS else ""),
        "replaced": between.join(
            words[f"kind_{kind}"].format(n=n) for kind, n in sorted(at.run.replaced.items())
        ),
    }
