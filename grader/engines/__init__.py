"""Engines: what carries tasks to a judge and brings outcomes back."""
