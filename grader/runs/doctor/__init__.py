"""What grader doctor finds out about an endpoint."""

from .examine import MOST_CALLS, MOST_LOOKS, Wanted, examine
from .findings import Check, Findings
from .grade_line import Given

__all__ = ["MOST_CALLS", "MOST_LOOKS", "Check", "Findings", "Given", "Wanted", "examine"]
