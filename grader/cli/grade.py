"""grader grade: a file of answers becomes scores and a report."""

from typing import Any

import typer

from .wish import Wish, signature_of


def grade(context: typer.Context, **wished: Any) -> int:
    """Grade a file of answers and write the report; run it again to go on."""
    from .grading import grade_files

    return grade_files(Wish(**wished, typed=tuple(context.obj)))


grade.__signature__ = signature_of(Wish)  # type: ignore[attr-defined]
