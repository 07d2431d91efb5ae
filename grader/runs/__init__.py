"""A run in a folder: staged, graded, reported; the same call again goes on where it was."""

from .folder import FolderRun, Sources, Watch
from .reports import report_folder

__all__ = ["FolderRun", "Sources", "Watch", "report_folder"]
