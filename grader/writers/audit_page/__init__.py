"""What comes out for groups of people, as a page, Markdown and a workbook."""

from .document import AuditPage, audit_document, write_audit
from .more import more_sections
from .swaps import write_swaps

__all__ = [
    "AuditPage",
    "audit_document",
    "more_sections",
    "write_audit",
    "write_swaps",
]
