"""estimate: what is still to be asked, as requests, tokens, money and time, before it is."""

from .fit import ENOUGH, Fit
from .forecast import Forecast, Range, Terms, forecast, together
from .load import Load, Work
from .output import expected_output
from .scripts import Sizes, measure

__all__ = [
    "ENOUGH",
    "Fit",
    "Forecast",
    "Load",
    "Range",
    "Sizes",
    "Terms",
    "Work",
    "expected_output",
    "forecast",
    "measure",
    "together",
]
