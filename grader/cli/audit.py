"""grader audit: what came out for groups of people, and whether points follow words."""

from typing import Any

import typer

from .audit_wish import AuditWish
from .wish import signature_of


def audit(context: typer.Context, **wished: Any) -> int:
    """Outcome by group: differences, rates and their ratios, with intervals."""
    from ..wiring.extras import need_stats

    need_stats("audit")
    from .auditing import audit_run

    return audit_run(AuditWish(**wished, typed=tuple(context.obj)))


audit.__signature__ = signature_of(AuditWish)  # type: ignore[attr-defined]
