"""What everyone's scores say about the items, added up one person at a time."""

from .analysis import AnalysisTally
from .sums import FEWEST_PEOPLE
from .tally import Tally

__all__ = ["FEWEST_PEOPLE", "AnalysisTally", "Tally"]
