"""Word documents: one candidate's paper each."""

from .reader import read_document

__all__ = ["read_document"]
