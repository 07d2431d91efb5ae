"""Question papers in the formats they are kept in, read as blocks of text and tables."""

from .reader import read_blocks

__all__ = ["read_blocks"]
