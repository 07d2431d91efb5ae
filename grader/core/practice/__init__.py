"""practice: which item comes next, and how points go over time."""

from .chart import BARS, chart
from .offer import Offer, Why, offer, weight
from .progress import Line, Step, progress
from .standing import Standing, standing

__all__ = [
    "BARS",
    "Line",
    "Offer",
    "Standing",
    "Step",
    "Why",
    "chart",
    "offer",
    "progress",
    "standing",
    "weight",
]
