"""grader doctor: does the endpoint answer, and can it be moved."""

from typing import Any

import typer

from .doctor_wish import DoctorWish
from .wish import signature_of


def doctor(context: typer.Context, **wished: Any) -> int:
    """A few small calls: what the endpoint takes, refuses or ignores, and the command for it."""
    from .doctoring import check_endpoint, try_judge

    wish = DoctorWish(**wished, typed=tuple(context.obj))
    return try_judge(wish) if wish.attack else check_endpoint(wish)


doctor.__signature__ = signature_of(DoctorWish)  # type: ignore[attr-defined]
