"""The engine that hands answers in as batches and collects them later, at half the price."""

from .engine import BatchEngine

__all__ = ["BatchEngine"]
