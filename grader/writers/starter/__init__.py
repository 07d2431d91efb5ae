"""starter: the files of a folder to start from."""

from .book import write_template
from .texts import starter_texts

__all__ = ["starter_texts", "write_template"]
