"""What comes out for groups of people, as a page, Markdown and a workbook."""

from .document import AuditPage, audit_document, write_audit

__all__ = ["AuditPage", "audit_document", "write_audit"]
