"""What comes out for groups of people, as a page, Markdown, a workbook and JSON."""

from .document import AuditPage, audit_document, json_object, write_audit

__all__ = ["AuditPage", "audit_document", "json_object", "write_audit"]
