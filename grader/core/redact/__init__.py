"""redact: private data in an answer, and what is put in its place before anything is sent."""

from .names import Names
from .redactions import KINDS, redactions

__all__ = ["KINDS", "Names", "redactions"]
