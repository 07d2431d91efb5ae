"""grader practice: an item, an answer, feedback, and the next one, in the terminal."""

from typing import Any

import typer

from .practice_wish import PracticeWish
from .wish import signature_of


def practice(context: typer.Context, **wished: Any) -> int:  # noqa: ARG001 - as signature_of has it
    """Practise in the terminal: an item, your answer, feedback, and the next item.

    With --item the answer may come from another program: … | grader practice -r RUBRIC -i ITEM.
    """
    from .practising import practise

    return practise(PracticeWish(**wished))


practice.__signature__ = signature_of(PracticeWish)  # type: ignore[attr-defined]
