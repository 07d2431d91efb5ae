"""What comes out for groups of people, as a page, Markdown, a workbook and JSON."""

from .document import AuditPage, audit_document, json_object, write_audit
from .more import more_sections
from .swaps import write_swaps

__all__ = [
    "AuditPage",
    "audit_document",
    "json_object",
    "more_sections",
    "write_audit",
    "write_swaps",
]
