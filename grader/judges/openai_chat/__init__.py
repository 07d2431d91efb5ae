"""A language model behind any OpenAI-compatible endpoint."""

from .judge import OpenAIJudge

__all__ = ["OpenAIJudge"]
