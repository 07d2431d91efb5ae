"""Documents that are read from top to bottom: written as Markdown, given as text or a page too."""

from .paper import ENDINGS, in_form, paper, write_paper

__all__ = ["ENDINGS", "in_form", "paper", "write_paper"]
