"""Reports as rows of text, worded; templates only lay them out."""

from .answers import AnswerBlock, PersonBlock, person_blocks
from .opening import Fact, Opening, opening
from .people import PeopleRow, PeopleTables, people_tables
from .visible import visible
from .wording import Words

__all__ = [
    "AnswerBlock",
    "Fact",
    "Opening",
    "PeopleRow",
    "PeopleTables",
    "PersonBlock",
    "Words",
    "opening",
    "people_tables",
    "person_blocks",
    "visible",
]
