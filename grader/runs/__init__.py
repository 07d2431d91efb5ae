"""A run in a folder: staged, graded, reported; the same call again goes on where it was."""

from .ahead import look_ahead
from .by import Post, find_posts
from .fitted import Learner
from .folder import FolderRun
from .limits import Limits
from .plan import Juror, Watch
from .posts import PostRun, Posts
from .propose import Proposals, Proposer, make_proposer
from .reports import report_folder
from .staging import Sources
from .submissions import Choose, Contest, Duplicates

__all__ = [
    "Choose",
    "Contest",
    "Duplicates",
    "FolderRun",
    "Juror",
    "Learner",
    "Limits",
    "Post",
    "PostRun",
    "Posts",
    "Proposals",
    "Proposer",
    "Sources",
    "Watch",
    "find_posts",
    "look_ahead",
    "make_proposer",
    "report_folder",
]
