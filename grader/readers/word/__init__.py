"""Word documents, opened warily and walked through as a person sees them."""

from .body import Body, Grid, Paragraph
from .opening import opened

__all__ = ["Body", "Grid", "Paragraph", "opened"]
