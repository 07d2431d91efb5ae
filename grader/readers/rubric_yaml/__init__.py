"""Rubric files: strict YAML, every mistake told with file, line, column and the fix."""

from .load import load_rubric, read_rubric

__all__ = ["load_rubric", "read_rubric"]
