"""arrange: rows of a table become answers, whatever shape the table has."""

from .columns import Columns
from .headers import names_candidate
from .mapping import Wish, parse_wish
from .matching import ItemIndex
from .rows import Arranger
from .understood import Column, Table, Understood

__all__ = [
    "Arranger",
    "Column",
    "Columns",
    "ItemIndex",
    "Table",
    "Understood",
    "Wish",
    "names_candidate",
    "parse_wish",
]
