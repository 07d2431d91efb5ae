"""arrange: rows of a table become answers, whatever shape the table has."""

from .columns import Columns, names_candidate
from .matching import ItemIndex
from .rows import Arranger

__all__ = ["Arranger", "Columns", "ItemIndex", "names_candidate"]
