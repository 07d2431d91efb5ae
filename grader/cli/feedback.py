"""grader feedback: one answer, feedback for its writer."""

from typing import Any

import typer

from .feedback_wish import FeedbackWish
from .wish import signature_of


def feedback(context: typer.Context, **wished: Any) -> int:  # noqa: ARG001 - as signature_of has it
    """What one answer hit and missed, and what to write instead."""
    from .coaching import coach

    wish = FeedbackWish(**wished)
    return coach(
        wish.file,
        wish.rubric,
        wish.item,
        wish.question,
        wish.settings(),
        lang=wish.lang,
        as_json=wish.as_json,
    )


feedback.__signature__ = signature_of(FeedbackWish)  # type: ignore[attr-defined]
