"""A run in a folder: staged, graded, reported; the same call again goes on where it was."""

from .ahead import look_ahead
from .folder import FolderRun, Watch
from .limits import Limits
from .reports import report_folder
from .staging import Sources

__all__ = ["FolderRun", "Limits", "Sources", "Watch", "look_ahead", "report_folder"]
