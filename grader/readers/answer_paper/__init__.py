"""Word documents with the answers of one candidate each."""

from .reader import read_answer_paper

__all__ = ["read_answer_paper"]
