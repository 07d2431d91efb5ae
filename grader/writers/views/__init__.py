"""Reports as rows of text, worded; templates only lay them out."""

from .answers import AnswerBlock, PersonBlock, person_block, person_blocks
from .controls import ControlsView, controls_told, controls_view
from .figures import Bar, Chart, Mean, dimension_means, item_charts, people_charts, stability
from .opening import Fact, Opening, opening
from .people import (
    Cells,
    Column,
    PeopleRow,
    PeopleTables,
    columns,
    dimension_cells,
    even_criteria,
    people_row,
    people_tables,
    row_cells,
)
from .visible import visible
from .wording import Words

__all__ = [
    "AnswerBlock",
    "Bar",
    "Cells",
    "Chart",
    "Column",
    "ControlsView",
    "Fact",
    "Mean",
    "Opening",
    "PeopleRow",
    "PeopleTables",
    "PersonBlock",
    "Words",
    "columns",
    "controls_told",
    "controls_view",
    "dimension_cells",
    "dimension_means",
    "even_criteria",
    "item_charts",
    "opening",
    "people_charts",
    "people_row",
    "people_tables",
    "person_block",
    "person_blocks",
    "row_cells",
    "stability",
    "visible",
]
