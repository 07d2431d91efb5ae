"""Text in an answer that is written to whoever grades it: seen, shown to a person, never scored."""

from .check import addressing

__all__ = ["addressing"]
